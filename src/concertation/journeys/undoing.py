"""Taking a change back: what it added goes, what it removed returns, what it corrected reads as before."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.core.facts import fact_kind
from concertation.journeys.editing.saving import require_editing
from concertation.journeys.refusal import explain_refusal
from concertation.store.history import recording
from concertation.store.models import Change
from concertation.store.reversal import (
    Reversal,
    facts_resting_on,
    first_key,
    kinds_of_change,
    later_versions,
    missing_references,
    reversing,
    write_reversal,
)

# Kinds of changes that people make and may take back; loading the demonstration is not one.
UNDOABLE = frozenset({"created", "edited", "edit", "deleted", "imported", "undone"})

# Facts named in a refusal; the rest are counted.
_NAMED = 5


class CannotUndo(ConcertationError):
    """Something that came later stands in the way."""

    code = "cannot-undo"
    english = "This change cannot be undone: {reason}"
    french = "Cette modification ne peut pas être annulée : {reason_fr}"


@dataclass(frozen=True, slots=True)
class Undone:
    """The change that takes another back, and how many facts it touched."""

    change_id: int
    facts: int


def undo_change(change_id: int, *, user: User, reason: str = "") -> Undone:
    """Takes back all that a change did; raises ``CannotUndo`` naming what came later, ``NotAllowed``."""
    change = Change.objects.filter(pk=change_id).first()
    if change is None:
        raise UnknownRecord(kind="change", key=str(change_id))
    if change.kind not in UNDOABLE:
        raise CannotUndo(
            reason="it was not made by a person at work in the register.",
            reason_fr="elle n’a pas été faite par une personne au travail dans le registre.",
        )
    with transaction.atomic():
        for kind in kinds_of_change(change_id):
            require_editing(user, kind.id, first_key(kind, change_id))
        with reversing(change_id) as reversal:
            _refuse_if_later(reversal)
            _refuse_if_held(reversal)
            _refuse_if_dangling(reversal)
            own = _write(reversal, user=user, reason=reason or _reason(change))
    return Undone(own.pk, reversal.size)


def _write(reversal: Reversal, *, user: User, reason: str) -> Change:
    try:
        with recording(kind="undone", reason=reason, user=user) as own:
            write_reversal(reversal)
    except DatabaseError as refused:
        words = explain_refusal(str(refused)).in_file
        raise CannotUndo(reason=words.en, reason_fr=words.fr) from refused
    return own


def _reason(change: Change) -> str:
    """Both languages, since the register does not know who will read it."""
    return f"Undo · Annulation – {change.reason or f'{change.made_at:%Y-%m-%d %H:%M}'}"


def _refuse_if_later(reversal: Reversal) -> None:
    count, later = later_versions(reversal, most=_NAMED)
    if not count:
        return
    changes = Change.objects.in_bulk({version.change_id for version in later})
    english: list[str] = []
    french: list[str] = []
    for version in later:
        kind, change = fact_kind(version.kind_id), changes[version.change_id]
        who = f"{version.key}, {change.made_by_name}, {change.made_at:%Y-%m-%d}"
        english.append(f"{kind.label.en.lower()} {who}")
        french.append(f"{kind.label.fr.lower()} {who}")
    more = f" (+{count - len(later)})" if count > len(later) else ""
    raise CannotUndo(
        reason=f"the same facts were changed later: {'; '.join(english)}{more}. Undo the later changes first.",
        reason_fr=f"les mêmes faits ont été modifiés ensuite\u00a0: {'; '.join(french)}{more}. "
        "Annulez d’abord les modifications ultérieures.",
    )


def _refuse_if_held(reversal: Reversal) -> None:
    """Facts added since may rest on those that would go."""
    holding = facts_resting_on(reversal)
    if holding:
        count = sum(holding.values())
        kinds = [fact_kind(kind_id) for kind_id in holding]
        raise CannotUndo(
            reason=f"{count} fact(s) added since rest on what would go "
            f"({', '.join(kind.plural.en.lower() for kind in kinds)}). Remove them first.",
            reason_fr=f"{count} fait(s) ajouté(s) depuis reposent sur ce qui serait retiré "
            f"({', '.join(kind.plural.fr.lower() for kind in kinds)}). Retirez-les d’abord.",
        )


def _refuse_if_dangling(reversal: Reversal) -> None:
    """What a fact referred to may have been removed since."""
    missing = missing_references(reversal)
    if missing is not None:
        label = fact_kind(missing).label
        raise CannotUndo(
            reason=f"what it referred to was removed since ({label.en.lower()}). Bring that back first.",
            reason_fr=f"ce à quoi le fait renvoyait a été retiré depuis ({label.fr.lower()}). Rétablissez-le d’abord.",
        )
