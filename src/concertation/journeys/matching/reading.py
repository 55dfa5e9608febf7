"""All that the register says of its organisations and that may tell or join them, as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl
from django.db.models import Max

from concertation.core.discovery import Organisations
from concertation.core.discovery.fields import bare_number
from concertation.core.discovery.names import host
from concertation.core.text import search_key
from concertation.journeys.neighbourhood import model_of

# What the register says of an organisation that is compared.
_READ = ("organisation", "organisation_name", "organisation_identifier", "site")


def comparison_state() -> str:
    """The same answer means that nothing that is compared has changed."""
    models = [model_of(kind_id) for kind_id in _READ]
    return " ".join(str(m.history.model.objects.aggregate(last=Max("history_id"))["last"] or 0) for m in models)


def register_organisations() -> Organisations:
    """All that the register says today of its organisations and that may tell or join them: four queries.

    A record that stands for several organisations which its source does not name is no organisation to compare.
    """
    columns = ("id", "key", "name_en", "name_fr", "acronym_en", "acronym_fr", "kind", "website")
    rows = list(model_of("organisation").objects.filter(is_unnamed_group=False).order_by("id").values_list(*columns))
    at = {row[0]: position for position, row in enumerate(rows)}
    names: list[tuple[Any, ...]] = []
    acronyms: list[tuple[Any, ...]] = []
    for position, row in enumerate(rows):
        names += [(position, name) for name in dict.fromkeys(row[2:4]) if name]
        acronyms += [(position, acronym) for acronym in dict.fromkeys(row[4:6]) if acronym]
    others = model_of("organisation_name").objects.filter(organisation__is_unnamed_group=False)
    for number, kind, name in others.values_list("organisation_id", "kind", "name"):
        (acronyms if kind == "acronym" else names).append((at[number], name))
    sites = _sites(at)
    return Organisations(
        keys=[row[1] for row in rows],
        names=_table(names, "name"),
        acronyms=_table(acronyms, "acronym"),
        identifiers=_table(_identifiers(at), "scheme", "number"),
        sites=_table([(p, site) for p, row in enumerate(rows) if row[7] and (site := host(row[7]))], "host"),
        postal_codes=_table([(p, code) for p, _, _, code in sites if code], "code"),
        places=_table(
            [(p, f"{city}, {province}" if city else None, province or None) for p, city, province, _ in sites],
            "locality",
            "region",
        ),
        kinds=_table([(p, row[6]) for p, row in enumerate(rows) if row[6]], "kind"),
    )


def _identifiers(at: dict[int, int]) -> Iterable[tuple[int, str, str]]:
    of_one = model_of("organisation_identifier").objects.filter(organisation__is_unnamed_group=False)
    found = of_one.values_list("organisation_id", "scheme", "value")
    return [(at[number], scheme, bare_number(scheme, value)) for number, scheme, value in found]


def _sites(at: dict[int, int]) -> list[tuple[int, str, str, str]]:
    columns = ("organisation_id", "city_en", "city_fr", "province", "postal_code")
    found = model_of("site").objects.filter(organisation__is_unnamed_group=False)
    return [
        (at[number], search_key(city or ville), search_key(province), code.replace(" ", "").upper())
        for number, city, ville, province, code in found.values_list(*columns)
        if city or ville or province or code
    ]


def _table(lines: Iterable[tuple[Any, ...]], *columns: str) -> pl.DataFrame:
    schema = {"row": pl.UInt32, **dict.fromkeys(columns, pl.String)}
    return pl.DataFrame(_listed(lines), schema=schema, orient="row")


def _listed(lines: Iterable[tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
    return list(dict.fromkeys(lines))
