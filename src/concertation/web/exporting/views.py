"""The register as files: a workbook to correct and send back, columns to compute on."""

from __future__ import annotations

import tempfile
from typing import BinaryIO, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from concertation.core.errors import NotAllowed, UnknownRecord
from concertation.core.facts import fact_kind
from concertation.core.text import Language, Text
from concertation.journeys.observation import observe_register
from concertation.journeys.permission import may
from concertation.journeys.snapshot_archive import write_snapshot_archive
from concertation.journeys.taken_away import find_taken_away, is_long_to_write
from concertation.journeys.workbook import export_workbook
from concertation.web.asof import as_of_day
from concertation.web.exporting.beside import beside
from concertation.web.exporting.open_formats import described_formats
from concertation.web.importing.access import for_importers
from concertation.web.importing.start import XLSX
from concertation.web.wording import reader_language

# What an export in memory may weigh before it goes through a file.
_IN_MEMORY = 8 * 1024 * 1024
_LANGUAGES: dict[str, Language] = {"en": "en", "fr": "fr"}
# The kinds of facts that tell a reader how large the register is.
_TELLING_KINDS = ("partnership", "organisation", "site", "membership", "meeting", "agreement", "activity")


@require_GET
def show_exports(request: HttpRequest) -> HttpResponse:
    """What can be taken away, and how large it is on the day of the header."""
    snapshot = observe_register(as_of=as_of_day(request))
    kinds = [fact_kind(kind_id) for kind_id in _TELLING_KINDS]
    sizes: list[tuple[Text, int]] = [(kind.plural, snapshot[kind.id].height) for kind in kinds]
    context = {
        "sizes": [size for size in sizes if size[1]],
        "formats": described_formats(request),
        "may_export": may(request.user, "import"),
        "sees_restricted": may(request.user, "see_restricted"),
    }
    return render(request, "exporting/exports.html", context)


@require_GET
@for_importers
def send_workbook(request: HttpRequest, workbook: str) -> HttpResponseBase:
    """The register as a workbook, in the language asked for whatever that of the page."""
    if workbook not in _LANGUAGES:
        raise Http404
    day = as_of_day(request)
    is_past = "as_of" in request.GET
    name = f"concertation-{day.isoformat()}-{workbook}.xlsx"
    if is_long_to_write(day):
        return beside(request, "workbook", name, language=_LANGUAGES[workbook], holds_on_day_only=is_past)
    target = _file()
    export_workbook(target, language=_LANGUAGES[workbook], as_of=day if is_past else None, user=request.user)  # type: ignore[arg-type]
    return _sent(target, name, XLSX)


@require_GET
@for_importers
def send_snapshot(request: HttpRequest) -> HttpResponseBase:
    """The register of the day of the header, as an archive of Parquet files."""
    day = as_of_day(request)
    name = f"concertation-{day.isoformat()}.zip"
    if is_long_to_write(day):
        return beside(request, "snapshot", name, language=reader_language())
    target = _file()
    write_snapshot_archive(target, as_of=day, user=request.user)  # type: ignore[arg-type]  # signed in
    return _sent(target, name, "application/zip")


@require_GET
@never_cache
@login_required
def send_made(request: HttpRequest, number: int) -> FileResponse:
    """A file that was written beside the pages, to whoever asked for it."""
    try:
        place, name = find_taken_away(number, user=request.user)  # type: ignore[arg-type]  # signed in
    except UnknownRecord as unknown:
        raise Http404 from unknown
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.in_language(reader_language())) from refusal
    return FileResponse(place.open("rb"), as_attachment=True, filename=name)


def _file() -> BinaryIO:
    return cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))


def _sent(target: BinaryIO, name: str, content_type: str) -> FileResponse:
    size = target.tell()
    target.seek(0)
    response = FileResponse(target, as_attachment=True, filename=name, content_type=content_type)
    response["Content-Length"] = str(size)
    return response
