"""Puts together all that a table looks at: opinion, traces, change, groups. Nothing is measured here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils import timezone

from concertation.core.estimate import Unknown
from concertation.core.functioning import reasons
from concertation.core.functioning.answer_shares import share_answers
from concertation.core.functioning.assessment import FactorAssessment, Silence, WaveAssessment
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.levers import score_items
from concertation.core.functioning.publication import GroupAssessment
from concertation.core.functioning.reliability_intervals import OMEGA_DRAWS
from concertation.core.functioning.silence import response
from concertation.core.vocabulary import load_scheme
from concertation.journeys.functioning.assessed_wave import AssessedWave
from concertation.journeys.functioning.figures import (
    Answer,
    DifferenceFigures,
    EarlierScores,
    FactorFigures,
    Figure,
    GroupFigures,
    ItemFigures,
    ResponseFigures,
    SilenceFigures,
    Told,
    WaveFigures,
    figure_of,
    rounded,
    told,
)
from concertation.journeys.functioning.markers import Traces
from concertation.journeys.functioning.reading import WaveTables
from concertation.journeys.functioning.wordings import compare_wordings, empty_wordings
from concertation.store.models.surveys import Wave

# Of the draws behind the interval of ω: the same answers always have the same figures.
SEED = 20130101
_NO_EARLIER = Unknown((reasons.NOT_MATCHED,))


def assemble_figures(
    assessed: AssessedWave, earlier: Sequence[AssessedWave], traces: Traces, published: Sequence[EarlierScores] = ()
) -> WaveFigures:
    """The figures of a wave, beside those before it, the latest last; ``published`` are those without answers."""
    tables, whole = assessed.tables, assessed.whole
    before = earlier[-1] if earlier else None
    changes = assessed.change_since(before)
    by_code = {one.factor: one for one in whole.factors}
    items = _items(tables, assessed.conventions)
    factors = [by_code[section.code] for section in tables.instrument.sections if section.code in by_code]
    return {
        **_about(tables),  # type: ignore[typeddict-item]
        "response": response_figures(whole),
        "mean": figure_of(whole.mean),
        "geometric_mean": figure_of(whole.geometric_mean),
        "minimum": figure_of(whole.minimum),
        "weakest": list(whole.weakest),
        "factors": [
            _factor(one, whole, changes.get(one.factor, _NO_EARLIER), traces, items, assessed.conventions)
            for one in factors
        ],
        "levers": [
            {
                "factor": one.factor,
                "pull": round(one.pull, 4),
                "distance": round(one.distance, 2),
                "importance": round(one.importance, 4),
                "agreement": round(one.agreement, 2),
                "items": [item.item for item in one.items],
            }
            for one in whole.levers
        ],
        "groups": _groups(assessed.groups),
        "differences": _differences(assessed.groups),
        "since": wave_name(before.tables.wave) if before is not None and changes else None,
        "earlier": sorted([*published, *map(earlier_scores, earlier)], key=lambda one: one["closed_on"]),
    }


def wave_name(wave: Wave) -> Told:
    """What the wave is called."""
    return {"en": wave.name_en, "fr": wave.name_fr}


def published_scores(figures: WaveFigures) -> EarlierScores:
    """A wave by its scores as they were published; its answers are gone."""
    return {
        "wave": figures["wave"],
        "name": figures["name"],
        "closed_on": figures["closed_on"],
        "scores": {one["factor"]: one["score"]["value"] for one in figures["factors"]},
        "response_rate": figures["response"]["response_rate"],
    }


def earlier_scores(assessed: AssessedWave) -> EarlierScores:
    """A wave by its scores alone."""
    whole = assessed.whole
    return {
        "wave": assessed.tables.wave.key,
        "name": wave_name(assessed.tables.wave),
        "closed_on": assessed.tables.on.isoformat(),
        "scores": {one.factor: main_figure(one, whole)["value"] for one in whole.factors},
        "response_rate": rounded(whole.response.response_rate),
    }


def main_figure(one: FactorAssessment, whole: WaveAssessment) -> Figure:
    """The score that is looked at: of organisations, and of people where nobody can be told apart."""
    return figure_of(one.by_respondents if whole.is_anonymous else one.score)


def _about(tables: WaveTables) -> dict[str, object]:
    wave = tables.wave
    opened = timezone.localdate(wave.opened_at) if wave.opened_at else tables.on
    return {
        "wave": wave.key,
        "partnership": wave.partnership_key,
        "name": wave_name(wave),
        "mode": wave.mode,
        "opened_on": opened.isoformat(),
        "closed_on": tables.on.isoformat(),
        "questions": {
            "code": tables.instrument.code,
            "version": str(tables.instrument.version),
            "digest_en": wave.digest_en,
            "digest_fr": wave.digest_fr,
        },
    }


def response_figures(whole: WaveAssessment) -> ResponseFigures:
    """Who was asked and who was heard."""
    one = whole.response
    return {
        "members": one.members,
        "organisations": one.organisations,
        "organisation_rate": round(one.organisation_rate, 2),
        "invited": one.invited,
        "heard": one.heard,
        "response_rate": rounded(one.response_rate),
        "silent": list(one.silent),
    }


def _factor(
    one: FactorAssessment,
    whole: WaveAssessment,
    change: Answer,
    traces: Traces,
    items: Mapping[str, list[ItemFigures]],
    conventions: FunctioningConventions,
) -> FactorFigures:
    term, score = load_scheme("functioning_factor")[one.factor], main_figure(one, whole)
    return {
        "factor": one.factor,
        "name": told(term.label),
        "definition": told(term.definition) if term.definition else told(term.label),
        "score": score,
        "by_people": figure_of(one.by_respondents),
        "spread": one.spread,
        "people": one.respondents,
        # Of an anonymous wave nobody knows of which organisations those who could judge are.
        "organisations": None if whole.is_anonymous else one.organisations,
        "band": one.band,
        "band_is_sure": one.band_is_sure,
        "alpha": figure_of(one.alpha),
        "omega": _drawn(figure_of(one.omega)),
        "agreement": figure_of(one.agreement),
        "agreement_skewed": figure_of(one.agreement_skewed),
        "deviation": figure_of(one.deviation),
        "has_consensus": one.has_consensus,
        "silence": _silence(one),
        "change": figure_of(change),
        "markers": traces.markers(one.factor),
        "findings": traces.partings(one.factor, score["value"], conventions),
        "items": items.get(one.factor, []),
    }


def _drawn(omega: Figure) -> Figure:
    """ω with what it takes to find its interval again, or that there is none."""
    if omega["value"] is None:
        return omega
    return {**omega, "method": f"omega; percentiles of {OMEGA_DRAWS} draws of people, seed {SEED}"}


def _silence(one: FactorAssessment) -> SilenceFigures:
    silence = one.silence
    if not isinstance(silence, Silence):
        nothing = figure_of(silence)
        return {
            "silent": None,
            "worst": None,
            "best": None,
            "plausible_low": None,
            "plausible_high": None,
            "why": nothing["why"],
        }
    low, high = silence.plausible or (None, None)
    return {
        "silent": silence.silent,
        "worst": rounded(silence.worst),
        "best": rounded(silence.best),
        "plausible_low": rounded(low),
        "plausible_high": rounded(high),
        "why": None,
    }


def _items(tables: WaveTables, conventions: FunctioningConventions) -> dict[str, list[ItemFigures]]:
    """Sentences by factor, in the order in which they were asked."""
    heard = response(tables.participation)
    scores = score_items(tables.answers, tables.items, heard=heard, conventions=conventions)
    shares = share_answers(tables.answers, tables.items, heard=heard, conventions=conventions)
    languages = compare_wordings(tables, conventions)
    by_item = {row["item"]: row for row in scores.join(shares, on="item", suffix="_shares").iter_rows(named=True)}
    found: dict[str, list[ItemFigures]] = {}
    for item in tables.instrument.scored_items:
        row = by_item.get(item.code, {})
        found.setdefault(item.factor, []).append(
            {
                "item": item.code,
                "text": told(item.text),
                "is_reversed": item.is_reversed,
                "score": row.get("score"),
                "people": row.get("respondents", 0),
                "below": row.get("below"),
                "middle": row.get("middle"),
                "above": row.get("above"),
                "silent": row.get("silent"),
                "languages": languages[item.code] if row.get("score") is not None else empty_wordings(),
            }
        )
    return found


def _groups(assessed: GroupAssessment) -> list[GroupFigures]:
    return [
        {"factor": one.factor, "cut": one.cut, "group": one.group, "score": figure_of(one.score)}
        for one in assessed.scores
    ]


def _differences(assessed: GroupAssessment) -> list[DifferenceFigures]:
    return [
        {
            "factor": one.factor,
            "cut": one.cut,
            "first": one.first,
            "second": one.second,
            "difference": figure_of(one.difference),
        }
        for one in assessed.differences
    ]
