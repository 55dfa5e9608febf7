"""Who may take what back, what it comes to, and the change that does it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.core.facts import all_kinds, fact_kind
from concertation.journeys.merging.attached import references
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.permission import Person, Row, require, require_writing
from concertation.journeys.refusal import explain_refusal
from concertation.journeys.trace import TracedChange
from concertation.journeys.undoing.hands import is_in_hands, writings_back
from concertation.journeys.undoing.large import is_large, obstacles_to_large, require_all
from concertation.journeys.undoing.obstacles import Obstacle, obstacles_to
from concertation.journeys.undoing.reverse import Reverse, Versions, reverse_of, versions_of
from concertation.journeys.undoing.writing import Corrections, write_reverse
from concertation.store.history import recording
from concertation.store.models import Change
from concertation.store.reversal import reversing, write_reversal

# Kinds of changes that people make and may take back; loading the demonstration is not one.
UNDOABLE = frozenset({"created", "edited", "edit", "deleted", "imported", "merged", "undone"})

# Kinds of changes that may touch many facts and merge nothing.
_LARGE_KINDS = frozenset({"imported"})

# Facts, by kind and number, that follow the organisation which a merge had absorbed.
Followers = Mapping[str, Collection[int]]


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


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What taking a change back comes to, and what stands in the way.

    Of a merge: ``absorbed`` comes back, and ``added_since`` are facts that were attached to ``kept`` since; a person
    may send some of them along with it.
    """

    change: Change
    reverse: Reverse
    obstacles: tuple[Obstacle, ...]
    kept: int | None = None
    absorbed: int | None = None
    added_since: Mapping[str, frozenset[int]] | None = None


def seems_undoable(change: TracedChange, *, user: Person) -> bool:
    """Whether a page may offer to take the change back, from what it traced of it."""
    return change.kind in UNDOABLE and is_in_hands(change, user)


def plan_undo(change_id: int, *, user: Any) -> UndoPlan:
    """What ``undo_change`` would do; raises ``UnknownRecord``, ``NotAllowed``, or ``CannotUndo`` for other changes."""
    change = Change.objects.filter(pk=change_id).first()
    if change is None:
        raise UnknownRecord(kind="change", key=str(change_id))
    if change.kind not in UNDOABLE:
        raise CannotUndo(
            reason="it was not made by a person at work in the register.",
            reason_fr="elle n’a pas été faite par une personne au travail dans le registre.",
        )
    versions = versions_of(change_id)
    reverse = reverse_of(versions)
    pair = _merged_pair(change, versions, reverse)
    if user is not None:
        _require(user, change, versions, pair)
    obstacles = obstacles_to(versions, reverse, change_id)
    if pair is None:
        return UndoPlan(change, reverse, obstacles)
    kept, absorbed = pair
    return UndoPlan(change, reverse, obstacles, kept, absorbed, _attached_since(kept, versions, change_id))


def undo_change(change_id: int, *, user: User | None, reason: str = "", following: Followers | None = None) -> Undone:
    """Takes back all that a change did; raises ``CannotUndo`` naming what came later, ``NotAllowed``.

    ``following``: of a merge, facts attached since that go along with the organisation that comes back.
    ``user=None`` is the person at the command line.
    """
    large = Change.objects.filter(pk=change_id, kind__in=_LARGE_KINDS).first()
    if large is not None and is_large(large):
        return _undo_large(large, user=user, reason=reason)
    with transaction.atomic():
        plan = plan_undo(change_id, user=user)
        for obstacle in plan.obstacles:
            raise CannotUndo(reason=obstacle.says.en, reason_fr=obstacle.says.fr)
        along = _along(plan, following or {})
        try:
            with recording(kind="undone", reason=reason or _reason(plan.change), user=user) as own:
                write_reverse(plan.reverse, along=along)
        except DatabaseError as refused:
            words = explain_refusal(str(refused)).in_file
            raise CannotUndo(reason=words.en, reason_fr=words.fr) from refused
    return Undone(own.pk, plan.reverse.size + sum(len(facts) for facts in along.values()))


def _undo_large(change: Change, *, user: User | None, reason: str) -> Undone:
    if user is not None:
        require_all(change, user)
    with transaction.atomic(), reversing(change.pk) as reversal:
        for obstacle in obstacles_to_large(reversal):
            raise CannotUndo(reason=obstacle.says.en, reason_fr=obstacle.says.fr)
        try:
            with recording(kind="undone", reason=reason or _reason(change), user=user) as own:
                write_reversal(reversal)
        except DatabaseError as refused:
            words = explain_refusal(str(refused)).in_file
            raise CannotUndo(reason=words.en, reason_fr=words.fr) from refused
    return Undone(own.pk, reversal.size)


def _require(user: Any, change: Change, versions: Versions, pair: tuple[int, int] | None) -> None:
    """A merge moves whatever was attached, seen or not: who may merge may take it back."""
    if _is_of_a_merge(change):
        kept = (
            model_of("organisation").objects.filter(pk=pair[0]).values_list("key", flat=True).first() if pair else None
        )
        require(user, "merge", Row("organisation", kept) if kept else f"change {change.pk}")
        return
    require_writing(user, writings_back(versions, is_own=change.made_by_id == user.pk))


def _is_of_a_merge(change: Change) -> bool:
    """Whether a change merged, or took a merge back, or did it again: the organisation that came or went tells."""
    if change.kind != "undone":
        return change.kind == "merged"
    history = model_of("organisation").history.model.objects
    moved = history.filter(change_id=change.pk).exclude(history_type="~").order_by("-history_id").first()
    if moved is None:
        return False
    earlier = history.filter(id=moved.id, history_id__lt=moved.history_id).order_by("-history_id").first()
    return earlier is not None and _is_of_a_merge(earlier.change)


def _merged_pair(change: Change, versions: Versions, reverse: Reverse) -> tuple[int, int] | None:
    """The organisation that stays and the one that would come back, where the change is a merge."""
    absorbed = [version.id for version in reverse.restored.get("organisation", ())]
    if len(absorbed) != 1 or not _is_of_a_merge(change):
        return None
    codes = [row for row in versions.get("organisation_identifier", ()) if row.scheme == "register_code"]
    kept = [row.organisation_id for row in codes if row.history_type == "+"]
    return (kept[-1], absorbed[0]) if kept else None


def _attached_since(kept: int, versions: Versions, change_id: int) -> dict[str, frozenset[int]]:
    """Facts that refer to the organisation and that were not there, or not its own, when the change was made."""
    found = {}
    for kind in all_kinds():
        columns = [column for column, target in references(kind) if target == "organisation"]
        history = model_of(kind.id).history.model.objects
        numbers: set[int] = set()
        for column in columns:
            now = model_of(kind.id).objects.filter(**{column: kept}).values_list("id", flat=True)
            then = history.filter(**{column: kept}, change_id__lte=change_id).values_list("id", flat=True)
            numbers |= set(now) - set(then)
        if numbers:
            found[kind.id] = frozenset(numbers)
    return found


def _along(plan: UndoPlan, following: Followers) -> Corrections:
    """Of the facts attached since, those that a person sends along lead to the organisation that comes back."""
    corrections: Corrections = {}
    for kind_id, numbers in following.items():
        allowed = set(numbers) & (plan.added_since or {}).get(kind_id, frozenset())
        columns = [column for column, target in references(fact_kind(kind_id)) if target == "organisation"]
        for record in model_of(kind_id).objects.filter(id__in=allowed):
            changes = {column: plan.absorbed for column in columns if getattr(record, column) == plan.kept}
            corrections.setdefault(kind_id, {})[record.pk] = dict(changes)
    return corrections


def _reason(change: Change) -> str:
    """Both languages, since the register does not know who will read it."""
    return f"Undo · Annulation – {change.reason or f'{change.made_at:%Y-%m-%d %H:%M}'}"
