"""Where an import begins: what can be brought, the templates, the drop zone, and what became of earlier files."""

from __future__ import annotations

import io
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from concertation.core.text import Language
from concertation.exchange.tables import MAXIMUM_FILE_SIZE
from concertation.exchange.unreadable_file import FileTooLarge, NoTable
from concertation.journeys.long_work import LONG_FILE
from concertation.journeys.mapping import files_to_map, keep_file, known_sources, tables_to_map
from concertation.journeys.workbook import (
    UnreadableFile,
    receive_import,
    stage_import,
    staged_imports,
    write_template,
)
from concertation.web.importing.access import for_importers
from concertation.web.importing.uploads import SizeGuard, under_guard_of_size
from concertation.web.wording import reader_language

_MEGABYTE = 1024 * 1024
_A_PAGE = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEMPLATES: dict[str, Language] = {"en": "en", "fr": "fr"}
_TEMPLATE_NAMES = {"en": "concertation-template-en.xlsx", "fr": "concertation-modele-fr.xlsx"}


@under_guard_of_size
@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def start(request: HttpRequest, guard: SizeGuard) -> HttpResponse:
    """Shows the page, or takes in a file under the guard of its size."""
    if request.method != "POST":
        return _page(request)
    upload = request.FILES.get("file")
    if guard.is_exceeded:
        return _page(request, guard.refusal.in_language(reader_language()), status=413)
    if not isinstance(upload, UploadedFile):
        return _page(request, gettext("No file arrived. Choose one, then press “See what it would change”."), 422)
    return _take_in(request, upload)


def _take_in(request: HttpRequest, upload: UploadedFile[Any]) -> HttpResponse:
    """Stages the file and leads to its preview; one that cannot be read is told at the top of the same page."""
    name = upload.name or ""
    try:
        if not upload.size:
            raise NoTable(filename=name)
        address = take_in_content(upload.read(), name, request.user)  # type: ignore[arg-type]  # signed in by now
    except UnreadableFile as refusal:
        status = 413 if isinstance(refusal, FileTooLarge) else 422
        return _page(request, refusal.in_language(reader_language()), status)
    return HttpResponseRedirect(address)


def take_in_content(content: bytes, name: str, user: User) -> str:
    """Where a file leads: to the names of its columns where its layout is not ours, to its preview otherwise.

    Raises ``UnreadableFile`` or one of its kinds; the file is then not kept.
    """
    file = tables_to_map(content, filename=name)
    if file is not None:
        kept = keep_file(content=content, filename=name, user=user, file=file)
        return reverse("import-columns", args=[kept.pk])
    take_in = receive_import if len(content) > LONG_FILE else stage_import
    return reverse("import-preview", args=[take_in(content=content, filename=name, user=user).pk])


def _page(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    earlier = Paginator(staged_imports(request.user), _A_PAGE).get_page(request.GET.get("page"))  # type: ignore[arg-type]
    context = {
        "error": error,
        "earlier": earlier,
        "limit": MAXIMUM_FILE_SIZE // _MEGABYTE,
        "limit_in_bytes": MAXIMUM_FILE_SIZE,
        "to_map": files_to_map(request.user)[:_A_PAGE],  # type: ignore[arg-type]  # signed in by now
        "has_sources": bool(known_sources()),
    }
    return render(request, "importing/start.html", context, status=status)


@require_GET
def send_template(request: HttpRequest, template: str) -> FileResponse:
    """The empty workbook, in the language asked for whatever that of the page; anybody may have it."""
    if template not in _TEMPLATES:
        raise Http404
    target = io.BytesIO()
    write_template(target, language=_TEMPLATES[template])
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=_TEMPLATE_NAMES[template], content_type=XLSX)
