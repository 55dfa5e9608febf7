"""The tables beneath the map: the same territories and places, sorted, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.utils.translation import gettext

from concertation.core.faceting import UNKNOWN
from concertation.core.text import sort_key
from concertation.journeys.territories import MapPlace, RegisterMap, Territory
from concertation.web.map.asking import MapAsked
from concertation.web.map.wording import kind_words, population_words, tint_words, value_words, years_words
from concertation.web.wording import address_on, number_words, reader_language

# Rows of one page of a table.
PAGE = 100
# Names listed for each reason of having no place; the file names all of them.
_NAMED = 100


@dataclass(frozen=True, slots=True)
class Column:
    """One heading, the address of the table sorted by it, and how it is sorted now."""

    label: str
    address: str
    state: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class TerritoryRow:
    """One territory in words."""

    key: str
    name: str
    kind: str
    records: str
    value: str
    is_unknown: bool
    population: str
    years: str
    is_counted: bool
    is_drawn: bool
    card: str
    listed: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One site at a place."""

    key: str
    card: str
    organisation: str
    organisation_address: str
    name: str
    address: str
    partnerships: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a table stands among its pages; addresses are empty at its ends."""

    page: int
    pages: int
    previous: str
    next: str


def territory_rows(asked: MapAsked, drawn: RegisterMap) -> tuple[list[TerritoryRow], Pages]:
    """One page of the territories, in the order asked for."""
    rows = sorted_territories(asked, drawn)
    shown, pages = _cut(rows, asked.page, lambda page: asked.address(page=str(page)) + "#territories")
    return [_territory(asked, drawn, one) for one in shown], pages


def sorted_territories(asked: MapAsked, drawn: RegisterMap) -> list[Territory]:
    """The territories in the order asked for; what is unknown comes last either way."""
    language = reader_language()
    keys: Mapping[str, Callable[[Territory], Any]] = {
        "name": lambda one: sort_key(one.name.in_language(language)),
        "kind": lambda one: (one.kind, one.code),
        "records": lambda one: one.records,
        "value": lambda one: value_words(one, drawn.tint) if one.shade != UNKNOWN else None,
        "population": lambda one: one.population.high,
    }
    key = keys[asked.order]
    by_name = sorted(drawn.territories, key=keys["name"])
    known = [one for one in by_name if key(one) is not None]
    return [
        *sorted(known, key=key, reverse=asked.is_descending),
        *(one for one in by_name if key(one) is None),
    ]


def columns(asked: MapAsked, drawn: RegisterMap) -> list[Column]:
    """The headings of the table of territories; the column of the tint stands where it says more than the others."""
    count = gettext("Partnerships") if asked.listing == "partnership" else gettext("Organisations")
    heads = [
        ("name", gettext("Territory"), False),
        ("kind", gettext("Kind and code"), False),
        ("records", count, True),
        *([("value", tint_words(drawn.tint, asked.listing), False)] if shows_value(drawn) else []),
        ("population", gettext("Population"), True),
    ]
    return [Column(label, *_turned(asked, name), is_number) for name, label, is_number in heads]


def shows_value(drawn: RegisterMap) -> bool:
    """Whether tints say a classification: counts and populations have columns of their own."""
    return drawn.tint.facet is not None


def _turned(asked: MapAsked, name: str) -> tuple[str, str]:
    is_current = asked.order == name
    falls = is_current and not asked.is_descending
    order = f"{'-' if falls else ''}{name}"
    state = ("descending" if asked.is_descending else "ascending") if is_current else ""
    return asked.address(rows="" if order == "name" else order) + "#territories", state


def _territory(asked: MapAsked, drawn: RegisterMap, one: Territory) -> TerritoryRow:
    return TerritoryRow(
        key=one.key,
        name=one.name.in_language(reader_language()),
        kind=kind_words(one.kind, one.code, one.vintage),
        records=number_words(one.records),
        value=value_words(one, drawn.tint),
        is_unknown=one.shade == UNKNOWN,
        population=population_words(one.population),
        years=years_words(one.population),
        is_counted=bool(one.population.low or one.population.is_exact),
        is_drawn=one.is_drawn,
        card=asked.address(territory=one.key, place="") + "#card",
        listed=asked.listed(area=one.key),
    )


def place_rows(asked: MapAsked, drawn: RegisterMap) -> tuple[list[PlaceRow], Pages]:
    """One page of the sites, in the order of the organisations."""
    side = reader_language()
    sites = drawn.sites.sort(side, "key") if side != "en" else drawn.sites
    pages = _pages(sites.height, asked.places_page, lambda page: asked.address(places=str(page)) + "#places")
    rows = sites.slice((pages.page - 1) * PAGE, PAGE).iter_rows(named=True)
    return [_site(asked, site["key"], site) for site in rows], pages


def _site(asked: MapAsked, place: str, site: Mapping[str, Any]) -> PlaceRow:
    return PlaceRow(
        key=site["key"],
        card=asked.address(place=place, territory="") + "#card",
        organisation=site[reader_language()],
        organisation_address=address_on(asked.asked.as_of, "organisation", site["organisation"]),
        name=_sided(site, "name"),
        address=_joined(_sided(site, "address"), _sided(site, "city"), site["province"], site["postal_code"]),
        partnerships="" if site["partnerships"] is None else number_words(site["partnerships"]),
    )


def site_rows(asked: MapAsked, place: MapPlace) -> list[PlaceRow]:
    """The sites that stand at one point."""
    return [_site(asked, place.key, site) for site in place.sites]


def _joined(*parts: str | None) -> str:
    """The parts of an address that are known."""
    return ", ".join(part for part in parts if part)


def _sided(site: Mapping[str, Any], field: str) -> str:
    own, other = ("fr", "en") if reader_language() == "fr" else ("en", "fr")
    return site[f"{field}_{own}"] or site[f"{field}_{other}"] or ""


def _cut(rows: Sequence[Any], page: int, address: Callable[[int], str]) -> tuple[Sequence[Any], Pages]:
    pages = _pages(len(rows), page, address)
    return rows[(pages.page - 1) * PAGE : pages.page * PAGE], pages


def _pages(number: int, page: int, address: Callable[[int], str]) -> Pages:
    pages = max(1, -(-number // PAGE))
    shown = min(max(1, page), pages)
    return Pages(shown, pages, address(shown - 1) if shown > 1 else "", address(shown + 1) if shown < pages else "")


def unplaced_groups(asked: MapAsked, drawn: RegisterMap) -> list[tuple[str, list[tuple[str, str]], int]]:
    """What has no place on the map, by reason: the words, the first names with their addresses, how many more."""
    partnerships = asked.listing == "partnership"
    reasons = {
        "nothing_recorded": gettext("No territory is on record")
        if partnerships
        else gettext("Neither a place nor a territory is on record"),
        "cannot_be_drawn": gettext("A territory is on record, but no outline of it")
        if partnerships
        else gettext("A place or a territory is on record, but neither coordinates nor an outline"),
        "not_on_the_day": gettext("Not in force on the day: a map shows what is"),
    }
    groups = []
    for reason, words in reasons.items():
        own = drawn.unplaced.filter(pl.col("reason") == reason)
        if own.height:
            first = own.select(reader_language(), "key").head(_NAMED).iter_rows()
            names = [(name, address_on(asked.asked.as_of, asked.listing, key)) for name, key in first]
            groups.append((f"{words} ({number_words(own.height)})", names, max(0, own.height - _NAMED)))
    return groups
