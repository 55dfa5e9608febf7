"""The sources whose layout is known: renamed, forgotten, and exchanged as small files."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.exchange.mapping import mapping_from_json
from concertation.journeys.mapping import find_source, forget_source, import_source, known_sources, rename_source
from concertation.store.models import SourceMapping
from concertation.web.importing.access import for_importers
from concertation.web.importing.mapping import mapping_file
from concertation.web.wording import reader_language


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def list_sources(request: HttpRequest) -> HttpResponse:
    """All of them; a mapping that came as a file is taken in."""
    if request.method != "POST":
        return _page(request)
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        return _page(request, gettext("No file arrived. Choose one, then try again."), 422)
    try:
        source = import_source(upload.read(), name=request.POST.get("name", ""), user=request.user)  # type: ignore[arg-type]
    except ConcertationError as refusal:
        return _page(request, refusal.in_language(reader_language()), 422)
    messages.success(request, gettext("“%(name)s” is known from now on.") % {"name": source.name})
    return HttpResponseRedirect(reverse("import-sources"))


@require_http_methods(["POST"])
@for_importers
def change_source(request: HttpRequest, number: int) -> HttpResponse:
    """Renames a source, or forgets how it lays its files out."""
    source = _source(request, number)
    try:
        if request.POST.get("action") == "forget":
            forget_source(source, user=request.user)  # type: ignore[arg-type]  # signed in by now
            messages.success(request, gettext("“%(name)s” is forgotten.") % {"name": source.name})
        else:
            rename_source(source, name=request.POST.get("name", ""), user=request.user)  # type: ignore[arg-type]
    except ConcertationError as refusal:
        return _page(request, refusal.in_language(reader_language()), 422)
    return HttpResponseRedirect(reverse("import-sources"))


@require_GET
@for_importers
def send_source(request: HttpRequest, number: int) -> HttpResponse:
    """How a source lays its files out, as a small file."""
    source = _source(request, number)
    return mapping_file(source.layout, source.name)


def _source(request: HttpRequest, number: int) -> SourceMapping:
    try:
        return find_source(number, user=request.user)  # type: ignore[arg-type]  # signed in by now
    except UnknownRecord as unknown:
        raise Http404 from unknown


def _page(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    shown = [(source, _told(source)) for source in known_sources()]
    return render(request, "importing/sources.html", {"sources": shown, "error": error}, status=status)


def _told(source: SourceMapping) -> list[tuple[str, str, list[str]]]:
    """Sheet by sheet: what a row is, and the columns that are read."""
    told = []
    for sheet in mapping_from_json(source.layout).sheets:
        if sheet.recipe is not None:
            read = [use.heading for use in sheet.columns if use.target]
            told.append((sheet.sheet, sheet.recipe.label.in_language(reader_language()), read))
    return told
