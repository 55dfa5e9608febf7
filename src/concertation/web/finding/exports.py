"""A list as a file, sent as it is written."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext, pgettext

from concertation.core.faceting import RecordList
from concertation.journeys.finding.files import ListFile
from concertation.web.finding.asking import Asked
from concertation.web.finding.panel import chips
from concertation.web.wording import day_words

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = ("csv", "xlsx", "json")


def send_list(request: HttpRequest, asked: Asked, records: RecordList, *, title: str, format: str) -> HttpResponseBase:
    """Everything that answers the question, on every page, with the columns shown."""
    about = about_question(request, asked, title)
    file = ListFile(asked.listing, records, asked.question, asked.columns, asked.as_of, about)
    return send_file(file, format)


def send_file(file: ListFile, format: str) -> HttpResponseBase:
    """The file in one of the three formats, under the name of what it lists and the day."""
    if format not in FORMATS:
        raise Http404
    content, content_type = {
        "csv": (file.as_csv, "text/csv; charset=utf-8"),
        "json": (file.as_json, "application/json; charset=utf-8"),
        "xlsx": (file.as_xlsx, _XLSX),
    }[format]
    answer = StreamingHttpResponse(content(), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.stem}.{format}"'
    return answer


def about_question(request: HttpRequest, asked: Asked, title: str) -> list[tuple[str, str]]:
    """What was asked, for whoever finds the file a year later."""
    applied = "; ".join(chip.words for chip in chips(asked)) or pgettext("filters applied", "none")
    return [
        (gettext("List"), title),
        (gettext("As of"), _written(asked.as_of)),
        (gettext("Filters"), applied),
        (gettext("Address"), request.build_absolute_uri(asked.address())),
    ]


def _written(day: date) -> str:
    return f"{day_words(day)} ({day.isoformat()})"
