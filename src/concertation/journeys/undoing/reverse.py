"""What taking a change back comes to, fact by fact, whatever was corrected elsewhere since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery

from concertation.core.facts import all_kinds, fact_kind
from concertation.journeys.neighbourhood import model_of

# The versions that a change left, by kind of fact.
Versions = Mapping[str, list[Any]]


@dataclass(slots=True)
class Reverse:
    """From the state after a change to the state before it.

    ``removed``: numbers of the facts that it added; ``restored``: the versions that the facts it removed had;
    ``corrected``: by number, the columns that it changed, with what they said before.
    """

    removed: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    restored: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    corrected: dict[str, dict[int, dict[str, object]]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def size(self) -> int:
        """How many facts it touches."""
        sets = [*self.removed.values(), *self.restored.values(), *self.corrected.values()]
        return sum(len(numbers) for numbers in sets)


@dataclass(frozen=True, slots=True)
class Later:
    """A version that a later change left of a fact that must be as it was for the change to be taken back."""

    kind_id: str
    version: Any


def versions_of(change_id: int) -> dict[str, list[Any]]:
    """The versions that a change left, by kind: one query a kind, a large import excepted."""
    found = {}
    for kind in all_kinds():
        rows = list(model_of(kind.id).history.model.objects.filter(change_id=change_id).order_by("history_id"))
        if rows:
            found[kind.id] = rows
    return found


def reverse_of(versions: Versions) -> Reverse:
    """What each fact was before the change, whatever the change did to it in between."""
    reverse = Reverse()
    for kind_id, rows in versions.items():
        before = _versions_before(kind_id, {row.history_id: row.id for row in rows})
        for number, row in {row.id: row for row in rows}.items():
            earlier = before.get(number)
            was_there, is_there = earlier is not None and earlier.history_type != "-", row.history_type != "-"
            if is_there and not was_there:
                reverse.removed[kind_id].add(number)
            elif was_there and not is_there:
                reverse.restored[kind_id].append(earlier)
            elif was_there and (columns := _columns_changed(kind_id, earlier, row)):
                reverse.corrected[kind_id][number] = columns
    return reverse


def later_versions(versions: Versions, reverse: Reverse, change_id: int) -> list[Later]:
    """What other changes did since that cannot stand beside what comes back.

    A fact that would go or return must not have been touched; of one that was corrected, only the same columns count:
    what was corrected beside them stays.
    """
    found = []
    for kind_id, rows in versions.items():
        last = {row.id: row for row in rows}
        later = list(_later(kind_id, change_id).select_related("change").order_by("history_id"))
        standing = _standing(kind_id, {row.id for row in later} & reverse.corrected[kind_id].keys())
        for row in later:
            columns = reverse.corrected[kind_id].get(row.id)
            now = standing.get(row.id)
            if columns is not None and now is not None and _says_the_same(now, last[row.id], columns):
                continue
            found.append(Later(kind_id, row))
    return found


def _says_the_same(one: Any, other: Any, columns: Iterable[str]) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in columns)


def _standing(kind_id: str, numbers: Iterable[int]) -> dict[int, Any]:
    found: dict[int, Any] = model_of(kind_id).objects.in_bulk(list(numbers))
    return found


def _columns_changed(kind_id: str, before: Any, after: Any) -> dict[str, object]:
    names = ["key", *(column.name for column in fact_kind(kind_id).columns)]
    return {n: getattr(before, n) for n in names if getattr(before, n) != getattr(after, n)}


def _later(kind_id: str, change_id: int) -> Any:
    """Versions that other changes left after this one, of the same facts."""
    history = model_of(kind_id).history.model.objects
    own = history.filter(change_id=change_id, id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    return history.filter(~Q(change_id=change_id), Exists(own))


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
