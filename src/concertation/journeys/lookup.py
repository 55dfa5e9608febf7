"""Finding an organisation, a partnership, a territory or a source by what people call it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.fuzz import WRatio

from concertation.core.facts import fact_kind
from concertation.core.search import Sought, sought
from concertation.core.text import Text, search_key, sort_key
from concertation.core.vocabulary import load_scheme
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.records import Said
from concertation.store.models import OrganisationName
from concertation.store.search import Rank, rank_hits

# What is found by name from a box, rather than chosen in a list.
LOOKED_UP = ("organisation", "partnership", "area", "source")

_SHOWN = 8
# Records of which the nearest to the words are shown; of those that a beginning alone brings up.
_READ = 60
_READ_BY_BEGINNING = 200
# A slip of the pen: two letters in a name of ten (WRatio of rapidfuzz, 0 to 100). It is in the rest of a word, past
# the letters by which the index brings records up.
_NEARLY = 82
_BEGINNING = 3
_RECENT = 5

_NAMES = {"source": ("title_en", "title_fr")}
_ALIASES = {
    "organisation": ("acronym_en", "acronym_fr"),
    "partnership": ("acronym_en", "acronym_fr"),
    "area": ("code",),
    "source": ("person",),
}
_NOTED = {"organisation": "kind", "area": "kind", "source": "kind"}


@dataclass(frozen=True, slots=True)
class Found:
    """A record that the words may mean: its key, its name, and what tells it from its namesakes."""

    key: str
    name: Said
    note: Text | None


@dataclass(frozen=True, slots=True)
class _Entry:
    found: Found
    names: tuple[str, ...]


def look_up(kind_id: str, words: str, *, limit: int = _SHOWN) -> list[Found]:
    """Records whose names hold every word or its beginning, whatever the accents and the order; else the nearest."""
    wanted = search_key(words)
    if not wanted:
        return []
    hits = _ranked(_called(kind_id, sought(words), Rank.NAMES, _READ), wanted)
    return [entry.found for entry in hits[:limit]] or _nearest(kind_id, wanted, limit)


def known_by(kind_id: str, words: str) -> list[Found]:
    """Records of that very name, acronym, other name or code."""
    wanted = search_key(words)
    entries = _called(kind_id, sought(words), Rank.WHOLE_NAME, _READ) if wanted else ()
    return [entry.found for entry in entries if wanted in entry.names]


def named(kind_id: str, key: str) -> Found | None:
    """The record of that key."""
    return next((entry.found for entry in _entries(kind_id, keys=[key])), None)


def recent_sources(kind_id: str) -> list[Found]:
    """The sources that people cited last for facts of that kind, then the newest of the register."""
    history = model_of(kind_id).history.model.objects.exclude(source=None).order_by("-history_id")
    cited = list(history.values_list("source__key", flat=True)[:200]) if kind_id != "source" else []
    newest = list(model_of("source").objects.order_by("-id").values_list("key", flat=True)[:_RECENT])
    wanted = list(dict.fromkeys([*cited, *newest]))
    entries = {entry.found.key: entry.found for entry in _entries("source", keys=wanted)}
    return [entries[key] for key in wanted if key in entries][:_RECENT]


def _called(kind_id: str, asked: Sought, farthest: Rank, most: int) -> Sequence[_Entry]:
    """The records whose names, not places, answer; the nearest to the words first."""
    if not asked:
        return ()
    numbers = [number for number, rank in rank_hits(kind_id, asked, most=most) if rank <= farthest]
    if kind_id == "source":
        told_by = model_of(kind_id).objects.filter(person__icontains=" ".join(asked.whole))
        numbers += [n for n in told_by.order_by("id").values_list("id", flat=True)[:most] if n not in numbers]
    return _entries(kind_id, numbers=numbers)


def _ranked(entries: Iterable[_Entry], wanted: str) -> list[_Entry]:
    return sorted(entries, key=lambda e: (_rank(e, wanted), sort_key(str(e.found.name)), e.found.key))


def _rank(entry: _Entry, wanted: str) -> int:
    if wanted in entry.names:
        return 0
    return 1 if any(name.startswith(wanted) for name in entry.names) else 2


def _nearest(kind_id: str, wanted: str, limit: int) -> list[Found]:
    """Of the records of which a word begins as one of these, those whose names are nearest."""
    entries: dict[str, _Entry] = {}
    for word in dict.fromkeys(wanted.split()):
        beginning = Sought(words=((word[:_BEGINNING],),), whole=(word[:_BEGINNING],))
        for entry in _called(kind_id, beginning, Rank.NAMES, _READ_BY_BEGINNING):
            entries[entry.found.key] = entry
    names = {(key, name): name for key, entry in entries.items() for name in entry.names}
    close = process.extract(wanted, names, scorer=WRatio, score_cutoff=_NEARLY, limit=limit)
    return list(dict.fromkeys(entries[key].found for _, _, (key, _) in close))


def _entries(kind_id: str, *, numbers: Collection[int] = (), keys: Collection[str] = ()) -> tuple[_Entry, ...]:
    """The records of those numbers, in their order, or of those keys: two queries."""
    names = _NAMES.get(kind_id, ("name_en", "name_fr"))
    columns = [*names, *_ALIASES[kind_id]]
    noted = _NOTED.get(kind_id)
    records = model_of(kind_id).objects
    chosen = records.filter(key__in=keys).order_by("id") if keys else records.filter(id__in=numbers)
    rows = {row["id"]: row for row in chosen.values("id", "key", *columns, *([noted] if noted else []))}
    others = _other_names(kind_id, rows)
    ordered = [number for number in (numbers or rows) if number in rows]
    return tuple(_entry(kind_id, rows[n], names, columns, others.get(n, ())) for n in ordered)


def _other_names(kind_id: str, numbers: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    if kind_id == "organisation" and numbers:
        others = OrganisationName.objects.filter(organisation_id__in=numbers).order_by("id")
        for number, name in others.values_list("organisation_id", "name"):
            found.setdefault(number, []).append(name)
    return found


def _entry(
    kind_id: str, row: dict[str, str], names: Sequence[str], columns: Sequence[str], others: Sequence[str]
) -> _Entry:
    called = [search_key(name) for name in (*(row[column] for column in columns), row["key"], *others) if name]
    name = Said(en=row[names[0]] or "", fr=row[names[1]] or "") or Said(en=row["key"], fr=row["key"])
    own = tuple(dict.fromkeys(called))
    return _Entry(
        found=Found(row["key"], name, _note(kind_id, row)),
        names=own,
    )


def _note(kind_id: str, row: dict[str, str]) -> Text | None:
    noted = _NOTED.get(kind_id)
    code = row.get(noted or "")
    scheme = load_scheme(str(fact_kind(kind_id)[noted].scheme)) if noted else ()
    return scheme[code].label if code in scheme else None  # type: ignore[index,call-overload]  # a scheme by then
