"""The organisations of the register as of a day: searched, sorted, narrowed, and taken away as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from concertation.journeys.finding import observe_list
from concertation.journeys.finding.columns import columns_of
from concertation.web.asof import as_of_day
from concertation.web.finding.asking import Asked, asked
from concertation.web.finding.cells import ListRow, Row, acronym_of, cells_of, name_of
from concertation.web.finding.exports import send_list
from concertation.web.finding.listing import list_context
from concertation.web.wording import address_on


def list_organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation that answers the question of the address."""
    records = observe_list("organisation", as_of=as_of_day(request))
    question = asked(request, "organisation", "organisations", records)
    found, context = list_context(question, records, name=gettext("Organisation"))
    context["rows"] = [_row(row, question) for row in found.rows]
    context["mapped"] = question.address(name="map-organisations")
    return render(request, "organisations/list.html", context)


def send_organisations(request: HttpRequest, format: str) -> HttpResponseBase:
    """The same, on every page, as a file."""
    records = observe_list("organisation", as_of=as_of_day(request))
    question = asked(request, "organisation", "organisations", records)
    return send_list(request, question, records, title=gettext("Organisations"), format=format)


def _row(row: Row, question: Asked) -> ListRow:
    language = question.question.language
    name, name_language = name_of(row, language)
    shown = [columns_of("organisation")[column] for column in question.columns]
    tags = [gettext("several, not named")] if row["is_group"] else []
    if row["is_synthetic"]:
        tags.append(gettext("invented"))
    is_later = row["facet.existence"] == "not_yet"
    return ListRow(
        key=row["key"],
        address=address_on(row["since"] if is_later else question.as_of, "organisation", row["key"]),
        name=name,
        name_language=name_language,
        acronym=acronym_of(row, language),
        tags=tags,
        cells=cells_of(row, shown, question),
    )
