"""Publishes the figures of a wave: frozen as they are, and only what can be told beside what is out already."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.journeys.functioning.assessed_wave import AssessedWave
from concertation.journeys.functioning.figures import FactorFigures, GroupFigures, WaveFigures, empty_figure
from concertation.journeys.functioning.standing import WHOLE, assessed_wave, cells_behind, figures_of, waves_of
from concertation.journeys.permission import Row, name_of, require
from concertation.journeys.waves.trace import note_deed
from concertation.store.models.surveys import PublishedCut, SurveyResponse, Wave


class NothingToPublish(ConcertationError):
    """A wave of which nothing can be published, or nothing more."""

    code = "nothing-to-publish"
    english = "Nothing can be published of this survey: {why}"
    french = "Rien ne peut être publié de cette enquête\u00a0: {why_fr}"


def publish_wave(*, wave: str, by: User | None, at: datetime) -> tuple[str, ...]:
    """Publishes the whole, and the groups that can be told beside it; returns the cuts that are new.

    ``by`` is nobody in particular for the command line and the demonstration. What was published stays as it was; a
    group whose members have changed since is held back where subtraction would tell of a few. Raises ``NotAllowed``,
    ``UnknownRecord`` and ``NothingToPublish``.
    """
    with transaction.atomic():
        found = Wave.objects.select_for_update().filter(key=wave).first()
        if by is not None:
            require(by, "run_waves", Row("partnership", found.partnership_key if found else ""))
        if found is None:
            raise UnknownRecord(kind="wave", key=wave)
        before = list(PublishedCut.objects.filter(wave=found))
        new = _new_cuts(found, before, by, at)
        PublishedCut.objects.bulk_create(new)
        names = tuple(cut.cut for cut in new)
        note_deed(found, "published", by=by, now=at, cut=", ".join(names))
    return names


def _new_cuts(wave: Wave, before: Sequence[PublishedCut], by: User | None, at: datetime) -> list[PublishedCut]:
    _refuse_unready(wave, before)
    figures = figures_of(wave, list(waves_of(wave.partnership_key, as_of=timezone.localdate(at))), before)
    if figures is None:
        raise NothingToPublish(why="nobody answered.", why_fr="personne n’a répondu.")
    out = {cut.cut for cut in before}
    frozen = cells_behind(before)
    cells = _cells(figures, assessed_wave(wave, frozen))
    whole = {} if WHOLE in out else {WHOLE: {"shown": _whole(figures), "behind": [], "answers": _sent(wave)}}
    new = {**whole, **{cut: cell for cut, cell in cells.items() if cut not in out}}
    if not new:
        raise NothingToPublish(why="all that can be told is published.", why_fr="tout ce qui peut être dit est publié.")
    stamp: dict[str, Any] = {"published_at": at, "published_by": by, "published_by_name": name_of(by)}
    return [PublishedCut(wave=wave, cut=cut, figures=part, **stamp) for cut, part in new.items()]


def _refuse_unready(wave: Wave, before: Sequence[PublishedCut]) -> None:
    if wave.state != Wave.State.CLOSED:
        raise NothingToPublish(why="it is not closed.", why_fr="elle n’est pas close.")
    if wave.answers_deleted_at is not None:
        raise NothingToPublish(why="its answers were deleted.", why_fr="ses réponses ont été supprimées.")
    if any(cut.figures["answers"] != _sent(wave) for cut in before if cut.cut == WHOLE):
        raise NothingToPublish(
            why="somebody took their answers back since it was published; more figures would tell which.",
            why_fr="quelqu’un a retiré ses réponses depuis la publication; d’autres chiffres diraient lesquelles.",
        )


def _sent(wave: Wave) -> int:
    return SurveyResponse.objects.filter(wave=wave).count()


def _whole(figures: WaveFigures) -> WaveFigures:
    """What everyone sees: without the names of those who were silent, or what would tell of a wave not published."""
    shown: WaveFigures = {**figures}
    shown["response"] = {**figures["response"], "silent": []}
    shown["groups"] = []
    published = set(
        PublishedCut.objects.filter(wave__partnership_key=figures["partnership"], cut=WHOLE).values_list(
            "wave__key", flat=True
        )
    )
    shown["earlier"] = [one for one in figures["earlier"] if one["wave"] in published]
    return shown if figures["earlier"][-1:] == shown["earlier"][-1:] else _without_change(shown)


def _without_change(figures: WaveFigures) -> WaveFigures:
    """A change since a wave that is not published would publish it by the back door."""
    factors: list[FactorFigures] = [{**one, "change": empty_figure()} for one in figures["factors"]]
    return {**figures, "factors": factors, "since": None}


def _cells(figures: WaveFigures, assessed: AssessedWave) -> dict[str, dict[str, Any]]:
    """The cut of each group that may be told of some factor, with the organisations behind it."""
    cells: dict[str, list[GroupFigures]] = {}
    for one in figures["groups"]:
        cells.setdefault(f"{one['cut']}:{one['group']}", []).append(one)
    known = {name: own for name, own in cells.items() if any(one["score"]["state"] == "known" for one in own)}
    return {name: _cell(own, assessed.members(*name.split(":"))) for name, own in known.items()}


def _cell(own: list[GroupFigures], behind: Collection[str]) -> dict[str, Any]:
    return {"shown": {"groups": own}, "behind": sorted(behind)}
