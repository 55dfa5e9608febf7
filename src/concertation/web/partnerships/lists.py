"""The partnerships of the register as of a day: searched, sorted, narrowed, and taken away as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from concertation.journeys.catalogue import strip_of
from concertation.journeys.finding import observe_list
from concertation.journeys.finding.columns import columns_of
from concertation.web.asof import as_of_day
from concertation.web.finding.asking import Asked, asked
from concertation.web.finding.cells import ListRow, Row, acronym_of, cells_of, name_of
from concertation.web.finding.exports import send_list
from concertation.web.finding.listing import list_context
from concertation.web.wording import address_on, day_words


def list_partnerships(request: HttpRequest) -> HttpResponse:
    """Every partnership that answers the question of the address, with its strip."""
    records = observe_list("partnership", as_of=as_of_day(request))
    question = asked(request, "partnership", "partnerships", records)
    found, context = list_context(question, records, name=gettext("Partnership"))
    context["rows"] = [_row(row, question) for row in found.rows]
    context["crossed"] = question.address(name="cross-tabulation")
    context["mapped"] = question.address(name="map")
    return render(request, "partnerships/list.html", context)


def send_partnerships(request: HttpRequest, format: str) -> HttpResponseBase:
    """The same, on every page, as a file."""
    records = observe_list("partnership", as_of=as_of_day(request))
    question = asked(request, "partnership", "partnerships", records)
    return send_list(request, question, records, title=gettext("Partnerships"), format=format)


def _row(row: Row, question: Asked) -> ListRow:
    language = question.question.language
    name, name_language = name_of(row, language)
    holds = row["facet.existence"] == "holds"
    shown = [columns_of("partnership")[column] for column in question.columns if column != "type"]
    day = question.as_of if holds else row["until"] or row["since"] or question.as_of
    return ListRow(
        key=row["key"],
        address=address_on(day, "partnership", row["key"]),
        name=name,
        name_language=name_language,
        acronym=acronym_of(row, language),
        tags=[gettext("invented")] if row["is_synthetic"] else [],
        cells=cells_of(row, shown, question),
        strip=strip_of(row, row, language) if holds and "type" in question.columns else None,
        note=_absence(row),
    )


def _absence(row: Row) -> str:
    if row["facet.existence"] == "ended":
        return gettext("ended on %(day)s") % {"day": day_words(row["until"], row["date_precision"])}
    if row["facet.existence"] == "not_yet":
        return gettext("begins on %(day)s") % {"day": day_words(row["since"], row["date_precision"])}
    return ""
