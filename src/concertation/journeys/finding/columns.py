"""The columns of each list: what a page may show of a record, and the same for a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import polars as pl

from concertation.core.faceting import UNKNOWN, Facet, RecordList
from concertation.core.faceting.facet import Listing, facets_of
from concertation.core.facts import fact_kind
from concertation.core.text import Language, Text
from concertation.core.vocabulary import load_scheme

_BASIS = Text(en="basis", fr="fondement")
_LOW, _HIGH = Text(en="at least", fr="au moins"), Text(en="at most", fr="au plus")
_COVERAGE = Text(en="share of the facts that is known", fr="part des faits connue")
_NO_BREAK = "\u00a0"

# How a file says a field: from the list and, for words, in a language; ``None`` leaves codes as they are.
Say = Callable[[RecordList, Language | None], pl.Expr]


@dataclass(frozen=True, slots=True)
class FileField:
    """One column of a file: its name for machines, its heading for people, and how it is said."""

    name: str
    heading: Text
    say: Say


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a list; ``sort`` is what orders it, ``fields`` are its columns in a file."""

    id: str
    label: Text
    fields: tuple[FileField, ...]
    is_shown_first: bool = False
    is_number: bool = False
    sorts: tuple[str, ...] = ()


@cache
def columns_of(listing: Listing) -> Mapping[str, ListColumn]:
    """The columns that a list offers beside the name, in reading order."""
    columns = _of_partnerships() if listing == "partnership" else _of_organisations()
    return {column.id: column for column in columns}


@cache
def name_fields(listing: Listing) -> tuple[FileField, ...]:
    """What every file begins with: the key, the names in both languages, and what the record stands for."""
    facets = facets_of(listing)
    standing = "existence" if listing == "partnership" else "standing"
    names = fact_kind(listing)["name"].columns
    return (
        FileField("key", Text(en="Key", fr="Clé"), _as_is("key")),
        *(FileField(name.name, name.label, _as_is(name.name)) for name in names),
        FileField(standing, facets[standing].label, _facet_field(facets[standing])),
    )


def _of_partnerships() -> list[ListColumn]:
    typologies = ("reach", "sectors", "number", "kinds", "articulation")
    facets = facets_of("partnership")
    shares = [
        FileField(f"articulation_{code}", _joined(facets["articulation"].label, label), _as_is(f"articulation_{code}"))
        for code, label in facets["articulation"].values.items()
    ]
    strip = [field for name in typologies for field in _with_basis(facets[name], name)]
    words = Text(en="The five typologies", fr="Les cinq typologies")
    partners = Text(en="Partners", fr="Partenaires")
    counted = (
        FileField("partners", partners, _as_is("partner_count")),
        FileField("partners_at_least", _joined(partners, _LOW), _as_is("partner_count_at_least")),
    )
    return [
        ListColumn("type", words, (*strip, *shares), is_shown_first=True, sorts=typologies),
        ListColumn("partners", partners, counted, is_shown_first=True, is_number=True, sorts=("partners",)),
        _score("form", facets["form"].label),
        _score("inst", facets["inst"].label),
        _date("partnership", "since", is_shown_first=True),
        _facet_column(facets["stage"], sorts=("stage",)),
        ListColumn(
            "arrangement",
            facets["arrangement"].label,
            _with_basis(facets["arrangement"], "arrangement"),
            sorts=("arrangement",),
        ),
        ListColumn(
            "objectives",
            facets["objectives"].label,
            _with_basis(facets["objectives"], "objective_orientation"),
            sorts=("objectives",),
        ),
        *(_facet_column(facets[name]) for name in ("agreements", "province", "area", "sector")),
        _acronym(),
        _date("partnership", "until"),
        _facet_column(facets["origin"]),
    ]


def _of_organisations() -> list[ListColumn]:
    facets = facets_of("organisation")
    count = fact_kind("partnership").plural
    return [
        _facet_column(facets["kind"], is_shown_first=True, sorts=("kind",)),
        _facet_column(facets["coding"], is_shown_first=True, sorts=("coding",)),
        _facet_column(facets["sector"], is_shown_first=True),
        _facet_column(facets["area"]),
        _facet_column(facets["province"]),
        ListColumn(
            "partnerships",
            count,
            (FileField("partnerships", count, _as_is("partnership_count")),),
            is_shown_first=True,
            is_number=True,
            sorts=("how_many",),
        ),
        _facet_column(facets["role"]),
        _acronym(sorts=("acronym",)),
        _date("organisation", "since"),
        _facet_column(facets["names"]),
        _facet_column(facets["existence"]),
        _facet_column(facets["origin"]),
    ]


def _facet_column(facet: Facet, *, is_shown_first: bool = False, sorts: tuple[str, ...] = ()) -> ListColumn:
    field = FileField(facet.id, facet.label, _facet_field(facet))
    return ListColumn(facet.id, facet.label, (field,), is_shown_first=is_shown_first, sorts=sorts)


def _with_basis(facet: Facet, column: str) -> tuple[FileField, ...]:
    heading = _joined(facet.label, _BASIS)
    return (
        FileField(facet.id, facet.label, _facet_field(facet)),
        FileField(f"{facet.id}_basis", heading, _term("evidence_basis", f"{column}_basis")),
    )


def _score(name: str, label: Text) -> ListColumn:
    parts = ((name, label), (f"{name}_low", _joined(label, _LOW)), (f"{name}_high", _joined(label, _HIGH)))
    fields = [FileField(column, heading, _as_is(column)) for column, heading in parts]
    fields.append(FileField(f"{name}_coverage", _joined(label, _COVERAGE), _as_is(f"{name}_coverage")))
    return ListColumn(name, label, tuple(fields), is_shown_first=True, is_number=True, sorts=(name,))


def _date(kind: str, name: str, *, is_shown_first: bool = False) -> ListColumn:
    heading, precision = fact_kind(kind)[name].label, fact_kind(kind)["date_precision"].label
    fields = (
        FileField(name, heading, _as_is(name)),
        FileField(f"{name}_precision", _joined(heading, precision), _term("date_precision", "date_precision")),
    )
    return ListColumn(name, heading, fields, is_shown_first=is_shown_first, sorts=(name,))


def _acronym(sorts: tuple[str, ...] = ()) -> ListColumn:
    field = fact_kind("organisation")["acronym"]
    fields = tuple(FileField(column.name, column.label, _as_is(column.name)) for column in field.columns)
    return ListColumn("acronym", field.label, fields, sorts=sorts)


def _joined(first: Text, second: Text) -> Text:
    return Text(en=f"{first.en}: {second.en.lower()}", fr=f"{first.fr}{_NO_BREAK}: {second.fr.lower()}")


def _as_is(column: str) -> Say:
    return lambda records, language: pl.col(column)


def _term(scheme_id: str, column: str) -> Say:
    def say(records: RecordList, language: Language | None) -> pl.Expr:
        if language is None:
            return pl.col(column)
        words = {term.code: term.label.in_language(language) for term in load_scheme(scheme_id)}
        return pl.col(column).replace_strict(words, default=pl.col(column), return_dtype=pl.String)

    return say


def _facet_field(facet: Facet) -> Say:
    def say(records: RecordList, language: Language | None) -> pl.Expr:
        known = records.facets[facet.id]
        codes = pl.col(known.column).cast(pl.List(pl.String) if known.is_multiple else pl.String)
        if language is None:
            return codes
        words = {code: label.in_language(language) for code, label in known.values.items() if code != UNKNOWN}
        if not known.is_multiple:
            return codes.replace_strict(words, default=None, return_dtype=pl.String)
        said = pl.element().replace_strict(words, default=None, return_dtype=pl.String)
        return codes.list.eval(said).list.join("; ")

    return say
