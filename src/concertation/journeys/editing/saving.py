"""One way to add, correct and remove facts: who may, every fault at once, one change, nothing overwritten."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.core.facts import FactKind, fact_kind
from concertation.core.text import Text
from concertation.journeys.editing import faults
from concertation.journeys.editing.checking import check_fact
from concertation.journeys.editing.faults import GoneMeanwhile, RefusedFact, SlotFault, fault
from concertation.journeys.editing.versions import Version, latest_version, numbered_versions
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.permission import Writing, require_writing
from concertation.journeys.refusal import explain_refusal
from concertation.journeys.removal import FactRemoval, HeldFact, removal_of
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models.fact import new_key
from concertation.store.removing import remove_facts
from concertation.store.updating import update_facts

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Addition:
    """A new fact; one without a key is given one."""

    kind_id: str
    values: Values
    key: str = field(default_factory=new_key)


@dataclass(frozen=True, slots=True)
class Correction:
    """Parts of a fact as a person wrote them, over the version they had in front of them."""

    kind_id: str
    key: str
    values: Values
    seen: int


@dataclass(frozen=True, slots=True)
class Removal:
    """A fact that is to go, with all that belongs to it."""

    kind_id: str
    key: str


Deed = Addition | Correction | Removal


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A part that someone else changed since the form was made, and what the person writes there."""

    slot: str
    before: object
    theirs: object
    mine: object


class StaleFact(ConcertationError):
    """Two people changed the same part of a fact."""

    code = "stale-fact"
    english = "{who} changed this fact while you were writing. Nothing was saved yet: look at both, then save again."
    french = (
        "{who} a modifié ce fait pendant que vous écriviez. Rien n’est encore enregistré : "
        "comparez les deux, puis enregistrez de nouveau."
    )

    def __init__(self, *, latest: Version, clashes: tuple[Meanwhile, ...], others: tuple[Meanwhile, ...], deed: int):
        self.latest = latest
        self.clashes = clashes
        self.others = others
        self.deed = deed
        super().__init__(who=latest.made_by)


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: the change, and the parts of others that were kept beside one's own."""

    change_id: int | None
    keys: tuple[str, ...]
    merged: tuple[Meanwhile, ...] = ()

    @property
    def key(self) -> str:
        """The fact that was added or corrected."""
        return self.keys[-1]


@dataclass(slots=True)
class _Plan:
    """What the deeds come to, once they are checked."""

    new: dict[str, dict[str, Values]] = field(default_factory=dict)
    corrected: dict[str, dict[str, Values]] = field(default_factory=dict)
    removed: dict[str, set[int]] = field(default_factory=dict)
    merged: list[Meanwhile] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.corrected or self.removed)


def add_fact(*, kind_id: str, values: Values, user: User, reason: str = "", beside: Sequence[Addition] = ()) -> Saved:
    """Writes one new fact, after those added in place ``beside`` it; raises ``RefusedFact`` or ``NotAllowed``."""
    return save_facts([*beside, Addition(kind_id, values)], user=user, reason=reason, kind="created")


def correct_fact(
    *, kind_id: str, key: str, values: Values, seen: int, user: User, reason: str, beside: Sequence[Addition] = ()
) -> Saved:
    """Writes the parts of a fact that differ from the version ``seen``.

    What someone else changed meanwhile in other parts is kept; raises ``StaleFact`` where both changed the same
    part, ``GoneMeanwhile``, ``RefusedFact`` or ``NotAllowed``.
    """
    return save_facts([*beside, Correction(kind_id, key, values, seen)], user=user, reason=reason, kind="edited")


def remove_fact(*, kind_id: str, key: str, user: User, reason: str) -> Saved:
    """Takes a fact out with what belongs to it; raises ``HeldFact`` where other facts rest on it."""
    return save_facts([Removal(kind_id, key)], user=user, reason=reason, kind="deleted")


def save_facts(deeds: Sequence[Deed], *, user: User, reason: str, kind: str = "edited") -> Saved:
    """Does all of these in one change or none; ``deed`` of an error is the place of the one that it concerns."""
    require_writing(user, [_writing(deed) for deed in deeds])
    with transaction.atomic():
        plan = _planned(deeds, user)
        if plan.is_empty:
            return Saved(None, tuple(deed.key for deed in deeds), tuple(plan.merged))
        if not reason.strip() and kind != "created" and (plan.corrected or plan.removed):
            raise RefusedFact((fault(faults.REASON_NEEDED, "reason"),))
        with recording(kind=kind, reason=reason.strip(), user=user) as change:
            _write(plan, deeds)
    return Saved(change.pk, tuple(deed.key for deed in deeds), tuple(plan.merged))


def require_removing(user: Any, removal: FactRemoval) -> None:
    """Raises ``NotAllowed`` unless all that goes along, or holds the fact back, is in the person's hands."""
    writings = [Writing("remove", removal.kind_id, removal.key)]
    for numbers in (removal.going_along, removal.holding):
        for kind_id, own in numbers.items():
            keys = model_of(kind_id).objects.filter(id__in=own).values_list("key", flat=True)
            writings += [Writing("remove", kind_id, key) for key in keys]
    require_writing(user, writings)


def require_correcting(user: Any, kind_id: str, key: str) -> None:
    """Raises ``NotAllowed`` unless the person may correct that fact."""
    require_writing(user, [Writing("correct", kind_id, key)])


def _writing(deed: Deed) -> Writing:
    if isinstance(deed, Addition):
        return Writing("add", deed.kind_id, deed.key, deed.values)
    if isinstance(deed, Correction):
        return Writing("correct", deed.kind_id, deed.key, deed.values)
    return Writing("remove", deed.kind_id, deed.key)


def _planned(deeds: Sequence[Deed], user: User) -> _Plan:
    plan = _Plan()
    added: dict[str, list[str]] = {}
    for place, deed in enumerate(deeds):
        if isinstance(deed, Addition):
            _plan_addition(plan, deed, added, place)
            added.setdefault(deed.kind_id, []).append(deed.key)
        elif isinstance(deed, Correction):
            _plan_correction(plan, deed, added, place)
        else:
            _plan_removal(plan, deed, user)
    return plan


def _plan_addition(plan: _Plan, deed: Addition, added: Mapping[str, Collection[str]], place: int) -> None:
    kind = fact_kind(deed.kind_id)
    found = check_fact(kind, deed.values, added=added)
    if model_of(kind.id).objects.filter(key=deed.key).exists():
        found.append(fault(faults.KEY_TAKEN, "key", found=deed.key))
    if found:
        raise RefusedFact(tuple(found), deed=place)
    plan.new.setdefault(kind.id, {})[deed.key] = {n: v for n, v in deed.values.items() if v is not None}


def _plan_correction(plan: _Plan, deed: Correction, added: Mapping[str, Collection[str]], place: int) -> None:
    kind = fact_kind(deed.kind_id)
    latest = _locked_version(kind, deed.key)
    seen = latest if latest.number == deed.seen else _seen_version(kind, deed)
    mine = {slot: value for slot, value in deed.values.items() if value != seen.values.get(slot)}
    others = tuple(
        Meanwhile(slot, before, latest.values[slot], mine.get(slot, before))
        for slot, before in seen.values.items()
        if latest.values[slot] != before
    )
    clashes = tuple(part for part in others if part.slot in mine and part.mine != part.theirs)
    if clashes:
        rest = tuple(part for part in others if part not in clashes)
        raise StaleFact(latest=latest, clashes=clashes, others=rest, deed=place)
    mine = {slot: value for slot, value in mine.items() if latest.values[slot] != value}
    found = check_fact(kind, {**latest.values, **mine}, added=added)
    if found:
        raise RefusedFact(tuple(found), deed=place)
    plan.merged += [part for part in others if part.slot not in mine]
    if mine:
        plan.corrected.setdefault(kind.id, {})[deed.key] = mine


def _plan_removal(plan: _Plan, deed: Removal, user: User) -> None:
    removal = removal_of(deed.kind_id, deed.key)
    require_removing(user, removal)
    if removal.holding:
        raise HeldFact(removal)
    for kind_id, numbers in removal.numbers.items():
        plan.removed.setdefault(kind_id, set()).update(numbers)


def _locked_version(kind: FactKind, key: str) -> Version:
    """The last version, read while nobody else may write the fact."""
    model_of(kind.id).objects.select_for_update(no_key=True).filter(key=key).values_list("id").first()
    latest = latest_version(kind, key)
    if latest is None:
        raise UnknownRecord(kind=kind.label.en, key=key)
    if latest.is_removal:
        raise GoneMeanwhile(who=latest.made_by)
    return latest


def _seen_version(kind: FactKind, deed: Correction) -> Version:
    found = numbered_versions(kind, [deed.seen]).get(deed.seen)
    if found is None or found.key != deed.key:
        raise UnknownRecord(kind=kind.label.en, key=deed.key)
    return found


def _write(plan: _Plan, deeds: Sequence[Deed]) -> None:
    """Removals first, so that what replaces a fact does not meet it."""
    for write, facts in _steps(plan):
        try:
            _attempt(write, facts)
        except ProtectedError as held:
            raise RefusedFact((SlotFault("", _STILL_HELD),)) from held
        except DatabaseError as refused:
            raise _refused(str(refused), facts, deeds) from refused


def _attempt(write: Callable[[Any], object], facts: Any, *, tries: int = 3) -> None:
    """On PostgreSQL two people who add at the same instant may draw the same number: the later draws again."""
    try:
        with transaction.atomic():
            write(facts)
    except IntegrityError as refused:
        if tries == 1 or "_pkey" not in str(refused):
            raise
        _attempt(write, facts, tries=tries - 1)


def _steps(plan: _Plan) -> Iterator[tuple[Any, Any]]:
    if plan.removed:
        yield remove_facts, plan.removed
    for kind_id, corrections in plan.corrected.items():
        for key, values in corrections.items():
            yield update_facts, {kind_id: {key: values}}
    if plan.new:
        yield insert_facts, plan.new


_STILL_HELD = Text(
    en="Other facts rest on this one. Remove or correct them first.",
    fr="D’autres faits reposent sur celui-ci. Retirez-les ou corrigez-les d’abord.",
)


def _refused(message: str, facts: Mapping[str, Any], deeds: Sequence[Deed]) -> RefusedFact:
    """The refusal in words, beside the deed that it concerns: the last of the kind, or the one of that key."""
    places = [place for place, deed in enumerate(deeds) if deed.key in facts.get(deed.kind_id, ())]
    place = places[-1] if places else len(deeds) - 1
    refusal = explain_refusal(message, fact_kind(deeds[place].kind_id))
    return RefusedFact((SlotFault(next(iter(refusal.slots), ""), refusal.on_page),), deed=place)
