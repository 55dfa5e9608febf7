"""Where what partners say and what the register shows part ways: a question for the table, and nobody’s fault."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from concertation.core.estimate import Estimate, Finding
from concertation.core.functioning.assessment import Band, band_of
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.text import Text
from concertation.core.vocabulary import load_scheme

MEASURE = "opinion_and_traces"

# From the lowest up.
_BANDS: tuple[Band, ...] = get_args(Band)

_OPINION_HIGHER = Text(
    en="On “{factor}”, partners are more content than the register would suggest. {reason} Perhaps more happens than "
    "is written down, or the register looks at something else. A question to ask together.",
    fr="Au sujet de « {factor} », les partenaires sont plus satisfaits que le registre ne le laisserait croire. "
    "{reason} Peut-être se fait-il plus de choses qu’on n’en consigne, ou le registre regarde-t-il autre chose. "
    "Une question à se poser ensemble.",
)
_TRACES_HIGHER = Text(
    en="On “{factor}”, the register shows more than partners feel. {reason} Perhaps what is written down is not yet "
    "what they live, or something else matters more to them. A question to ask together.",
    fr="Au sujet de « {factor} », le registre montre plus que ce que les partenaires ressentent. {reason} "
    "Peut-être ce qui est consigné n’est-il pas encore ce qu’ils vivent, ou autre chose leur importe-t-il davantage. "
    "Une question à se poser ensemble.",
)


def band_span(band: Band, *, conventions: FunctioningConventions) -> tuple[float, float]:
    """Where a band lies on the scale of opinion, from 1 to 5: from its beginning to that of the next."""
    edges, rank = (1.0, conventions.mixed_from, conventions.good_from, 5.0), _BANDS.index(band)
    return edges[rank], edges[rank + 1]


def compare_opinion(score: float | None, indicator: Finding, *, conventions: FunctioningConventions) -> Finding | None:
    """What to ask where the bands of opinion and of a trace of the same factor part by more than one.

    ``score`` is the partnership’s score of the indicator’s factor, from 1 to 5; ``None`` where it is unknown or may not
    be shown. Value: band of the opinion − band of the traces, −2 or 2. Nothing where either is unknown, or where they
    part by one band at most. The evidence is that of the indicator.

    Source: domain, section 3 (“opinion against traces: a gap over one band is a finding”).
    """
    traces, estimate = indicator.details.get("band"), indicator.result
    if score is None or traces not in _BANDS or not isinstance(estimate, Estimate):
        return None
    gap = _BANDS.index(band_of(score, conventions=conventions)) - _BANDS.index(traces)
    if abs(gap) <= 1:
        return None
    return Finding(
        measure=MEASURE,
        result=Estimate(value=gap, n=estimate.n, coverage=estimate.coverage, method="bands"),
        basis=indicator.basis,
        reasons=(ask_about(gap, [indicator]),),
        evidence=indicator.evidence,
        missing=indicator.missing,
        details={"factor": indicator.details["factor"], "indicator": indicator.measure, "score": score},
    )


def ask_about(gap: float, indicators: Sequence[Finding]) -> Text:
    """What to ask of a factor whose opinion stands above (``gap`` > 0) or below the traces of these indicators."""
    words = _OPINION_HIGHER if gap > 0 else _TRACES_HIGHER
    factor = load_scheme("functioning_factor")[str(indicators[0].details["factor"])].label
    counted = [one.reasons[0] for one in indicators]
    return Text(
        en=words.en.format(factor=factor.en, reason=" ".join(one.en for one in counted)),
        fr=words.fr.format(factor=factor.fr, reason=" ".join(one.fr for one in counted)),
    )
