"""What somebody sees of the waves of a partnership: the table once a wave is closed, everyone what was published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from concertation.core.errors import UnknownRecord
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.journeys.functioning.assembling import (
    SEED,
    assemble_figures,
    published_scores,
    wave_name,
)
from concertation.journeys.functioning.assessed_wave import AssessedWave
from concertation.journeys.functioning.figures import EarlierScores, Figure, ResponseFigures, Told, WaveFigures
from concertation.journeys.functioning.keeping import kept_figures, print_of
from concertation.journeys.functioning.markers import Traces, read_traces
from concertation.journeys.functioning.partners import Stay, name_organisations, read_stays
from concertation.journeys.functioning.reading import closing_day, read_waves
from concertation.journeys.leading_on import standing_keys
from concertation.journeys.neighbourhood import observe_neighbourhood
from concertation.journeys.permission import Person, Row, may
from concertation.journeys.records import Said
from concertation.journeys.waves.closing import note_results_seen
from concertation.journeys.waves.participation import funnel_of
from concertation.store.models import Partnership
from concertation.store.models.surveys import PublishedCut, Wave

CONVENTIONS = FunctioningConventions()
WHOLE = "all"
# The instrument whose factors this page shows.
INSTRUMENT = "functioning"

# none: no wave yet. open: answers still come in. kept_back: not published, and not for this reader. silent: nobody
# answered. deleted: answers are gone, and nothing was published.
Standing = Literal["none", "open", "kept_back", "silent", "deleted", "shown"]


@dataclass(frozen=True, slots=True)
class WaveLine:
    """One wave in the list of a partnership."""

    key: str
    name: Told
    mode: str
    state: str
    opened_on: date
    closes_on: date
    is_published: bool
    answers_deleted: bool


@dataclass(frozen=True, slots=True)
class Functioning:
    """What this reader sees: the waves, the one looked at, and its figures or why there are none.

    ``is_frozen`` says that the figures are those published, as they were then. ``asked`` are organisations and people
    of an open wave, for those of the table.
    """

    partnership: str
    waves: tuple[WaveLine, ...]
    chosen: WaveLine | None
    standing: Standing
    figures: WaveFigures | None = None
    is_frozen: bool = False
    is_of_table: bool = False
    may_publish: bool = False
    published_on: date | None = None
    names: Mapping[str, Said] | None = None
    asked: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Glance:
    """The last wave in short: each factor with its score and, where it is known, what it was before."""

    name: Told
    response: ResponseFigures
    scores: tuple[tuple[Told, Figure, float | None], ...]


def see_functioning(*, partnership: str, wave: str | None, user: Person | None, as_of: date) -> Functioning:
    """The waves that had opened by a day, and the figures of one of them: the latest that has some, unless named.

    Nobody in particular (``user`` is ``None``) is the command line, which sees what the table sees.
    Raises ``UnknownRecord`` for a wave that the partnership has not.
    """
    found = list(waves_of(partnership, as_of=as_of))
    row = Row("partnership", partnership)
    is_of_table = user is None or may(user, "see_results", row)
    lines = tuple(wave_line(one) for one in found)
    if wave and not Wave.objects.filter(key=wave, partnership_key=partnership).exclude(state=Wave.State.DRAFT).exists():
        raise UnknownRecord(kind="wave", key=wave)
    if not found:
        return Functioning(partnership, (), None, "none", is_of_table=is_of_table)
    chosen = _chosen(found, wave, is_of_table=is_of_table)
    base: dict[str, Any] = {
        "partnership": partnership,
        "waves": lines,
        "chosen": wave_line(chosen),
        "is_of_table": is_of_table,
    }
    cuts = list(PublishedCut.objects.filter(wave=chosen))
    whole = next((cut for cut in cuts if cut.cut == WHOLE), None)
    if chosen.state == Wave.State.OPEN:
        return Functioning(**base, standing="open", asked=_asked(chosen) if is_of_table else None)
    if is_of_table and chosen.answers_deleted_at is None:
        figures = figures_of(chosen, found, cuts)
        if figures is None:
            return Functioning(**base, standing="silent")
        if isinstance(user, User):
            note_results_seen(chosen, by=user, now=timezone.now())
        return Functioning(
            **base,
            standing="shown",
            figures=figures,
            may_publish=user is None or may(user, "run_waves", row),
            published_on=timezone.localdate(whole.published_at) if whole else None,
            names=name_organisations(figures["response"]["silent"]),
        )
    if whole is None:
        return Functioning(**base, standing="deleted" if chosen.answers_deleted_at else "kept_back")
    return Functioning(
        **base,
        standing="shown",
        figures=published_figures(cuts),
        is_frozen=True,
        published_on=timezone.localdate(whole.published_at),
        names={},
    )


def find_functioning(*, partnership: str, wave: str | None, user: Person | None, as_of: date) -> Functioning:
    """The same, where nobody looked for the partnership before; raises ``UnknownRecord`` where there is none."""
    require_partnership(partnership)
    return see_functioning(partnership=partnership, wave=wave, user=user, as_of=as_of)


def require_partnership(key: str) -> None:
    """Raises ``UnknownRecord`` where the register knows no such partnership."""
    if not Partnership.objects.filter(key=key).exists():
        raise UnknownRecord(kind="partnership", key=key)


def waves_of(partnership: str, *, as_of: date) -> QuerySet[Wave]:
    """The waves of a partnership about how it works that had opened by a day, the latest first."""
    published = Count("published_cuts", filter=Q(published_cuts__cut=WHOLE))
    return (
        Wave.objects.filter(partnership_key=partnership, instrument__code=INSTRUMENT, opened_at__date__lte=as_of)
        .annotate(times_published=published)
        .order_by("-opened_at", "-id")
    )


def glance_at(*, partnership: str, user: Person, as_of: date) -> Glance | None:
    """The latest closed wave that this reader may see; nothing where there is none.

    What was published is read as it is; what the table alone sees is what its page shows.
    """
    closed: list[Any] = [one for one in waves_of(partnership, as_of=as_of) if one.state == Wave.State.CLOSED]
    is_of_table = bool(closed) and may(user, "see_results", Row("partnership", partnership))
    for wave in closed:
        cut = PublishedCut.objects.filter(wave=wave, cut=WHOLE).first() if wave.times_published else None
        if cut is not None:
            return _glance(cut.figures["shown"])
        if is_of_table and wave.answers_deleted_at is None:
            figures = figures_of(wave, closed, ())
            return _glance(figures) if figures is not None else None
    return None


def _glance(figures: WaveFigures) -> Glance:
    earlier = figures["earlier"][-1]["scores"] if figures["earlier"] else {}
    scores = tuple((one["name"], one["score"], earlier.get(one["factor"])) for one in figures["factors"])
    return Glance(figures["name"], figures["response"], scores)


def wave_line(wave: Any) -> WaveLine:
    """One wave as it is listed."""
    return WaveLine(
        key=wave.key,
        name=wave_name(wave),
        mode=wave.mode,
        state=wave.state,
        opened_on=timezone.localdate(wave.opened_at),
        closes_on=closing_day(wave),
        is_published=bool(wave.times_published),
        answers_deleted=wave.answers_deleted_at is not None,
    )


def figures_of(wave: Wave, waves: Sequence[Wave], cuts: Sequence[PublishedCut]) -> WaveFigures | None:
    """The figures of a closed wave beside the earlier ones, by their answers or as they were published.

    ``None`` where nobody answered.
    """
    partnership, stays = wave.partnership_key, read_stays(wave.partnership_key)
    kept = [one for one in waves if one.state == Wave.State.CLOSED and one.answers_deleted_at is None]
    compared = [*(one for one in reversed(kept) if _began(one) < _began(wave)), wave]
    published = _published_before(wave, waves)
    frozen = cells_behind(cuts)
    number = Partnership.objects.filter(key=partnership).values_list("id", flat=True).first()
    around = None if number is None else observe_neighbourhood(partnership_ids=[number], as_of=closing_day(wave))
    ground = print_of(compared, around, stays, [sorted(one) for one in frozen], published, CONVENTIONS)
    return kept_figures(
        wave,
        ground,
        lambda: _figures(compared, stays, frozen, read_traces(number, around), published),
    )


def _published_before(wave: Wave, waves: Sequence[Wave]) -> list[EarlierScores]:
    """The scores of those before whose answers are gone and whose figures are out."""
    gone = [one for one in waves if one.answers_deleted_at is not None and _began(one) < _began(wave)]
    cuts = PublishedCut.objects.filter(wave__in=gone, cut=WHOLE) if gone else ()
    return [published_scores(cut.figures["shown"]) for cut in cuts]


def _figures(
    compared: Sequence[Wave],
    stays: Sequence[Stay],
    frozen: Sequence[frozenset[str]],
    traces: Traces,
    published: Sequence[EarlierScores],
) -> WaveFigures | None:
    """The figures of the last of these waves."""
    tables = [one for one in read_waves(compared, stays) if len(one.answers)]
    if not tables or tables[-1].wave.pk != compared[-1].pk:
        return None
    assessed = AssessedWave(tables[-1], stays, CONVENTIONS, frozen, seed=SEED)
    earlier = [AssessedWave(one, stays, CONVENTIONS) for one in tables[:-1]]
    return assemble_figures(assessed, earlier, traces, published)


def _began(wave: Wave) -> datetime:
    return wave.opened_at or wave.made_at


def assessed_wave(wave: Wave, frozen: Sequence[frozenset[str]]) -> AssessedWave:
    """One wave alone, for what is about to be published of it."""
    stays: tuple[Stay, ...] = read_stays(wave.partnership_key)
    return AssessedWave(read_waves([wave], stays)[0], stays, CONVENTIONS, frozen)


def published_figures(cuts: Sequence[PublishedCut]) -> WaveFigures:
    """The whole as it was published, with the groups that were published beside it."""
    whole = next(cut for cut in cuts if cut.cut == WHOLE)
    figures: WaveFigures = dict(whole.figures["shown"])  # type: ignore[assignment]
    parts = [cut.figures["shown"] for cut in cuts if cut.cut != WHOLE]
    figures["groups"] = [cell for part in parts for cell in part["groups"]]
    cells = {(cell["factor"], cell["cut"], cell["group"]) for cell in figures["groups"]}
    figures["differences"] = [
        one
        for one in whole.figures["shown"]["differences"]
        if {(one["factor"], one["cut"], side) for side in (one["first"], one["second"])} <= cells
    ]
    return figures


def _chosen(found: Sequence[Any], key: str | None, *, is_of_table: bool) -> Any:
    """The wave named if it had opened by the day; else the latest that this reader may see."""
    named = next((one for one in found if one.key == key), None)
    if named is not None:
        return named
    closed = [one for one in found if one.state == Wave.State.CLOSED]
    seen = [one for one in closed if is_of_table or one.times_published]
    return next(iter(seen or closed or found))


def cells_behind(cuts: Sequence[PublishedCut]) -> list[frozenset[str]]:
    """The organisations behind each group that is published, by the keys that stand today."""
    groups = [cut.figures["behind"] for cut in cuts if cut.cut != WHOLE]
    led = standing_keys({key for behind in groups for key in behind})
    return [frozenset(led.get(key, key) for key in behind) for behind in groups]


def _asked(wave: Wave) -> dict[str, int]:
    funnel = funnel_of(wave)
    return {"organisations": funnel.organisations, "people": funnel.invited, "heard": funnel.answered}
