"""Taking a change back: what it added goes, what it removed returns, what it corrected reads as before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.core.facts import all_kinds, fact_kind
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.permission import (
    Act,
    Person,
    Writing,
    hands_of,
    place_of_record,
    refused_writings,
    require_writing,
    slots_that_tell,
)
from concertation.journeys.refusal import explain_refusal
from concertation.journeys.removal import resting_on
from concertation.journeys.trace import TracedChange
from concertation.store.history import recording
from concertation.store.models import Change
from concertation.store.removing import remove_facts, restore_facts

# Kinds of changes that people make and may take back; loading the demonstration is not one.
UNDOABLE = frozenset({"created", "edited", "edit", "deleted", "imported", "undone"})

# What a version says was done, and what taking it back comes to; what one did oneself, one may take back.
_BACK: Mapping[str, Act] = {"+": "remove", "~": "correct", "-": "add"}
_SAME: Mapping[str, Act] = {"+": "add", "~": "correct", "-": "remove"}
_SIGNS = {"added": "+", "changed": "~", "removed": "-"}

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


@dataclass(slots=True)
class _Reverse:
    """What taking a change back comes to; versions by kind."""

    removed: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    restored: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    corrected: list[Any] = field(default_factory=list)

    @property
    def size(self) -> int:
        sets = [*self.removed.values(), *self.restored.values()]
        return sum(len(numbers) for numbers in sets) + len(self.corrected)


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
        versions = versions_of(change_id)
        require_writing(user, _writings(versions, is_own=change.made_by_id == user.pk))
        _refuse_if_later(versions, change_id)
        reverse = _reverse(versions)
        _refuse_if_held(reverse)
        _refuse_if_dangling(reverse)
        try:
            with recording(kind="undone", reason=reason or _reason(change), user=user) as own:
                _write(reverse)
        except DatabaseError as refused:
            words = explain_refusal(str(refused)).in_file
            raise CannotUndo(reason=words.en, reason_fr=words.fr) from refused
    return Undone(own.pk, reverse.size)


def may_undo(change: Change, *, user: Person) -> bool:
    """Whether all that the change did is in this person's hands, whatever came later."""
    if change.kind not in UNDOABLE:
        return False
    return not refused_writings(user, list(_writings(versions_of(change.pk), is_own=change.made_by_id == user.pk)))


def seems_undoable(change: TracedChange, *, user: Person) -> bool:
    """Whether what was traced of a change is in this person's hands; asks the register nothing.

    What the trace does not show is asked when the change is taken back.
    """
    acts = _SAME if change.made_by_id is not None and change.made_by_id == user.pk else _BACK
    hands = hands_of(user)
    return (
        change.kind in UNDOABLE
        and all(
            hands.may_write(acts[_SIGNS[fact.deed]], fact.record.fact.id, place_of_record(fact.record))
            for fact in change.facts
        )
        and hands.opens("edit")
    )


def _writings(versions: Mapping[str, list[Any]], *, is_own: bool) -> Iterator[Writing]:
    """What taking the change back writes."""
    for kind_id, rows in versions.items():
        told = _told_by(kind_id, [row for row in rows if row.history_type != "~"])
        for row in rows:
            act = (_SAME if is_own else _BACK)[row.history_type]
            yield Writing(act, kind_id, row.key, told.get(row.history_id, {}))


def _told_by(kind_id: str, rows: Iterable[Any]) -> dict[int, dict[str, object]]:
    """The references of facts that are no longer there, or were not before: they say where those facts stand."""
    if kind_id == "statement":
        return {row.history_id: {n: getattr(row, n) for n in ("subject_kind", "subject_key")} for row in rows}
    slots = sorted(set().union(*slots_that_tell(kind_id)) - {"key"})
    found: dict[int, dict[str, object]] = {row.history_id: {} for row in rows}
    for slot in slots:
        target = str(fact_kind(kind_id)[slot].to)
        numbers = {getattr(row, f"{slot}_id") for row in rows}
        keys = dict(model_of(target).history.model.objects.filter(id__in=numbers).values_list("id", "key"))
        for row in rows:
            found[row.history_id][slot] = keys.get(getattr(row, f"{slot}_id"))
    return found


def versions_of(change_id: int) -> dict[str, list[Any]]:
    """The versions that a change left, by kind: one query a kind, a large import excepted."""
    found = {}
    for kind in all_kinds():
        rows = list(model_of(kind.id).history.model.objects.filter(change_id=change_id).order_by("history_id"))
        if rows:
            found[kind.id] = rows
    return found


def _reason(change: Change) -> str:
    """Both languages, since the register does not know who will read it."""
    return f"Undo · Annulation – {change.reason or f'{change.made_at:%Y-%m-%d %H:%M}'}"


def _later(kind_id: str, change_id: int) -> Any:
    """Versions that other changes left after this one, of the same facts."""
    history = model_of(kind_id).history.model.objects
    own = history.filter(change_id=change_id, id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    return history.filter(~Q(change_id=change_id), Exists(own))


def _refuse_if_later(versions: Mapping[str, Iterable[Any]], change_id: int) -> None:
    english: list[str] = []
    french: list[str] = []
    count = 0
    for kind_id in versions:
        kind = fact_kind(kind_id)
        later = _later(kind_id, change_id).select_related("change").order_by("history_id")
        for row in later:
            count += 1
            if len(english) < _NAMED:
                when = f"{row.change.made_at:%Y-%m-%d}"
                english.append(f"{kind.label.en.lower()} {row.key}, {row.change.made_by_name}, {when}")
                french.append(f"{kind.label.fr.lower()} {row.key}, {row.change.made_by_name}, {when}")
    if count:
        more = f" (+{count - len(english)})" if count > len(english) else ""
        raise CannotUndo(
            reason=f"the same facts were changed later: {'; '.join(english)}{more}. Undo the later changes first.",
            reason_fr=f"les mêmes faits ont été modifiés ensuite : {'; '.join(french)}{more}. "
            "Annulez d’abord les modifications ultérieures.",
        )


def _reverse(versions: Mapping[str, list[Any]]) -> _Reverse:
    """From the state after to the state before, fact by fact, whatever the change did to each in between."""
    reverse = _Reverse()
    for kind_id, rows in versions.items():
        before = _versions_before(kind_id, {row.history_id: row.id for row in rows})
        last = {row.id: row for row in rows}
        for number, row in last.items():
            earlier = before.get(number)
            was_there, is_there = earlier is not None and earlier.history_type != "-", row.history_type != "-"
            if is_there and not was_there:
                reverse.removed[kind_id].add(number)
            elif was_there and not is_there:
                reverse.restored[kind_id].append(earlier)
            elif was_there:
                reverse.corrected.append(earlier)
    return reverse


def _versions_before(kind_id: str, touched: Mapping[int, int]) -> dict[int, Any]:
    """The version that each fact had just before the first of these."""
    history = model_of(kind_id).history.model.objects
    first: dict[int, int] = {}
    for version, number in touched.items():
        first[number] = min(version, first.get(number, version))
    earlier = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    marked = history.filter(history_id__in=first.values()).annotate(before=Subquery(earlier.values("history_id")[:1]))
    numbers = marked.filter(before__isnull=False).values_list("before", flat=True)
    return {row.id: row for row in history.filter(history_id__in=list(numbers)).order_by(F("history_id"))}


def _refuse_if_held(reverse: _Reverse) -> None:
    """Facts added since may rest on those that would go."""
    holding = resting_on(reverse.removed) if reverse.removed else {}
    if holding:
        count = sum(len(numbers) for numbers in holding.values())
        kinds = [fact_kind(kind_id) for kind_id in holding]
        raise CannotUndo(
            reason=f"{count} fact(s) added since rest on what would go "
            f"({', '.join(kind.plural.en.lower() for kind in kinds)}). Remove them first.",
            reason_fr=f"{count} fait(s) ajouté(s) depuis reposent sur ce qui serait retiré "
            f"({', '.join(kind.plural.fr.lower() for kind in kinds)}). Retirez-les d’abord.",
        )


def _refuse_if_dangling(reverse: _Reverse) -> None:
    """What a fact referred to may have been removed since."""
    returning = {kind_id: {version.id for version in versions} for kind_id, versions in reverse.restored.items()}
    wanted: dict[str, set[int]] = defaultdict(set)
    for version in [*reverse.corrected, *(version for own in reverse.restored.values() for version in own)]:
        for item in fact_kind(version.instance_type._meta.db_table).fields:
            if item.type == "reference" and (number := getattr(version, f"{item.name}_id")) is not None:
                wanted[str(item.to)].add(number)
    for target, numbers in wanted.items():
        missing = numbers - returning.get(target, set())
        missing -= set(model_of(target).objects.filter(id__in=missing).values_list("id", flat=True))
        if missing:
            label = fact_kind(target).label
            raise CannotUndo(
                reason=f"what it referred to was removed since ({label.en.lower()}). Bring that back first.",
                reason_fr=f"ce à quoi le fait renvoyait a été retiré depuis ({label.fr.lower()}). "
                "Rétablissez-le d’abord.",
            )


def _write(reverse: _Reverse) -> None:
    restore_facts(reverse.restored)
    for version in reverse.corrected:
        version.instance.save()
    remove_facts(reverse.removed)
