"""Files of areas: sent, looked at, written or abandoned."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.exchange.flat_file import write_csv
from concertation.exchange.tables import MAXIMUM_FILE_SIZE
from concertation.exchange.unreadable_file import UnreadableFile
from concertation.journeys.arriving_areas import ArrivingAreas, find_arriving, forget_arriving, keep_arriving
from concertation.journeys.geography import AreaPreview, import_areas, preview_areas
from concertation.store.models import Area
from concertation.web.importing.access import for_importers
from concertation.web.importing.uploads import SizeGuard, under_guard_of_size
from concertation.web.wording import reader_language, term_words

_MEGABYTE = 1024 * 1024
_EARLIEST, _LATEST = 1867, 2200
# Faults that a page lists; the file lists all of them.
_LISTED = 50


@under_guard_of_size
@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def start(request: HttpRequest, guard: SizeGuard) -> HttpResponse:
    """Shows the areas on record, or takes in files under the guard of their size."""
    if request.method != "POST":
        return _page(request)
    files = [file for file in request.FILES.getlist("files") if isinstance(file, UploadedFile)]
    if guard.is_exceeded:
        return _page(request, guard.refusal.in_language(reader_language()), 413)
    if not files:
        return _page(request, gettext("No file arrived. Choose one, then press “See what it would change”."), 422)
    return _take_in(request, files)


def _take_in(request: HttpRequest, files: list[UploadedFile[Any]]) -> HttpResponse:
    sources = [(file.name or "", file.read()) for file in files]
    written = request.POST.get("vintage", "").strip()
    vintage = int(written) if written.isascii() and written.isdigit() and len(written) == 4 else None
    if written and (vintage is None or not _EARLIEST <= vintage <= _LATEST):
        return _page(request, gettext("The year of the codes is a number of four digits, such as 2021."), 422)
    try:
        preview_areas(sources, vintage=vintage)
    except UnreadableFile as refusal:
        return _page(request, refusal.in_language(reader_language()), 422)
    token = keep_arriving(sources, vintage=vintage, user=request.user)  # type: ignore[arg-type]  # signed in
    return HttpResponseRedirect(reverse("areas-preview", args=[token]))


def _page(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    kinds = (
        Area.objects.values("kind", "vintage")
        .annotate(number=Count("id"), drawn=Count("id", filter=Q(geometry__isnull=False)), people=Sum("population"))
        .order_by("kind", "-vintage")
    )
    context = {
        "error": error,
        "kinds": [{**row, "label": term_words("area_kind", row["kind"])} for row in kinds],
        "limit": MAXIMUM_FILE_SIZE // _MEGABYTE,
    }
    return render(request, "areas/start.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def decide(request: HttpRequest, token: str) -> HttpResponse:
    """What the files would change; on confirmation, what they changed."""
    arriving = _found(request, token)
    if request.method != "POST":
        return _preview(request, arriving)
    if "abandon" in request.POST:
        forget_arriving(token, user=request.user)  # type: ignore[arg-type]  # signed in
        messages.info(request, gettext("The files were put away; nothing was written."))
        return HttpResponseRedirect(reverse("areas"))
    try:
        preview, change = import_areas(
            arriving.sources,
            vintage=arriving.vintage,
            reason=request.POST.get("reason", "").strip()[:500],
            user=request.user,  # type: ignore[arg-type]  # signed in
            leave_faulty_rows="leave" in request.POST,
        )
    except ConcertationError as refusal:
        return _preview(request, arriving, refusal.in_language(reader_language()), 422)
    forget_arriving(token, user=request.user)  # type: ignore[arg-type]  # signed in
    number = sum(len(rows) for rows in (*preview.new.values(), *preview.changed.values()))
    messages.success(request, gettext("Written: %(number)s rows of areas.") % {"number": number})
    return HttpResponseRedirect(reverse("change", args=[change.pk]) if change else reverse("areas"))


@require_GET
@for_importers
def send_faults(request: HttpRequest, token: str) -> HttpResponseBase:
    """Every fault and every warning, as a file without a cap."""
    arriving = _found(request, token)
    preview = preview_areas(arriving.sources, vintage=arriving.vintage)
    heading = [gettext("File"), gettext("Row"), gettext("Column"), gettext("Value found"), gettext("What to do")]
    rows = (
        [fault.place.sheet, fault.place.row, fault.place.column, fault.found, fault.in_language(reader_language())]
        for fault in (*preview.faults, *preview.warnings)
    )
    answer = StreamingHttpResponse(write_csv(heading, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="areas-faults.csv"'
    return answer


def _found(request: HttpRequest, token: str) -> ArrivingAreas:
    try:
        return find_arriving(token, user=request.user)  # type: ignore[arg-type]  # signed in
    except UnknownRecord as unknown:
        raise Http404 from unknown


def _preview(request: HttpRequest, arriving: ArrivingAreas, error: str = "", status: int = 200) -> HttpResponse:
    preview: AreaPreview = preview_areas(arriving.sources, vintage=arriving.vintage)
    context = {
        "arriving": arriving,
        "preview": preview,
        "error": error,
        "kinds": [(term_words("area_kind", kind.kind), kind) for kind in preview.kinds],
        "parts": len(preview.new.get("area_part", {})),
        "faults": preview.faults[:_LISTED],
        "warnings": preview.warnings[:_LISTED],
        "listed": _LISTED,
        "file_title": gettext("Faults"),
    }
    return render(request, "areas/preview.html", context, status=status)
