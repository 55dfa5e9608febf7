"""Any two of the typologies and axes, as of the day, for the partnerships that the facets let through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import get_args

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from concertation.core.faceting import CrossTable, Facet, RecordList, ShareOf
from concertation.journeys.finding import observe_list
from concertation.journeys.finding.crossing import TYPOLOGIES, cross_csv, cross_found
from concertation.web.asof import as_of_day
from concertation.web.crosstabulation.table import drawn_table, small_table
from concertation.web.crosstabulation.telling import told
from concertation.web.finding.asking import Asked, asked
from concertation.web.finding.panel import chips, facet_parts


@dataclass(frozen=True, slots=True)
class Crossing:
    """What the address asks: which facet stands down, which across, and which share is shown."""

    asked: Asked
    down: str
    across: str
    of: ShareOf | None

    @property
    def swapped(self) -> str:
        """The address of the same table turned over."""
        turned: dict[ShareOf | None, ShareOf | None] = {"row": "column", "column": "row"}
        return self.address(self.across, self.down, turned.get(self.of, self.of))

    def address(self, down: str, across: str, of: ShareOf | None) -> str:
        """The address of another table of the same partnerships."""
        return replace(self.asked, carried=_carried(down, across, of)).address()


def show_cross_tabulation(request: HttpRequest) -> HttpResponse:
    """The table, what it says in a sentence, and the five typologies of Table 1 crossed two by two."""
    records = observe_list("partnership", as_of=as_of_day(request))
    crossing = _asked(request, records)
    pairs = list(combinations(TYPOLOGIES, 2))
    question = crossing.asked.question
    table, *small = cross_found(records, question, [(crossing.down, crossing.across), *pairs])
    context = {
        "asked": crossing.asked,
        "crossing": crossing,
        "table": drawn_table(table, crossing.asked, crossing.of),
        "sentences": told(table, question.language),
        "left_out": table.left_out,
        "overlaps": table.overlaps,
        "facet_choices": [(facet.id, facet.label.in_language(question.language)) for facet in records.facets.values()],
        "share_choices": _share_choices(),
        "small": [_small(crossing, one) for one in small],
        "chips": chips(crossing.asked),
        "clear": crossing.asked.address(crossing.asked.cleared()),
        "facets": facet_parts(crossing.asked, records.count(question)),
        "total": table.total,
        "of": records.size(question).records,
        "file": crossing.asked.address(name="cross-tabulation-file"),
        "list": replace(crossing.asked, name="partnerships", carried=()).address(),
        "filters": replace(crossing.asked, carried=()).pairs(question),
    }
    return render(request, "crosstabulation/page.html", context)


def send_cross_tabulation(request: HttpRequest) -> HttpResponseBase:
    """The same table as a file."""
    records = observe_list("partnership", as_of=as_of_day(request))
    crossing = _asked(request, records)
    question = crossing.asked.question
    (table,) = cross_found(records, question, [(crossing.down, crossing.across)])
    pieces = cross_csv(table, language=question.language, of=crossing.of)
    answer = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    name = f"{crossing.down}-{crossing.across}-{crossing.asked.as_of.isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _asked(request: HttpRequest, records: RecordList) -> Crossing:
    """The first two columns of Table 1 when the address names no other pair."""
    down = _facet(request.GET.get("down", ""), records) or TYPOLOGIES[0]
    across = _facet(request.GET.get("across", ""), records) or TYPOLOGIES[1]
    if across == down:
        across = next(name for name in TYPOLOGIES if name != down)
    share = request.GET.get("share", "")
    of: ShareOf | None = next((one for one in get_args(ShareOf) if one == share), None)
    question = asked(request, "partnership", "cross-tabulation", records)
    return Crossing(replace(question, carried=_carried(down, across, of)), down, across, of)


def _facet(name: str, records: RecordList) -> str:
    return name if name in records.facets else ""


def _carried(down: str, across: str, of: ShareOf | None) -> tuple[tuple[str, str], ...]:
    return (("down", down), ("across", across), *((("share", of),) if of else ()))


def _share_choices() -> list[tuple[str, str]]:
    return [
        ("", gettext("counts alone")),
        ("all", gettext("share of all")),
        ("row", gettext("share of the row")),
        ("column", gettext("share of the column")),
    ]


def _small(crossing: Crossing, table: CrossTable) -> dict[str, object]:
    language = crossing.asked.question.language
    rows, columns = (_label(facet, language) for facet in (table.rows, table.columns))
    return {
        "rows": rows,
        "columns": columns,
        "address": crossing.address(table.rows.id, table.columns.id, crossing.of),
        "is_current": {table.rows.id, table.columns.id} == {crossing.down, crossing.across},
        "grid": small_table(table),
    }


def _label(facet: Facet, language: str) -> str:
    return facet.label.fr if language == "fr" else facet.label.en
