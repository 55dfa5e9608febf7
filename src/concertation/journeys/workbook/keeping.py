"""Previews kept between requests, so that turning a page of one compares nothing again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from concertation.journeys.observation import latest_change
from concertation.journeys.workbook.preview import Preview
from concertation.store.models import WorkbookImport

# People examine a file for an hour; a process keeps what a few of them look at, some 20 MB each at most.
_MOST_KEPT = 6

RegisterState = tuple[int, datetime] | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A preview, and what it was computed from: the register as of a change, and the answers."""

    preview: Preview
    state: RegisterState
    answers: Mapping[str, str]


_kept: OrderedDict[tuple[int, datetime], Kept] = OrderedDict()
_lock = Lock()


def keep(staged: WorkbookImport, preview: Preview, state: RegisterState) -> None:
    """Keeps a preview of a staged file that was computed when the register stood at ``state``."""
    with _lock:
        _kept[_name(staged)] = Kept(preview, state, dict(staged.answers))
        _kept.move_to_end(_name(staged))
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)


def kept_preview(staged: WorkbookImport) -> Preview | None:
    """The preview kept of a staged file, unless the register or the answers changed since."""
    kept = _on_this_register(staged)
    return kept.preview if kept is not None and kept.answers == staged.answers else None


def kept_whatever_the_answers(staged: WorkbookImport) -> Preview | None:
    """The same though the answers changed: what is in doubt does not depend on them."""
    kept = _on_this_register(staged)
    return None if kept is None else kept.preview


def forget(staged: WorkbookImport) -> None:
    """Lets go of what was kept of a file that is over."""
    with _lock:
        _kept.pop(_name(staged), None)


def _on_this_register(staged: WorkbookImport) -> Kept | None:
    with _lock:
        kept = _kept.get(_name(staged))
    return kept if kept is not None and kept.state == latest_change() else None


def _name(staged: WorkbookImport) -> tuple[int, datetime]:
    return staged.pk, staged.uploaded_at
