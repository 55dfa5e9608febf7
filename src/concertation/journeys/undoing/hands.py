"""Whether what a change did is in a person's hands to take back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from concertation.core.facts import fact_kind
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.permission import (
    Act,
    Person,
    Writing,
    hands_of,
    may,
    place_of_record,
    slots_that_tell,
)
from concertation.journeys.trace import TracedChange
from concertation.journeys.undoing.reverse import Versions

# What a version says was done, and what taking it back comes to; what one did oneself, one may take back.
_BACK: Mapping[str, Act] = {"+": "remove", "~": "correct", "-": "add"}
_SAME: Mapping[str, Act] = {"+": "add", "~": "correct", "-": "remove"}
_SIGNS = {"added": "+", "changed": "~", "removed": "-"}


def is_in_hands(change: TracedChange, user: Person) -> bool:
    """Whether what was traced of a change is in this person's hands; asks the register nothing.

    What the trace does not show is asked when the change is taken back.
    """
    if change.kind == "merged":
        return may(user, "merge")
    acts = _SAME if change.made_by_id is not None and change.made_by_id == user.pk else _BACK
    hands = hands_of(user)
    return hands.opens("edit") and all(
        hands.may_write(acts[_SIGNS[fact.deed]], fact.record.fact.id, place_of_record(fact.record))
        for fact in change.facts
    )


def writings_back(versions: Versions, *, is_own: bool) -> Iterator[Writing]:
    """What taking a change back writes."""
    for kind_id, rows in versions.items():
        told = _told_by(kind_id, [row for row in rows if row.history_type != "~"])
        for row in rows:
            act = (_SAME if is_own else _BACK)[row.history_type]
            yield Writing(act, kind_id, row.key, told.get(row.history_id, {}))


def _told_by(kind_id: str, rows: Iterable[Any]) -> dict[int, dict[str, object]]:
    """The references of facts that are no longer there, or were not before: they say where those facts stand."""
    if kind_id == "statement":
        return {row.history_id: {n: getattr(row, n) for n in ("subject_kind", "subject_key")} for row in rows}
    found: dict[int, dict[str, object]] = {row.history_id: {} for row in rows}
    for slot in sorted(frozenset().union(*slots_that_tell(kind_id)) - {"key"}):
        target = str(fact_kind(kind_id)[slot].to)
        numbers = {getattr(row, f"{slot}_id") for row in rows}
        keys = dict(model_of(target).history.model.objects.filter(id__in=numbers).values_list("id", "key"))
        for row in rows:
            found[row.history_id][slot] = keys.get(getattr(row, f"{slot}_id"))
    return found
