"""A reference as a form asks for it: looked for by name, chosen among a few, or added in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.db.models import Q

from concertation.core.facts import Field, fact_kind
from concertation.core.text import Language, search_key, sort_key
from concertation.journeys.doubles import perhaps_known
from concertation.journeys.editing import Addition, SlotFault, read_written
from concertation.journeys.lookup import LOOKED_UP, Found, known_by, look_up, named, recent_sources
from concertation.journeys.records import Record
from concertation.journeys.retrieval import retrieve
from concertation.web.wording import label_of, period, when

Written = Mapping[str, str]

# What is asked of a record that is added in place; the rest can be completed on its own page.
ADDED_IN_PLACE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"organisation": ("name", "kind"), "source": ("title", "kind", "address"), "area": ("name", "kind")}
)


@dataclass(slots=True)
class Asked:
    """What a person answered about a reference, and what the form shows in return."""

    item: Field
    key: str = ""
    words: str = ""
    asked: str = ""
    candidates: tuple[Found, ...] = ()
    doubts: Mapping[str, str] = field(default_factory=dict)
    new: Written = field(default_factory=dict)
    addition: Addition | None = None
    faults: list[SlotFault] = field(default_factory=list)
    is_undecided: bool = False
    has_double: bool = False

    @property
    def target(self) -> str:
        """The kind of fact that it leads to."""
        return str(self.item.to)

    @property
    def value(self) -> str | None:
        """The key of the record meant, known or about to be added."""
        return self.addition.key if self.addition is not None else self.key or None


def is_looked_up(item: Field) -> bool:
    """Whether the record is found by name; others are chosen in the list of their partnership."""
    return item.type == "reference" and item.to in LOOKED_UP


def shown(item: Field, key: str, kind_id: str) -> Asked:
    """The question as it first stands."""
    asked = Asked(item, key=key)
    if item.to == "source":
        asked.candidates = _sources(kind_id, key)
    elif key:
        asked.words = name_of(item, key)
    return asked


def answered(item: Field, posted: Written, kind_id: str, language: Language) -> Asked:
    """What the person meant: one they chose, a new one, one found by its name; or candidates to choose from."""
    name = item.name
    asked = Asked(item, words=posted.get(f"{name}-words", "").strip(), asked=posted.get(f"{name}-asked", ""))
    asked.new = _new_written(item, posted)
    if item.to == "source":
        asked.candidates = _sources(kind_id, posted.get(f"{name}-was", ""))
    choice, was = posted.get(f"{name}-choice"), posted.get(f"{name}-was", "")
    if choice and choice != was:
        asked.key, asked.words = choice, "" if item.to == "source" else name_of(item, choice)
        asked.new = {}
    elif _is_filled(item, asked.new):
        _add(asked, posted, language)
    elif asked.words and (asked.words != asked.asked or choice is None):
        _find(asked, posted.get(name, ""))
    elif choice is not None:
        asked.key = choice
    return asked


def name_of(item: Field, key: str) -> str:
    """What the box shows for the record of that key; both languages know it by this name."""
    found = named(str(item.to), key)
    return str(found.name) if found is not None else key


def _add(asked: Asked, posted: Written, language: Language) -> None:
    target = fact_kind(asked.target)
    reading = read_written(target, asked.new, language=language)
    prefix = f"{asked.item.name}-new-"
    asked.faults = [SlotFault(f"{prefix}{fault.slot}", fault.message) for fault in reading.faults]
    asked.addition = Addition(asked.target, reading.values)
    doubles = [] if posted.get(f"{asked.item.name}-is-new") else perhaps_known(asked.target, reading.values)
    if doubles:
        asked.candidates = tuple(double.found for double in doubles)
        asked.doubts = {
            double.found.key: "; ".join(reason.in_language(language) for reason in double.reasons) for double in doubles
        }
        asked.has_double = True


def _find(asked: Asked, key: str) -> None:
    """The box still shows what was chosen, or names one record alone; else people choose."""
    if key and name_of(asked.item, key) == asked.words:
        asked.key = key
        return
    exact = known_by(asked.target, asked.words)
    if len(exact) == 1:
        asked.key, asked.words = exact[0].key, str(exact[0].name)
        return
    asked.candidates = tuple(exact or look_up(asked.target, asked.words))
    asked.asked = asked.words
    asked.is_undecided = True


def _sources(kind_id: str, key: str) -> tuple[Found, ...]:
    current = named("source", key) if key else None
    recent = recent_sources(kind_id)
    return tuple(dict.fromkeys([*([current] if current else []), *recent]))


def _new_written(item: Field, posted: Written) -> dict[str, str]:
    prefix = f"{item.name}-new-"
    return {name.removeprefix(prefix): text for name, text in posted.items() if name.startswith(prefix)}


def _is_filled(item: Field, written: Written) -> bool:
    """Whether the person began to describe a new record: its name says so, not a list left on its first choice."""
    names = [name for name in written if name.startswith(("name", "title"))]
    return str(item.to) in ADDED_IN_PLACE and any(search_key(written[name]) for name in names)


def within_partnership(item: Field, owner: tuple[str, str], language: Language) -> list[tuple[str, str]]:
    """The records of one partnership, or of one organisation, that a reference may lead to: key and words."""
    path, key = owner
    records = retrieve({str(item.to): Q(**{path: key})})
    found = [record for record in records.all(str(item.to)) if _belongs(record, path, key)]
    words = [(record.key, _in_list(record)) for record in found]
    return sorted(words, key=lambda pair: sort_key(pair[1]))


def _belongs(record: Record, path: str, key: str) -> bool:
    """A list may hold more than was asked for, since what it refers to is read with it."""
    steps = path.split("__")[:-1]
    found: Record | None = record
    for step in steps:
        found = found[step] if found is not None else None
    return found is not None and found.key == key


def _in_list(record: Record) -> str:
    """A name, and the dates that tell one meeting or one membership from another."""
    name = label_of(record)
    dates = when(record) if record.fact.is_event else period(record) if record.row.get("since") else ""
    name = "" if name == record.key and dates else name
    return " – ".join(part for part in (name, dates) if part)
