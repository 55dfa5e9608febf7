"""Finding an organisation, a partnership, a territory or a source by what people call it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Max
from rapidfuzz import process
from rapidfuzz.fuzz import WRatio

from concertation.core.facts import fact_kind
from concertation.core.text import Text, search_key, sort_key
from concertation.core.vocabulary import load_scheme
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.records import Said
from concertation.store.models import OrganisationName

# What is found by name from a box, rather than chosen in a list.
LOOKED_UP = ("organisation", "partnership", "area", "source")

_SHOWN = 8
# A slip of the pen: two letters in a name of ten (WRatio of rapidfuzz, 0 to 100).
_NEARLY = 82
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
    words: frozenset[str]


def look_up(kind_id: str, words: str, *, limit: int = _SHOWN) -> list[Found]:
    """Records whose names hold every word or its beginning, whatever the accents and the order; else the nearest."""
    wanted = search_key(words)
    if not wanted:
        return []
    entries = _index(kind_id, _state(kind_id))
    tokens = wanted.split()
    hits = [entry for entry in entries if all(_begins(token, entry.words) for token in tokens)]
    hits.sort(key=lambda entry: (_rank(entry, wanted), sort_key(str(entry.found.name)), entry.found.key))
    found = [entry.found for entry in hits[:limit]]
    return found or _nearest(entries, wanted, limit)


def known_by(kind_id: str, words: str) -> list[Found]:
    """Records of that very name, acronym, other name or code."""
    wanted = search_key(words)
    return [entry.found for entry in _index(kind_id, _state(kind_id)) if wanted in entry.names]


def named(kind_id: str, key: str) -> Found | None:
    """The record of that key."""
    return next((e.found for e in _index(kind_id, _state(kind_id)) if e.found.key == key), None)


def recent_sources(kind_id: str) -> list[Found]:
    """The sources that people cited last for facts of that kind, then the newest of the register."""
    history = model_of(kind_id).history.model.objects.exclude(source=None).order_by("-history_id")
    cited = list(history.values_list("source__key", flat=True)[:200]) if kind_id != "source" else []
    newest = list(model_of("source").objects.order_by("-id").values_list("key", flat=True)[:_RECENT])
    entries = {entry.found.key: entry.found for entry in _index("source", _state("source"))}
    keys = [key for key in dict.fromkeys([*cited, *newest]) if key in entries]
    return [entries[key] for key in keys[:_RECENT]]


def _begins(token: str, words: Iterable[str]) -> bool:
    return any(word.startswith(token) for word in words)


def _rank(entry: _Entry, wanted: str) -> int:
    if wanted in entry.names:
        return 0
    return 1 if any(name.startswith(wanted) for name in entry.names) else 2


def _nearest(entries: Sequence[_Entry], wanted: str, limit: int) -> list[Found]:
    names = {(number, name): name for number, entry in enumerate(entries) for name in entry.names}
    close = process.extract(wanted, names, scorer=WRatio, score_cutoff=_NEARLY, limit=limit)
    return list(dict.fromkeys(entries[number].found for _, _, (number, _) in close))


def _state(kind_id: str) -> tuple[int, ...]:
    """The same answer means that no name has changed."""
    models = [model_of(kind_id)] + ([OrganisationName] if kind_id == "organisation" else [])
    return tuple(m.history.model.objects.aggregate(last=Max("history_id"))["last"] or 0 for m in models)


# One index a kind is in use at a time; the others are those that an edit has just made old.
@lru_cache(maxsize=len(LOOKED_UP))
def _index(kind_id: str, state: tuple[int, ...]) -> tuple[_Entry, ...]:
    names = _NAMES.get(kind_id, ("name_en", "name_fr"))
    columns = [*names, *_ALIASES[kind_id]]
    noted = _NOTED.get(kind_id)
    others: dict[int, list[str]] = {}
    if kind_id == "organisation":
        for number, name in OrganisationName.objects.values_list("organisation_id", "name"):
            others.setdefault(number, []).append(name)
    rows = model_of(kind_id).objects.order_by("id").values("id", "key", *columns, *([noted] if noted else []))
    return tuple(_entry(kind_id, row, names, columns, others.get(row["id"], [])) for row in rows)


def _entry(
    kind_id: str, row: dict[str, str], names: Sequence[str], columns: Sequence[str], others: list[str]
) -> _Entry:
    called = [search_key(name) for name in (*(row[column] for column in columns), row["key"], *others) if name]
    name = Said(en=row[names[0]] or "", fr=row[names[1]] or "") or Said(en=row["key"], fr=row["key"])
    own = tuple(dict.fromkeys(called))
    return _Entry(
        found=Found(row["key"], name, _note(kind_id, row)),
        names=own,
        words=frozenset(word for name in own for word in name.split()),
    )


def _note(kind_id: str, row: dict[str, str]) -> Text | None:
    noted = _NOTED.get(kind_id)
    code = row.get(noted or "")
    scheme = load_scheme(str(fact_kind(kind_id)[noted].scheme)) if noted else ()
    return scheme[code].label if code in scheme else None  # type: ignore[index,call-overload]  # a scheme by then
