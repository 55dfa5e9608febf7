"""What of each record is searched: one document a record, its codes and names in one part, its places in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concertation.core.text import PLAIN_LETTERS

# Letters that no name of either language holds and that both databases take for letters: on the first word of a code,
# on that of a name, and after either. A phrase with both ends is then a whole name, and one with the first alone its
# beginning; a first word is as rare as the names that begin so, where a mark apart would be in every document.
CODE, NAME, END = "ʬ", "ʭ", "ʩ"
_OPENING_MARKS = " «“”\"''([{¿¡.…-–—#&*/"


@dataclass(frozen=True, slots=True)
class Own:
    """What the record itself is called."""

    names: tuple[str, ...]
    codes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns read."""
        return (*self.names, *self.codes)


@dataclass(frozen=True, slots=True)
class Told:
    """What rows of another table say of the record that their column ``owner`` refers to."""

    table: str
    owner: str
    columns: tuple[str, ...]
    before: str = ""

    @property
    def is_of_names(self) -> bool:
        """Whether it is what the record is called, rather than where it is."""
        return bool(self.before)


@dataclass(frozen=True, slots=True)
class Reached:
    """The names of the rows of ``target`` that rows of ``link`` tie to the record."""

    link: str
    owner: str
    reference: str
    target: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """All that is searched of one kind of record."""

    kind: str
    own: Own
    told: tuple[Told, ...] = ()
    reached: tuple[Reached, ...] = ()

    @property
    def index(self) -> str:
        """The table of its index."""
        return f"search_{self.kind}"


_CALLED = Own(names=("name_en", "name_fr"), codes=("acronym_en", "acronym_fr", "key"))
_NAMED, _TITLED = Own(("name_en", "name_fr")), Own(("title_en", "title_fr"))
_AREA_NAMES = ("name_en", "name_fr")

DOCUMENTS: Mapping[str, Document] = {
    document.kind: document
    for document in (
        Document(
            "partnership",
            _CALLED,
            reached=(Reached("partnership_area", "partnership_id", "area_id", "area", _AREA_NAMES),),
        ),
        Document(
            "organisation",
            _CALLED,
            told=(
                Told("organisation_name", "organisation_id", ("name",), NAME),
                Told("organisation_identifier", "organisation_id", ("value",), CODE),
                Told("site", "organisation_id", ("name_en", "name_fr", "city_en", "city_fr", "postal_code")),
            ),
            reached=(Reached("organisation_area", "organisation_id", "area_id", "area", _AREA_NAMES),),
        ),
        Document("area", Own(_AREA_NAMES, codes=("code", "key"))),
        Document("agreement", _TITLED),
        Document("body", _NAMED),
        Document("plan", _TITLED),
        Document("activity", _NAMED),
        Document("report", _TITLED),
        Document("source", _TITLED),
    )
}
SEARCHED_KINDS = tuple(DOCUMENTS)


def names_of(document: Document, vendor: str, row: str = "r") -> str:
    """The SQL of the codes and names of the record ``row``, each between its marks."""
    own = [_marked(f"{row}.{name}", NAME) for name in document.own.names]
    own += [_marked(f"{row}.{code}", CODE) for code in document.own.codes]
    told = [_gathered(part, vendor, row) for part in document.told if part.is_of_names]
    return _plain(" || ".join([*own, *told]), vendor)


def places_of(document: Document, vendor: str, row: str = "r") -> str:
    """The SQL of the words that say where the record is."""
    told = [_gathered(part, vendor, row) for part in document.told if not part.is_of_names]
    reached = [_gathered_names(part, vendor, row) for part in document.reached]
    return _plain(" || ".join([*told, *reached]) or "''", vendor)


def _marked(column: str, before: str) -> str:
    return f"CASE WHEN {column} = '' THEN '' ELSE '{before}' || ltrim({column}, '{_OPENING_MARKS}') || ' {END} ' END"


def _gathered(part: Told, vendor: str, row: str) -> str:
    cells = [_marked(f"t.{name}", part.before) if part.before else f"t.{name} || ' '" for name in part.columns]
    return _joined(" || ".join(cells), f"{part.table} t WHERE t.{part.owner} = {row}.id", vendor)


def _gathered_names(part: Reached, vendor: str, row: str) -> str:
    cells = " || ".join(f"a.{name} || ' '" for name in part.columns)
    rows = f"{part.link} t JOIN {part.target} a ON a.id = t.{part.reference} WHERE t.{part.owner} = {row}.id"
    return _joined(cells, rows, vendor)


def _joined(cells: str, rows: str, vendor: str) -> str:
    gather = "group_concat" if vendor == "sqlite" else "string_agg"
    return f"COALESCE((SELECT {gather}(w, '') FROM (SELECT {cells} AS w FROM {rows} ORDER BY t.id) x), '')"


def _plain(text: str, vendor: str) -> str:
    """SQLite's index folds accents and capitals by itself, but not the letters that have no accent to lose."""
    if vendor != "sqlite":
        return text
    for letter, plain in letters():
        text = f"replace({text}, '{letter}', '{plain}')"
    return text


def letters() -> Iterator[tuple[str, str]]:
    """The letters that are written otherwise in a search: ligatures, strokes, letters that look like apostrophes."""
    for code, plain in {**PLAIN_LETTERS, ord("ß"): "ss", ord("ẞ"): "ss"}.items():
        yield chr(code), " " if plain == "'" else plain
