"""When a row without a code is a fact that the register holds already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from concertation.core.facts import Field, fact_kind
from concertation.core.text import search_key
from concertation.exchange.workbook import Answer
from concertation.journeys.workbook.catalogue import Entry

# What tells two facts of a kind apart beyond their required parts, where it is not the dates and references.
_OTHER_QUALIFIERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "area": ("code", "vintage", "province"),
        "body_member": ("description", "persons_low", "persons_high"),
        "contribution": ("amount", "hours", "rating"),
        "meeting": ("name",),
        "risk": ("mitigation",),
        "site": ("address", "postal_code", "name", "city"),
        "concern": ("description",),
        "plan_revision": ("description",),
        "resource": ("amount",),
        "statement": ("field", "source"),
    }
)
# Required parts that a correction may change: they do not tell one fact from another.
_NOT_TELLING = MappingProxyType(
    {"attendance": ("status",), "source": ("kind",), "area": (), "decision_record": ("reasons",)}
)
# Things that people know by their names alone: their dates and owners are facts about them.
_KNOWN_BY_NAME = frozenset({"organisation", "partnership", "source"})


class RecordFinder:
    """Finds the records of one kind that a row without a code may be."""

    def __init__(self, kind_id: str, entries: Iterable[Entry]) -> None:
        self.kind_id = kind_id
        self._by_anchor: dict[tuple[object, ...], dict[str, Entry]] = defaultdict(dict)
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Makes one more entry findable."""
        for anchor in _anchors(self.kind_id, entry.values):
            self._by_anchor[anchor][entry.key] = entry

    def find(self, values: Mapping[str, object]) -> list[Entry]:
        """The entries that agree with all that the row says of what tells such facts apart.

        What either side leaves empty agrees with anything; but where the required parts say little by
        themselves, something else must be the same. Entries that agree on more come alone.
        """
        agreeing: dict[str, tuple[int, Entry]] = {}
        for anchor in _anchors(self.kind_id, values):
            for entry in self._by_anchor.get(anchor, {}).values():
                agreement = _agreement(self.kind_id, values, entry.values)
                if agreement is not None and (agreement or is_telling(self.kind_id)):
                    agreeing[entry.key] = (agreement, entry)
        best = max((agreement for agreement, _ in agreeing.values()), default=0)
        return [entry for agreement, entry in agreeing.values() if agreement == best]


@cache
def telling_parts(kind_id: str) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """The fields that anchor a fact, and those that qualify it."""
    kind = fact_kind(kind_id)
    not_telling = _NOT_TELLING.get(kind_id, ())
    anchors = tuple(
        item for item in kind.fields if item.is_required and item.default is None and item.name not in not_telling
    )
    others = _OTHER_QUALIFIERS.get(kind_id, ())
    qualifiers = tuple(
        item
        for item in kind.fields
        if item not in anchors
        and (
            item.name in others or item.name in ("since", "on") or (item.type == "reference" and item.name != "source")
        )
    )
    return anchors, () if kind_id in _KNOWN_BY_NAME else qualifiers


@cache
def is_telling(kind_id: str) -> bool:
    """Whether the required parts say enough by themselves."""
    anchors, _ = telling_parts(kind_id)
    return len(anchors) > 1 or any(item.type in ("text", "long_text") for item in anchors)


def _anchors(kind_id: str, values: Mapping[str, object]) -> list[tuple[object, ...]]:
    """One anchor for each language in which the fact is named."""
    anchors: list[tuple[object, ...]] = [()]
    for item in telling_parts(kind_id)[0]:
        sides = _sides(item, values)
        anchors = [(*anchor, side) for anchor in anchors for side in sides]
    return anchors


def _agreement(kind_id: str, values: Mapping[str, object], known: Mapping[str, object]) -> int | None:
    """On how many qualifiers the two agree; ``None`` when they disagree on one."""
    agreed = 0
    for item in telling_parts(kind_id)[1]:
        said, held = set(_sides(item, values)), set(_sides(item, known))
        if said and held:
            if not said & held:
                return None
            agreed += 1
    return agreed


def _sides(item: Field, values: Mapping[str, object]) -> list[object]:
    names = [f"{item.name}_en", f"{item.name}_fr"] if item.is_bilingual else [item.name]
    found = [values.get(name) for name in names]
    filled = [value for value in found if value is not None and value != "" and value is not Answer.UNKNOWN]
    return list(
        dict.fromkeys(
            (search_key(value) or value) if isinstance(value, str) and item.type not in ("reference", "term") else value
            for value in filled
        )
    )
