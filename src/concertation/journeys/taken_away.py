"""A large register is taken away beside the pages: the file waits two days for whoever asked for it, alone."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from concertation.core.errors import UnknownRecord
from concertation.core.text import Language, Text
from concertation.core.typology.wording import written
from concertation.journeys.background import Outcome, start_work
from concertation.journeys.observation import observe_register
from concertation.journeys.permission import require
from concertation.journeys.snapshot_archive import write_snapshot_archive
from concertation.journeys.taking_away import EXPORTS, write_export
from concertation.journeys.workbook import export_workbook
from concertation.store.models import Work
from concertation.store.progress import tell_progress

# Facts of a day that take longer to write than people wait for a page: some ten seconds for a workbook.
MOST_AT_ONCE = 100_000
_KEPT = timedelta(days=2)
_FOLDER = "taken-away"
_KIND = "take_away"


def is_long_to_write(day: date) -> bool:
    """Whether the register of that day is too large to be written while somebody waits."""
    return sum(frame.height for frame in observe_register(as_of=day).tables.values()) > MOST_AT_ONCE


def take_away_beside(
    what: str,
    filename: str,
    *,
    user: User,
    day: date,
    language: Language,
    holds_on_day_only: bool = False,
    said_in: str = "en",
) -> Work:
    """Has a file written by whoever works beside the pages, with what the role of this person opens.

    ``what`` is one of ``EXPORTS``, or ``workbook`` (to correct) or ``snapshot`` (columns to compute on).
    """
    require(user, _deed(what))
    arguments = {"what": what, "day": day.isoformat(), "language": language, "only": holds_on_day_only, "for": user.pk}
    return start_work(_KIND, user=user, subject=filename, arguments=arguments, language=said_in)


def take_away(work: Work) -> Outcome:
    """Writes the file: whole, or not at all."""
    place = _place(work.pk)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _let_go_of_old(place.parent)
    partial = place.with_suffix(".part")
    try:
        with io.BufferedRandom(_ToldFile(partial, "w+")) as target:
            _write(cast("BinaryIO", target), work)
        partial.replace(place)
    finally:
        partial.unlink(missing_ok=True)
    size = round(place.stat().st_size / 1e6, 1)
    told = Text(
        en=f"The file is ready: {written(size, 'en')} MB. It is kept for two days, for you alone.",
        fr=f"Fichier prêt\u00a0: {written(size, 'fr')}\u00a0Mo. Il est gardé deux jours, pour vous seulement.",
    )
    return Outcome(told, "export-made", (work.pk,))


def find_taken_away(number: int, *, user: User) -> tuple[Path, str]:
    """The file that this person asked for, and its name.

    Raises ``UnknownRecord`` for that of others, or one let go of; ``NotAllowed`` where the role no longer opens it.
    """
    work = Work.objects.filter(pk=number, kind=_KIND, asked_by=user, state=Work.State.DONE).first()
    place = _place(number)
    if place.parent.is_dir():
        _let_go_of_old(place.parent)
    if work is None or not place.is_file():
        raise UnknownRecord(kind="file", key=str(number))
    require(user, _deed(work.arguments["what"]))
    return place, work.subject


class _ToldFile(io.FileIO):
    """Tells how much is written, and learns that the writing is to stop."""

    def write(self, data: Any, /) -> int:
        tell_progress("writing_file", self.tell())
        return super().write(data)


def _write(target: BinaryIO, work: Work) -> None:
    asked, user = work.arguments, work.asked_by
    assert user is not None
    day, only = date.fromisoformat(asked["day"]), asked["only"]
    if asked["what"] == "workbook":
        export_workbook(target, language=asked["language"], as_of=day if only else None, user=user)
    elif asked["what"] == "snapshot":
        write_snapshot_archive(target, as_of=day, user=user)
    else:
        write_export(target, asked["what"], user=user, day=day, holding_only=only, language=asked["language"])


def _deed(what: str) -> Any:
    return EXPORTS[what].deed if what in EXPORTS else "import"


def _place(number: int) -> Path:
    return Path(settings.DATA) / _FOLDER / f"{number}.file"


def _let_go_of_old(folder: Path) -> None:
    oldest = (timezone.now() - _KEPT).timestamp()
    for file in folder.iterdir():
        if file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)
