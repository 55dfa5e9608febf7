"""What was under way when a process ended without warning, and whether all of it was written or nothing."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from concertation.core.text import Text
from concertation.store.history import wait_for_endings
from concertation.store.models import Change
from concertation.store.under_way import Note, end_note, notes_of_ended_processes

_log = logging.getLogger("concertation")

_WRITTEN = Text(
    en="A process ended while this was under way: {deed}. It was written whole; nothing is to be done again.",
    fr="Un processus s’est arrêté pendant ceci\u00a0: {deed}. Tout a été écrit\u00a0; rien n’est à refaire.",
)
_NOTHING = Text(
    en="A process ended while this was under way: {deed}. Nothing of it was written; do it again.",
    fr="Un processus s’est arrêté pendant ceci\u00a0: {deed}. Rien n’en a été écrit\u00a0; refaites-le.",
)
_KINDS = {
    "imported": Text(en="an import", fr="un import"),
    "undone": Text(en="an undo", fr="une annulation"),
    "created": Text(en="an addition", fr="un ajout"),
    "edited": Text(en="a correction", fr="une correction"),
    "deleted": Text(en="a removal", fr="un retrait"),
    "merged": Text(en="a merge", fr="une fusion"),
    "backup": Text(en="a backup", fr="une sauvegarde"),
    "restoration": Text(en="a restoration", fr="une restauration"),
}
_CHANGE = Text(en="a change", fr="une modification")


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A deed that a process did not live to the end of."""

    kind: str
    about: str
    was_written: bool

    @property
    def sentence(self) -> Text:
        """What it was, and what became of it, in both languages."""
        label = _KINDS.get(self.kind, _CHANGE)
        words = _WRITTEN if self.was_written else _NOTHING
        english = f"{label.en} (“{self.about}”)" if self.about else label.en
        french = f"{label.fr} («\u00a0{self.about}\u00a0»)" if self.about else label.fr
        return Text(en=words.en.format(deed=english), fr=words.fr.format(deed=french))


def settle_interrupted() -> tuple[Interrupted, ...]:
    """Says, once, what became of what was under way, and takes away what it left half made."""
    found = []
    for note in notes_of_ended_processes():
        if "kind" in note.about:
            found.append(Interrupted(str(note.about["kind"]), str(note.about["about"]), _was_written(note)))
        if partial := note.about.get("partial"):
            Path(partial).unlink(missing_ok=True)
        end_note(note)
    for one in found:
        _log.warning("%s", one.sentence.en)
    return tuple(found)


def _was_written(note: Note) -> bool:
    """A change stands with its number and its instant or not at all; a backup has its name when it is whole."""
    about = note.about
    with transaction.atomic():
        wait_for_endings()
    if about["kind"] == "backup":
        return not Path(about["partial"]).exists() and Path(about["target"]).exists()
    if about["kind"] == "restoration":
        return Change.objects.exists()
    made_at = Change.objects.filter(pk=about["change"]).values_list("made_at", flat=True).first()
    return made_at is not None and made_at.isoformat() == about["made_at"]
