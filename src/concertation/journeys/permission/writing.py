"""Whether what somebody is about to write is theirs to write: all of it at once, however much it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from concertation.core.errors import NotAllowed
from concertation.core.facts import all_kinds, fact_kind
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.permission.asking import require
from concertation.journeys.permission.hands import Hands, Person, hands_of
from concertation.journeys.permission.places import (
    Place,
    Placed,
    Values,
    places_as_written,
    places_in_register,
    slots_that_tell,
)
from concertation.journeys.permission.table import Act, is_contact

# What a statement is about: a kind of fact, and where that fact stands.
_About = tuple[str, Place]


@dataclass(frozen=True, slots=True)
class Writing:
    """One fact to be added, corrected or removed; ``values`` are the parts that are written, references by key."""

    act: Act
    kind_id: str
    key: str
    values: Values = field(default_factory=dict)


def require_writing(user: Person, writings: Iterable[Writing]) -> None:
    """Raises ``NotAllowed`` unless all of it is in this person's hands; reading what few may see is logged."""
    if refused_writings(user, list(writings)):
        raise NotAllowed


def refused_writings(user: Person, writings: Sequence[Writing]) -> list[Writing]:
    """What is not in this person's hands, in the order in which it came."""
    hands = hands_of(user)
    restricted = sorted({w.key for w in writings if fact_kind(w.kind_id).is_restricted})
    if restricted and hands.opens("see_restricted"):
        require(user, "see_restricted", ", ".join(restricted))
    asked = [w for w in writings if w.kind_id == "statement" or not hands.may_write_everywhere(w.act, w.kind_id)]
    return _Judgement(hands, writings).refused(asked) if asked else []


def may_add(user: Person, kind_id: str, values: Values) -> bool:
    """Whether such a fact may be added, whatever is answered to what ``values`` leave open."""
    hands, known = hands_of(user), {name: value for name, value in values.items() if value}
    writing = Writing("add", kind_id, "", known)
    if kind_id == "statement" and known.get("subject_key"):
        return not _Judgement(hands, [writing]).refused([writing])
    return hands.may_add(kind_id, places_as_written(kind_id, {"": known}, {})[""])


class _Judgement:
    """The places of all that is to be written, before and after, asked of the register once a kind."""

    def __init__(self, hands: Hands, writings: Sequence[Writing]) -> None:
        self._hands = hands
        self._before = _places_before(writings)
        self._after = _places_after(writings)
        self._new = {w.key for w in writings if w.kind_id == "organisation" and w.act == "add"}
        self._about = self._subjects([w for w in writings if w.kind_id == "statement"])

    def refused(self, writings: Iterable[Writing]) -> list[Writing]:
        """Those that are not in these hands."""
        return [w for w in writings if not (self._may_state(w) if w.kind_id == "statement" else self._may_write(w))]

    def _may_write(self, writing: Writing) -> bool:
        """What is left out and cannot be is told as a fault beside its box, not as a refusal."""
        places = self._places(writing)
        if writing.act == "add" and _left_out(writing):
            return self._hands.may_add(writing.kind_id, places[0])
        return bool(places) and all(self._is_in_hands(writing, place) for place in places)

    def _is_in_hands(self, writing: Writing, place: Place) -> bool:
        """What belongs to an organisation that the same change brings in is in the hands that bring it in."""
        is_of_new = place.organisation in self._new and not place.partnerships and writing.kind_id != "organisation"
        return is_of_new or self._hands.may_write(writing.act, writing.kind_id, place)

    def _places(self, writing: Writing) -> list[Place]:
        """Where the fact stands, and where it would stand: a correction may move it."""
        before = self._before[writing.kind_id].get(writing.key)
        after = self._after[writing.kind_id].get(writing.key)
        if before is None or after is None:
            return [place for place in (before, after) if place is not None]
        at, whose = slots_that_tell(writing.kind_id)
        told = writing.values.keys() - _left_out(writing)
        if not at & told:
            after = replace(after, partnerships=before.partnerships)
        if not whose & told:
            after = replace(after, organisation=before.organisation)
        return [before, after]

    def _may_state(self, writing: Writing) -> bool:
        """What another source says of a fact is for those who may read that fact."""
        if writing.act == "add" and not writing.values.get("subject_key"):
            return self._hands.may_write_somewhere("add", "statement")
        about = self._about.get(writing.key, [])
        return bool(about) and all(self._may_state_of(writing.act, kind_id, place) for kind_id, place in about)

    def _may_state_of(self, act: Act, kind_id: str, place: Place) -> bool:
        is_open = not fact_kind(kind_id).is_restricted or self._hands.opens_everywhere("see_restricted")
        is_open &= not is_contact(kind_id) or self._hands.opens_at("see_contacts", place)
        return is_open and self._hands.may_write(act, "statement", place)

    def _subjects(self, statements: Sequence[Writing]) -> Mapping[str, list[_About]]:
        if not statements:
            return {}
        kept = model_of("statement").objects.filter(key__in=[w.key for w in statements if w.act != "add"])
        named = [
            (key, (kind, subject)) for key, kind, subject in kept.values_list("key", "subject_kind", "subject_key")
        ]
        for writing in statements:
            if writing.values.get("subject_key"):
                pair = str(writing.values.get("subject_kind", "")), str(writing.values["subject_key"])
                named.append((writing.key, pair))
        wanted: dict[str, set[str]] = defaultdict(set)
        for _, (kind_id, key) in named:
            wanted[fact_kind(kind_id).id].add(key)
        known = {kind_id: places_in_register(kind_id, keys) for kind_id, keys in wanted.items()}
        found: dict[str, list[_About]] = defaultdict(list)
        for statement, (kind_id, key) in named:
            place = self._after[kind_id].get(key) or known[kind_id].get(key) or Place()
            found[statement].append((kind_id, place))
        return found


def _left_out(writing: Writing) -> set[str]:
    """The references that must say where the fact stands, and say nothing: nothing is written without them."""
    kind, (at, whose) = fact_kind(writing.kind_id), slots_that_tell(writing.kind_id)
    required = {slot for slot in (at | whose) - {"key"} if kind[slot].is_required}
    return {slot for slot in required if not writing.values.get(slot)}


def _places_before(writings: Sequence[Writing]) -> Placed:
    keys: dict[str, set[str]] = defaultdict(set)
    for writing in writings:
        if writing.act != "add" and writing.kind_id != "statement":
            keys[writing.kind_id].add(writing.key)
    return defaultdict(dict, {kind_id: places_in_register(kind_id, own) for kind_id, own in keys.items()})


def _places_after(writings: Sequence[Writing]) -> Placed:
    """By the values written, those added before those that refer to them."""
    by_kind: dict[str, dict[str, Values]] = defaultdict(dict)
    for writing in writings:
        if writing.values or writing.act == "add":
            by_kind[writing.kind_id][writing.key] = writing.values
    placed: Placed = defaultdict(dict)
    for kind in all_kinds():
        if kind.id in by_kind and kind.id != "statement":
            placed[kind.id] = places_as_written(kind.id, by_kind[kind.id], placed)
    return placed
