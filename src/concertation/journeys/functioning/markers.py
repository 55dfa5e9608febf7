"""What the register shows of each factor on the day of a wave, and where opinion parts from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from concertation.core.estimate import Estimate, Finding, Unknown
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.indicators import (
    Indicator,
    IndicatorConventions,
    all_indicators,
    compare_opinion,
    indicator_findings,
)
from concertation.journeys.functioning.figures import Marker, Told, told
from concertation.journeys.neighbourhood import observe_neighbourhood
from concertation.store.models import Partnership

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
        """What to ask where opinion and traces of that factor are more than one band apart."""
        own = (one for one in self.found if one.details["factor"] == factor)
        compared = (compare_opinion(score, one, conventions=conventions) for one in own)
        return [told(one.reasons[0]) for one in compared if one is not None]


def read_traces(partnership: str, *, as_of: date) -> Traces:
    """The register of that day, of one partnership alone; nothing where it is not in it."""
    number = Partnership.objects.filter(key=partnership).values_list("id", flat=True).first()
    if number is None:
        return Traces()
    snapshot = observe_neighbourhood(partnership_ids=[number], as_of=as_of).snapshot()
    return Traces(indicator_findings(snapshot, number, conventions=_CONVENTIONS))


def _marker(one: Indicator, finding: Finding) -> Marker:
    result, details = finding.result, finding.details
    known = isinstance(result, Estimate)
    missing = finding.missing or (result.missing if isinstance(result, Unknown) else ())
    return {
        "indicator": one.code,
        "name": told(one.name),
        "words": told(finding.reasons[0]) if finding.reasons else told(one.name),
        "band": _number(details, "band") if known else None,
        "definition": told(one.defined(_CONVENTIONS)),
        "caution": told(one.caution),
        "missing": [told(text) for text in missing],
        "evidence": [{"kind": record.kind, "key": record.key} for record in finding.evidence[:_LISTED]],
        "evidence_count": _number(details, "evidence_count") or 0,
    }


def _number(details: Mapping[str, object], name: str) -> int | None:
    value = details.get(name)
    return int(value) if isinstance(value, int) else None
