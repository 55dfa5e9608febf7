"""What the register shows of each factor on the day of a wave, and where opinion parts from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from concertation.core.estimate import Estimate, Finding, Unknown
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.indicators import (
    Indicator,
    IndicatorConventions,
    all_indicators,
    ask_about,
    compare_opinion,
    indicator_findings,
)
from concertation.journeys.functioning.figures import BANDS, Band, Marker, Told, told
from concertation.journeys.neighbourhood import Neighbourhood

_CONVENTIONS = IndicatorConventions()
# Records named under a marker: enough to check it by.
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Traces:
    """The indicators of one partnership on a day."""

    found: Sequence[Finding] = field(default_factory=tuple)

    def markers(self, factor: str) -> list[Marker]:
        """Those of one factor, as plain values."""
        defined = {one.code: one for one in all_indicators()}
        return [_marker(defined[one.measure], one) for one in self.found if one.details["factor"] == factor]

    def partings(self, factor: str, score: float | None, conventions: FunctioningConventions) -> list[Told]:
        """What to ask where opinion and traces of that factor are more than one band apart, once a direction."""
        apart: dict[bool, list[Finding]] = {}
        for one in (one for one in self.found if one.details["factor"] == factor):
            parting = compare_opinion(score, one, conventions=conventions)
            if parting is not None and isinstance(parting.result, Estimate):
                apart.setdefault(parting.result.value > 0, []).append(one)
        return [told(ask_about(1 if is_above else -1, own)) for is_above, own in apart.items()]


def read_traces(partnership_id: int | None, around: Neighbourhood | None) -> Traces:
    """What the register around it shows of one partnership; nothing where it is not in the register."""
    if partnership_id is None or around is None:
        return Traces()
    return Traces(indicator_findings(around.snapshot(), partnership_id, conventions=_CONVENTIONS))


def _marker(one: Indicator, finding: Finding) -> Marker:
    result, details = finding.result, finding.details
    known = isinstance(result, Estimate)
    missing = finding.missing or (result.missing if isinstance(result, Unknown) else ())
    return {
        "indicator": one.code,
        "name": told(one.name),
        "words": told(finding.reasons[0]) if finding.reasons else told(one.name),
        "band": _band(details) if known else None,
        "definition": told(one.defined(_CONVENTIONS)),
        "caution": told(one.caution),
        "missing": [told(text) for text in missing],
        "evidence": [{"kind": record.kind, "key": record.key} for record in finding.evidence[:_LISTED]],
        "evidence_count": _number(details, "evidence_count") or 0,
    }


def _band(details: Mapping[str, object]) -> Band | None:
    band = details.get("band")
    return band if band in BANDS else None


def _number(details: Mapping[str, object], name: str) -> int | None:
    value = details.get(name)
    return int(value) if isinstance(value, int) else None
