"""Rows that name the same thing make one fact; what they say otherwise is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from concertation.core.discovery import group_bilingual_names
from concertation.core.faults import Fault, Place
from concertation.core.text import search_key
from concertation.exchange.mapping import faults
from concertation.exchange.mapping.recipes import Part
from concertation.exchange.workbook.faults import REPEATED_KEY
from concertation.exchange.workbook.layout import KEY, sheet_layout
from concertation.exchange.workbook.rows import Answer, SameFile, SheetRow

# What tells facts of a kind apart when rows repeat them; names, where the kind has any, come first.
_TELLING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "representative": ("organisation", "name", "email"),
        "membership": ("partnership", "organisation"),
        "meeting": ("partnership", "body", "on"),
        "agreement": ("partnership", "kind", "title_en", "title_fr"),
    }
)


@dataclass(slots=True)
class _Fact:
    """One fact as the rows that name it tell it."""

    place: Place
    key: str | None
    values: dict[str, object]
    has_faults: bool


@dataclass(slots=True)
class Merger:
    """Takes the facts of one part, record by record, and gives the rows of the sheet."""

    part: Part
    faults: list[Fault]
    headings: Mapping[str, str]
    is_main: bool = False
    tells_apart: bool = False
    has_lists: bool = False
    _facts: list[_Fact] = field(default_factory=list)
    _by_identity: dict[object, _Fact] = field(default_factory=dict)
    _groups: dict[tuple[str, str], int] = field(default_factory=dict)
    _row_by_key: dict[str, int | None] = field(default_factory=dict)
    _other_names: list[SheetRow] = field(default_factory=list)

    def join_languages(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Organisations are one whatever the language in which a row names them."""
        distinct = list(dict.fromkeys((_folded(english), _folded(french)) for english, french in pairs))
        if any(english and french for english, french in distinct):
            for number, group in enumerate(group_bilingual_names(distinct).groups):
                self._groups |= {distinct[position]: number for position in group}

    def take(self, values: dict[str, object], place: Place, *, has_faults: bool) -> Place:
        """The place of the fact that these values tell: of an earlier row where that one told it already."""
        key = values.pop(KEY, None)
        own = self._own_place(place)
        identity = self._identity(values, key, place)
        known = None if identity is None else self._by_identity.get(identity)
        if known is not None:
            self._add(known, values, own)
            known.has_faults = known.has_faults or has_faults
            return known.place
        fact = _Fact(own, key if isinstance(key, str) else None, values, has_faults)
        self._note_key(fact)
        self._facts.append(fact)
        if identity is not None:
            self._by_identity[identity] = fact
        return own

    def _note_key(self, fact: _Fact) -> None:
        if fact.key is None:
            return
        first = self._row_by_key.setdefault(fact.key, fact.place.row)
        if first != fact.place.row:
            place = Place(fact.place.sheet, fact.place.row, self.headings.get(KEY))
            self.faults.append(REPEATED_KEY.at(place, found=fact.key, first=first))
            fact.has_faults = True

    def rows(self) -> list[SheetRow]:
        """The facts as rows."""
        headings = dict(self.headings)
        return [
            SheetRow(self.part.kind_id, f.place, f.key, MappingProxyType(f.values), f.has_faults, headings)
            for f in self._facts
        ] + self._other_names

    def _own_place(self, place: Place) -> Place:
        """Several facts of one kind may stand on one row: the part tells them apart."""
        if not self.tells_apart:
            return place
        own = self.part.label.en
        return Place(place.sheet, place.row, f"{own} {place.column or ''}".strip() or None)

    def _identity(self, values: Mapping[str, object], key: object, place: Place) -> object:
        if not self.part.merges:
            # Lists repeat the facts of their row, and rows what hangs on a fact; a row that repeats what it is
            # itself about is told later.
            if self.is_main and not self.has_lists:
                return None
            return (place.row if self.is_main else None, key, tuple(values.items()))
        if self.part.kind_id == "organisation":
            names = (_folded(values.get("name_en")), _folded(values.get("name_fr")))
            return self._groups.get(names, names) if any(names) else None
        telling = _TELLING.get(self.part.kind_id)
        if telling is None or not any(values.get(name) is not None for name in telling):
            return None
        return tuple(_hashable(values.get(name)) for name in telling)

    def _add(self, known: _Fact, values: Mapping[str, object], place: Place) -> None:
        for name, value in values.items():
            held = known.values.setdefault(name, value)
            if held is Answer.UNKNOWN and value is not Answer.UNKNOWN:
                known.values[name] = value
            elif held != value and value is not Answer.UNKNOWN and _folded(held) != _folded(value):
                self._tell(known, name, value, place)

    def _tell(self, known: _Fact, name: str, value: object, place: Place) -> None:
        if isinstance(value, SameFile):
            return
        if self.part.kind_id == "organisation" and name in ("name_en", "name_fr"):
            self._call(known, str(value), name[-2:], place)
            return
        label = sheet_layout(self.part.kind_id).column(name).label
        told = Place(place.sheet, place.row, self.headings.get(name))
        called = known.values.get("name_en") or known.values.get("name_fr") or known.values.get("name") or label.en
        self.faults.append(faults.SAYS_OTHERWISE.at(told, found=value, name=called, row=known.place.row, label=label))

    def _call(self, known: _Fact, name: str, language: str, place: Place) -> None:
        """Another name under which rows know an organisation is kept beside its own."""
        owner = SameFile("organisation", known.place)
        values = {"organisation": owner, "kind": "alias", "name": name, "language": language}
        told = Place(place.sheet, place.row, name)
        row = SheetRow("organisation_name", told, None, MappingProxyType(values))
        if row not in self._other_names and not any(
            other.values["organisation"] == owner and _folded(other.values["name"]) == _folded(name)
            for other in self._other_names
        ):
            self._other_names.append(row)


def _folded(value: object) -> str:
    return search_key(value) if isinstance(value, str) else "" if value is None else str(value)


def _hashable(value: object) -> object:
    return search_key(value) if isinstance(value, str) else str(value)


def tell_shared_numbers(rows: Sequence[SheetRow], found: list[Fault]) -> None:
    """The numbers of a public registry that stand beside two names: one organisation, or a slip."""
    names = {row.place: _name(row) for row in rows if row.kind_id == "organisation"}
    holders: dict[tuple[object, str], dict[Place, Place]] = defaultdict(dict)
    for row in rows:
        owner = row.values.get("organisation")
        if row.kind_id == "organisation_identifier" and isinstance(owner, SameFile):
            number = _bare(row.values.get("value"))
            holders[row.values.get("scheme"), number].setdefault(owner.place, row.place)
    for (_, number), places in holders.items():
        (first, _), *others = places.items()
        for owner, place in others:
            names_ = {"name": names.get(owner, ""), "other": names.get(first, "")}
            found.append(faults.NUMBER_WITH_TWO_NAMES.at(place, found=number, row=first.row, **names_))


def _bare(value: object) -> str:
    """A business number is one whatever program account follows its nine digits."""
    return "".join(str(value).split()).upper()


def _name(row: SheetRow) -> str:
    return str(row.values.get("name_en") or row.values.get("name_fr") or row.key or "")
