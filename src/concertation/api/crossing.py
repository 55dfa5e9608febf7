"""Two facets of the list of partnerships crossed."""

from __future__ import annotations

from typing import Any

from ninja import Router

from concertation.api import shapes
from concertation.api.errors import InvalidRequest
from concertation.api.lists import ask, value_in
from concertation.api.offering import offers
from concertation.api.parameters import AsOf
from concertation.api.problems import fault_at
from concertation.api.requests import ApiRequest
from concertation.core.faceting import ShareOf
from concertation.core.text import Text
from concertation.journeys.finding.crossing import TYPOLOGIES, cross_found

router = Router(by_alias=True, exclude_none=True)

_TWO_FACETS = Text(
    en="Cross two different facets of the list.",
    fr="Croisez deux facettes différentes de la liste.",
)


@router.get("/cross-tabulation", **offers(shapes.Crossed, listing="partnership"))
def cross_partnerships(
    request: ApiRequest,
    down: str = TYPOLOGIES[0],
    across: str = TYPOLOGIES[1],
    share: ShareOf | None = None,
    as_of: AsOf | None = None,
    q: str = "",
) -> Any:
    asked = ask(request, "partnership", as_of, q, "name", [])
    if down == across or not {down, across} <= set(asked.records.facets):
        raise InvalidRequest(fault_at("query", "across", _TWO_FACETS, request.language))
    (table,) = cross_found(asked.records, asked.question, [(down, across)])
    language = request.language
    return {
        "as_of": asked.as_of,
        "down": down,
        "across": across,
        "share_of": share,
        "total": table.total,
        "left_out": table.left_out,
        "overlaps": table.overlaps,
        "rows": [
            {"code": code, "label": value_in(table.rows, code, language), "total": table.row_totals.get(code, 0)}
            for code in table.row_codes
        ],
        "columns": [
            {"code": code, "label": value_in(table.columns, code, language), "total": table.column_totals.get(code, 0)}
            for code in table.column_codes
        ],
        "cells": [
            {"down": row, "across": column, "count": table[row, column], "share": _share(table, row, column, share)}
            for row in table.row_codes
            for column in table.column_codes
        ],
    }


def _share(table: Any, row: str, column: str, of: ShareOf | None) -> float | None:
    share = table.share((row, column), of) if of else None
    return None if share is None else round(share, 4)
