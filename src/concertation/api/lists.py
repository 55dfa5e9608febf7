"""Partnerships and organisations as lists show them: found, counted by facet, and taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from django.http.response import HttpResponseBase
from django.urls import reverse
from ninja import Router

from concertation.api import shapes
from concertation.api.errors import InvalidRequest
from concertation.api.offering import offers
from concertation.api.parameters import AsOf, Format, Page, day_or_today
from concertation.api.problems import fault_at
from concertation.api.requests import ApiRequest, numbered_links
from concertation.api.tables import format_asked, table_answer
from concertation.api.telling import Told
from concertation.core.faceting import UNKNOWN, Choice, Facet, Question, RecordList, ordered_codes
from concertation.core.faceting.facet import ABSENT, Listing
from concertation.core.text import Language, Text
from concertation.core.vocabulary import load_scheme
from concertation.journeys.finding import PAGE_SIZE, find_page, observe_list
from concertation.journeys.finding.asking import NOT, choices_in, shown_first, sorts_of
from concertation.journeys.finding.columns import columns_of
from concertation.journeys.finding.files import ListFile

router = Router(by_alias=True, exclude_none=True)

# Columns that say nothing of a partnership that does not hold on the day.
_OF_WHAT_HOLDS = frozenset(
    {"type", "partners", "form", "inst", "arrangement", "objectives", "agreements", "province", "area", "sector"}
)
_NO_SUCH_CHOICE = Text(
    en="This facet has no such value. The operation “facets” lists those that the register holds.",
    fr="Cette facette n’a pas cette valeur. L’opération « facets » énumère celles que tient le registre.",
)
_NO_SUCH_COLUMN = Text(
    en="The list has no such column. Each page of it says which ones it offers.",
    fr="La liste n’a pas cette colonne. Chacune de ses pages dit lesquelles elle offre.",
)
_NO_SUCH_SORT = Text(
    en="The list cannot be sorted by this. Each page of it says by what it can.",
    fr="La liste ne peut être triée ainsi. Chacune de ses pages dit comment elle peut l’être.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of an address, and the records that it is asked of."""

    listing: Listing
    as_of: date
    records: RecordList
    question: Question
    columns: Sequence[str]

    def rows(self, found: Sequence[Mapping[str, Any]]) -> list[Told]:
        """The rows of a page as JSON tells them."""
        return [_told(self, row) for row in found]

    @property
    def file(self) -> ListFile:
        """The same question, all pages of it."""
        return ListFile(self.listing, self.records, self.question, self.columns, self.as_of, about=())


def ask(request: ApiRequest, listing: Listing, as_of: date | None, q: str, sort: str, columns: list[str]) -> Asked:
    """The question as pages read it, save that what the list does not know is refused; raises ``InvalidRequest``."""
    day = day_or_today(as_of)
    records = observe_list(listing, as_of=day)
    asked = dict(request.GET.lists())
    faults = [
        *_faulty_choices(asked, records.facets, request.language),
        *(fault_at("query", "columns", _NO_SUCH_COLUMN, request.language) for c in columns if not _offers(listing, c)),
    ]
    if sort.removeprefix("-") not in sorts_of(listing):
        faults.append(fault_at("query", "sort", _NO_SUCH_SORT, request.language))
    if faults:
        raise InvalidRequest(*faults)
    question = Question(
        language=request.language,
        words=q.strip(),
        choices=choices_in(asked, records.facets),
        sort=sort.removeprefix("-"),
        is_descending=sort.startswith("-"),
    )
    return Asked(listing, day, records, question, tuple(columns) or shown_first(listing))


def _list(request: ApiRequest, asked: Asked, page: int, format: Format | None) -> Told | HttpResponseBase:
    chosen = format_asked(request, format)
    if chosen != "json":
        is_one_page = "page" in request.GET
        start, length = ((page - 1) * PAGE_SIZE, PAGE_SIZE) if is_one_page else (0, None)
        return table_answer(asked.file.as_frame(start=start, length=length), chosen, asked.file.stem)
    found = find_page(asked.records, asked.question, page=page)
    rows = asked.file.as_frame(start=(found.page - 1) * PAGE_SIZE, length=PAGE_SIZE).to_dicts()
    sort = f"{'-' if asked.question.is_descending else ''}{asked.question.sort}"
    return {
        "as_of": asked.as_of,
        "total": found.matching.total,
        "groups": found.matching.groups,
        "of": found.of.total,
        "page": found.page,
        "pages": found.pages,
        "sort": sort,
        "columns": _columns(asked),
        "rows": asked.rows(rows),
        "links": numbered_links(request, found.page, found.pages),
    }


@router.get("/partnerships", **offers(shapes.ListPage, listing="partnership", is_table=True))
def list_partnerships(
    request: ApiRequest,
    as_of: AsOf | None = None,
    q: str = "",
    sort: str = "name",
    page: Page = 1,
    format: Format | None = None,
) -> Any:
    asked = ask(request, "partnership", as_of, q, sort, request.GET.getlist("columns"))
    return _list(request, asked, page, format)


@router.get("/organisations", **offers(shapes.ListPage, listing="organisation", is_table=True))
def list_organisations(
    request: ApiRequest,
    as_of: AsOf | None = None,
    q: str = "",
    sort: str = "name",
    page: Page = 1,
    format: Format | None = None,
) -> Any:
    asked = ask(request, "organisation", as_of, q, sort, request.GET.getlist("columns"))
    return _list(request, asked, page, format)


@router.get("/partnerships/facets", **offers(shapes.Facets, listing="partnership"))
def count_partnerships(request: ApiRequest, as_of: AsOf | None = None, q: str = "") -> Any:
    return _facets(ask(request, "partnership", as_of, q, "name", []))


@router.get("/organisations/facets", **offers(shapes.Facets, listing="organisation"))
def count_organisations(request: ApiRequest, as_of: AsOf | None = None, q: str = "") -> Any:
    return _facets(ask(request, "organisation", as_of, q, "name", []))


def _facets(asked: Asked) -> Told:
    counts = asked.records.count(asked.question)
    return {
        "as_of": asked.as_of,
        "total": asked.records.matching(asked.question).total,
        "facets": [_facet(asked, facet, counts[name]) for name, facet in asked.records.facets.items()],
    }


def _facet(asked: Asked, facet: Facet, counts: Mapping[str, Any]) -> Told:
    choice = asked.question.choices.get(facet.id, Choice())
    language = asked.question.language
    codes = ordered_codes(facet, {code: count.total for code, count in counts.items()})
    return {
        "id": facet.id,
        "label": facet.label.in_language(language),
        "is_multiple": facet.is_multiple,
        "is_open": facet.is_open,
        "values": [
            {
                "code": code,
                "label": value_in(facet, code, language),
                "records": counts[code].records if code in counts else 0,
                "groups": counts[code].groups if code in counts else 0,
                "is_included": code in choice.include,
                "is_excluded": code in choice.exclude,
            }
            for code in codes
        ],
    }


def value_in(facet: Facet, code: str, language: Language) -> str:
    """A value in words; not knowing is a word too."""
    label = load_scheme("evidence_basis")["unknown"].label if code == UNKNOWN else facet.values[code]
    return label.in_language(language)


def _columns(asked: Asked) -> list[Told]:
    language = asked.question.language
    return [
        {
            "id": column.id,
            "label": column.label.in_language(language),
            "is_shown": column.id in asked.columns,
            "fields": [field.name for field in column.fields],
            "sorts": list(column.sorts),
        }
        for column in columns_of(asked.listing).values()
    ]


def _told(asked: Asked, row: Mapping[str, Any]) -> Told:
    """Every field shown is in ``values``, in ``unknown``, or in ``absent`` where it has no object on the day."""
    language = asked.question.language
    is_absent = asked.listing == "partnership" and row["existence"] != "holds"
    without_object = _absent_fields(asked) if is_absent else frozenset()
    values, unknown, absent = {}, [], []
    for name, value in row.items():
        is_empty = value is None or value == []
        if value in (ABSENT, [ABSENT]) or (is_empty and name in without_object):
            absent.append(name)
        elif is_empty:
            unknown.append(name)
        else:
            values[name] = value.isoformat() if isinstance(value, date) else value
    other: Language = "en" if language == "fr" else "fr"
    return {
        "key": row["key"],
        "label": row[f"name_{language}"] or row[f"name_{other}"] or row["key"],
        "values": values,
        "unknown": unknown,
        "absent": absent,
        "words": _words(asked, values),
        "href": f"{reverse('api-1:api-root')}{asked.listing}s/{quote(row['key'], safe='')}",
    }


def _absent_fields(asked: Asked) -> frozenset[str]:
    offered = columns_of(asked.listing)
    return frozenset(
        field.name for column in asked.columns if column in _OF_WHAT_HOLDS for field in offered[column].fields
    )


def _words(asked: Asked, values: Mapping[str, Any]) -> Told:
    """The words of the codes that facets know, and of what they rest on."""
    facets, language = asked.records.facets, asked.question.language
    found: Told = {}
    for name, value in values.items():
        if name in facets and not isinstance(value, int | float):
            codes = value if isinstance(value, list) else [value]
            said = [value_in(facets[name], code, language) for code in codes]
            found[name] = said if isinstance(value, list) else said[0]
        elif name.endswith("_basis"):
            found[name] = load_scheme("evidence_basis")[value].label.in_language(language)
    return found


def _offers(listing: Listing, column: str) -> bool:
    return column in columns_of(listing)


def _faulty_choices(
    asked: Mapping[str, Sequence[str]], facets: Mapping[str, Facet], language: Language
) -> Sequence[Mapping[str, Any]]:
    faults = []
    for name, facet in facets.items():
        known = {*facet.values, UNKNOWN}
        for written in (name, f"{NOT}{name}"):
            if not known.issuperset(asked.get(written, ())):
                faults.append(fault_at("query", written, _NO_SUCH_CHOICE, language))
    return faults
