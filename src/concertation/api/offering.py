"""What an operation says of itself beside its types: formats, facets, and the problems that it may answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from concertation.core.faceting import UNKNOWN
from concertation.core.faceting.facet import Listing, facets_of
from concertation.journeys.finding.asking import NOT, sorts_of
from concertation.journeys.finding.columns import columns_of

# Any operation may be refused for these.
ALWAYS = (401, 422, 429)
WRITING = (400, 403, 415)


def offers(
    shape: Any,
    *,
    status: int = 200,
    listing: Listing | None = None,
    is_table: bool = False,
    may_have_moved: bool = False,
    may_take_long: bool = False,
    problems: Iterable[int] = (),
    parameters: Iterable[dict[str, Any]] = (),
    **marks: Any,
) -> dict[str, Any]:
    """The arguments of an operation of the router; ``marks`` are read when the document is made."""
    own = [*parameters, *(_facet_parameters(listing, with_columns=is_table) if listing else ())]
    refused = {*ALWAYS, *problems, *((406,) if is_table else ())}
    extra = {
        "x-problems": sorted(refused),
        "x-table": is_table,
        "x-moved": may_have_moved,
        "x-long": may_take_long,
        **{f"x-{name}": mark for name, mark in marks.items()},
    }
    return {"response": {status: shape}, "openapi_extra": {"parameters": own, **extra}}


def _facet_parameters(listing: Listing, *, with_columns: bool) -> list[dict[str, Any]]:
    """One parameter to keep values of each facet, one to remove them; columns and orders as the list offers them."""
    found = []
    for name, facet in facets_of(listing).items():
        items: dict[str, Any] = {"type": "string"}
        if not facet.is_open:
            items["enum"] = [*facet.values, UNKNOWN]
        for written in (name, f"{NOT}{name}"):
            found.append(_several(written, items) | {"x-facet": name})
    if with_columns:
        found.append(_several("columns", {"type": "string", "enum": list(columns_of(listing))}))
    return found


def _several(name: str, items: dict[str, Any]) -> dict[str, Any]:
    schema = {"type": "array", "items": items, "maxItems": 40}
    return {"name": name, "in": "query", "required": False, "schema": schema, "style": "form", "explode": True}


def orders_of(listing: Listing) -> list[str]:
    """Every way to sort a list, falling orders after rising ones."""
    sorts = sorts_of(listing)
    return [*sorts, *(f"-{sort}" for sort in sorts)]
