"""What the register and the file know together: records found by code, by name, or by what they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from rapidfuzz import process

from concertation.core.facts import FactKind, fact_kind
from concertation.core.faults import Place
from concertation.core.text import search_key
from concertation.exchange.workbook.layout import KEY, sheet_layout
from concertation.journeys.merging import former_codes
from concertation.store.loading import fact_model

# Fields whose words are what people call the record.
_NAME_FIELDS = ("name", "title", "description")


@dataclass(slots=True)
class Entry:
    """A record of the register or a row of the file; references are keys of other entries."""

    kind_id: str
    key: str
    values: dict[str, object]
    place: Place | None = None
    is_in_register: bool = False
    is_faulty: bool = False
    other_names: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """What people call it, in both languages, without acronyms and other names."""
        found = [self.values.get(c) for c in name_columns(self.kind_id)]
        return [str(name) for name in dict.fromkeys(found) if name]

    @property
    def name(self) -> str:
        """The first of its names, or its code."""
        return (self.names or [self.key])[0]

    @property
    def acronyms(self) -> list[str]:
        """Its acronyms in both languages."""
        found = (self.values.get(c) for c in ("acronym_en", "acronym_fr"))
        return [str(acronym) for acronym in found if acronym]


class Catalogue:
    """Every entry of the kinds asked for; a kind is read from the register when it is first needed."""

    def __init__(self) -> None:
        self._entries: dict[str, dict[str, Entry]] = {}
        self._by_name: dict[str, dict[str, dict[str, None]]] = {}
        self._by_alias: dict[str, dict[str, dict[str, None]]] = {}
        self._by_place: dict[tuple[str, Place], Entry] = {}
        self._other_keys: dict[tuple[str, str], str] = {}

    def entries(self, kind_id: str) -> Mapping[str, Entry]:
        """All entries of a kind by key."""
        if kind_id not in self._entries:
            self._entries[kind_id] = {entry.key: entry for entry in _read_register(kind_id)}
            if kind_id == "organisation":
                self._read_other_names()
            self._index(kind_id)
        return self._entries[kind_id]

    def get(self, kind_id: str, key: str) -> Entry | None:
        """The entry of that key, by its own, by a code that the file gave it, or by one it had before a merge."""
        entries = self.entries(kind_id)
        found = entries.get(key) or entries.get(self._other_keys.get((kind_id, key), ""))
        if found is None and kind_id == "organisation":
            found = entries.get(self._former_codes.get(key, ""))
        return found

    @cached_property
    def _former_codes(self) -> dict[str, str]:
        return former_codes()

    def at(self, kind_id: str, place: Place) -> Entry | None:
        """What a row of the file stands for."""
        return self._by_place.get((kind_id, place))

    def add(self, entry: Entry) -> None:
        """A row of the file that is new to the register."""
        self.entries(entry.kind_id)
        self._entries[entry.kind_id].setdefault(entry.key, entry)
        self._name(entry)
        if entry.place is not None:
            self._by_place[entry.kind_id, entry.place] = entry
        if entry.kind_id == "organisation_name" and entry.values.get("organisation"):
            self.call("organisation", str(entry.values["organisation"]), str(entry.values.get("name") or ""))

    def stand_for(self, place: Place, entry: Entry, *, other_key: str | None = None) -> None:
        """A row of the file that is an entry known already; the code it gives leads there too."""
        self._by_place[entry.kind_id, place] = entry
        if other_key is not None and other_key != entry.key:
            self._other_keys[entry.kind_id, other_key] = entry.key

    def call(self, kind_id: str, key: str, name: str) -> None:
        """Another name by which an entry goes."""
        entry = self.get(kind_id, key)
        if entry is not None and search_key(name):
            entry.other_names.append(name)
            self._by_alias[kind_id].setdefault(search_key(name), {})[entry.key] = None

    def find(self, kind_id: str, words: str, *, partnership: str | None = None) -> list[Entry]:
        """What the words may mean, in ``partnership`` alone where the kind belongs to one."""
        exact = self.get(kind_id, words)
        if exact is not None:
            return [exact]
        found = self._called(kind_id, words)
        if not found and " / " in words:
            found = self._qualified(kind_id, words)
        elif partnership is not None and belongs_to_partnership(fact_kind(kind_id)):
            found = [entry for entry in found if self.partnership_of(entry) == partnership]
        return found

    def named(self, kind_id: str, words: str) -> list[Entry]:
        """The entries of that very name or other name."""
        self.entries(kind_id)
        folded = search_key(words)
        keys = {**self._by_name[kind_id].get(folded, {}), **self._by_alias[kind_id].get(folded, {})}
        return [self._entries[kind_id][key] for key in keys]

    def nearest_name(self, kind_id: str, words: str) -> str | None:
        """The known name that looks most like the words."""
        self.entries(kind_id)
        found = process.extractOne(search_key(words), list(self._by_name[kind_id]), score_cutoff=70)
        if found is None:
            return None
        key = next(iter(self._by_name[kind_id][found[0]]))
        names = self._entries[kind_id][key].names
        return next((name for name in names if search_key(name) == found[0]), names[0] if names else None)

    def partnership_of(self, entry: Entry) -> str | None:
        """The key of the partnership that an entry belongs to, directly or through a larger fact."""
        kind = fact_kind(entry.kind_id)
        if entry.kind_id == "partnership":
            return entry.key
        parent = kind.parent
        if parent is None or parent.to is None:
            return None
        key = entry.values.get(parent.name)
        if not isinstance(key, str):
            return None
        owner = self.get(parent.to, key)
        return None if owner is None else self.partnership_of(owner)

    def _called(self, kind_id: str, words: str) -> list[Entry]:
        self.entries(kind_id)
        folded = search_key(words)
        keys = self._by_name[kind_id].get(folded) or self._by_alias[kind_id].get(folded) or {}
        return [self._entries[kind_id][key] for key in keys]

    def _qualified(self, kind_id: str, words: str) -> list[Entry]:
        """« Partenariat de Riverbend / 2014-06-30 » names the owner first."""
        parent = fact_kind(kind_id).parent
        if parent is None or parent.to is None:
            return []
        owner_words, _, own_words = words.rpartition(" / ")
        owners = {entry.key for entry in self.find(parent.to, owner_words)}
        return [e for e in self._called(kind_id, own_words) if e.values.get(parent.name) in owners]

    def _read_other_names(self) -> None:
        organisations = self._entries["organisation"]
        for entry in self.entries("organisation_name").values():
            owner = organisations.get(str(entry.values.get("organisation")))
            if owner is not None and entry.values.get("name"):
                owner.other_names.append(str(entry.values["name"]))

    def _index(self, kind_id: str) -> None:
        self._by_name[kind_id] = {}
        self._by_alias[kind_id] = {}
        for entry in self._entries[kind_id].values():
            self._name(entry)

    def _name(self, entry: Entry) -> None:
        names, aliases = entry.names, [*entry.acronyms, *entry.other_names]
        if entry.kind_id == "meeting" and isinstance(entry.values.get("on"), date):
            names = [*names, str(entry.values["on"])]
        elif entry.kind_id == "area" and entry.values.get("code"):
            aliases = [*aliases, str(entry.values["code"])]
        elif entry.kind_id == "membership":
            organisation = self.get("organisation", str(entry.values.get("organisation")))
            if organisation is not None:
                names = organisation.names
                aliases = [*organisation.acronyms, *organisation.other_names]
        for index, words in ((self._by_name, names), (self._by_alias, aliases)):
            for name in words:
                if folded := search_key(name):
                    index[entry.kind_id].setdefault(folded, {})[entry.key] = None


class PartialCatalogue(Catalogue):
    """A catalogue of what a few rows may mean: it knows what it was told to hold, and reads nothing by itself."""

    def entries(self, kind_id: str) -> Mapping[str, Entry]:
        """The entries held of a kind."""
        if kind_id not in self._entries:
            self._entries[kind_id] = {}
            self._index(kind_id)
        return self._entries[kind_id]

    def hold(self, entry: Entry) -> None:
        """One more entry, with every name by which it goes."""
        self.entries(entry.kind_id)
        if entry.key not in self._entries[entry.kind_id]:
            self._entries[entry.kind_id][entry.key] = entry
            self._name(entry)

    def words(self, kind_id: str) -> Iterator[tuple[str, str, int, bool]]:
        """How the entries of a kind are called: the words, the key, how near (code, name, other name), whether a row
        may refer to them."""
        entries = self.entries(kind_id)
        for entry in entries.values():
            yield entry.key, entry.key, 0, not entry.is_faulty
        for (kind, other), key in self._other_keys.items():
            if kind == kind_id:
                yield other, key, 0, not entries[key].is_faulty
        for level, index in ((1, self._by_name), (2, self._by_alias)):
            for words, keys in index[kind_id].items():
                for key in keys:
                    yield words, key, level, not entries[key].is_faulty


@cache
def belongs_to_partnership(kind: FactKind) -> bool:
    """Whether facts of this kind belong to one partnership, directly or through a larger fact."""
    parent = kind.parent
    if parent is None or parent.to is None:
        return False
    return parent.to == "partnership" or belongs_to_partnership(fact_kind(parent.to))


@cache
def name_columns(kind_id: str) -> tuple[str, ...]:
    """The columns by which people call the records of a kind."""
    return tuple(
        column.name
        for column in sheet_layout(kind_id).columns
        if column.field is not None and column.field.name in _NAME_FIELDS
    )


def read_values(kind_id: str, **conditions: object) -> Iterator[tuple[int, dict[str, object]]]:
    """The number and the cells of each record of a kind, references as keys, unknowns as ``None``."""
    columns = {
        column.name: f"{column.name}__key" if column.reference else column.name
        for column in sheet_layout(kind_id).columns
    }
    records = fact_model(fact_kind(kind_id))._default_manager.filter(**conditions).order_by("id")
    for number, *cells in records.values_list("id", *columns.values()).iterator(chunk_size=5_000):
        yield (
            number,
            {name: None if value == "" else value for name, value in zip(columns, cells, strict=True)},
        )


def _read_register(kind_id: str) -> Iterator[Entry]:
    for _, values in read_values(kind_id):
        yield Entry(kind_id, str(values.pop(KEY)), values, is_in_register=True)
