"""The page where a person says what the columns of a file are, before anything is compared."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.exchange.mapping import FileMapping, SheetMapping, mapping_as_json
from concertation.journeys.mapping import (
    MappingCase,
    agree,
    change_mapping,
    discard_file,
    find_file,
    find_source,
    known_sources,
    mapping_behind,
    open_file,
    remember,
    reopen,
    use_source,
)
from concertation.store.models import FileToMap, WorkbookImport
from concertation.web.importing.access import for_importers, for_open_import
from concertation.web.importing.mapping_form import said_of
from concertation.web.importing.mapping_page import page_of
from concertation.web.wording import reader_language


def for_one_file(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For a page about one file: ``view`` gets the file, and those of others do not exist."""

    def opened(request: HttpRequest, number: int, **named: Any) -> HttpResponseBase:
        try:
            kept = find_file(number, user=request.user)  # type: ignore[arg-type]  # signed in by now
        except UnknownRecord as unknown:
            raise Http404 from unknown
        return view(request, kept, **named)

    return for_importers(opened)


@require_http_methods(["GET", "HEAD", "POST"])
@for_one_file
def name_columns(request: HttpRequest, kept: FileToMap) -> HttpResponse:
    """Shows one sheet; takes in what is said of it, and goes on to the preview when asked to."""
    case = open_file(kept)
    position = _position(request, case)
    if request.method != "POST":
        return _page(request, case, position)
    case = _take_in(request, case, position)
    if request.POST.get("action") == "go":
        return _go(request, case, position)
    return HttpResponseRedirect(f"{reverse('import-columns', args=[kept.pk])}?sheet={position}")


def _position(request: HttpRequest, case: MappingCase) -> int:
    """The sheet asked for, or the first that is read."""
    asked = request.GET.get("sheet", "")
    if asked.isdecimal() and len(asked) < 5 and int(asked) < len(case.file.tables):
        return int(asked)
    names = [sheet.sheet for sheet in case.mapping.sheets if sheet.recipe_id]
    return next((n for n, table in enumerate(case.file.tables) if table.name in names), 0)


def _take_in(request: HttpRequest, case: MappingCase, position: int) -> MappingCase:
    table = case.file.tables[position]
    known = case.mapping.sheet(table.name) or SheetMapping(table.name)
    said = said_of(table, known, request.POST, case.file.filename)
    sheets = [said if sheet.sheet == table.name else sheet for sheet in case.mapping.sheets]
    if case.mapping.sheet(table.name) is None:
        sheets.append(said)
    return change_mapping(case.kept, FileMapping(tuple(sheets), case.mapping.name))


def _go(request: HttpRequest, case: MappingCase, position: int) -> HttpResponse:
    if not any(sheet.recipe_id and any(use.target for use in sheet.columns) for sheet in case.mapping.sheets):
        error = gettext("Say for one sheet at least what a row is, and what one of its columns is.")
        return _page(request, case, position, error, 422)
    try:
        staged = agree(case.kept, user=request.user)  # type: ignore[arg-type]  # signed in by now
    except ConcertationError as refusal:
        return _page(request, case, position, refusal.in_language(reader_language()), 422)
    return HttpResponseRedirect(reverse("import-preview", args=[staged.pk]))


def _page(request: HttpRequest, case: MappingCase, position: int, error: str = "", status: int = 200) -> HttpResponse:
    context = page_of(case, position) | {
        "kept": case.kept,
        "changes": [change.in_language(reader_language()) for change in case.changes],
        "sources": known_sources(),
        "error": error,
    }
    return render(request, "importing/columns.html", context, status=status)


@require_POST
@for_one_file
def discard(request: HttpRequest, kept: FileToMap) -> HttpResponse:
    """Forgets a file that nobody will bring in."""
    discard_file(kept)
    return HttpResponseRedirect(reverse("import"))


@require_POST
@for_one_file
def keep_source(request: HttpRequest, kept: FileToMap) -> HttpResponse:
    """Keeps how the file is laid out under the name of its source."""
    try:
        source = remember(kept, name=request.POST.get("name", ""), user=request.user)  # type: ignore[arg-type]
        said = gettext("Kept under “%(name)s”: it will be proposed for the next file of this source.")
        messages.success(request, said % {"name": source.name})
    except ConcertationError as refusal:
        messages.error(request, refusal.in_language(reader_language()))
    return HttpResponseRedirect(reverse("import-columns", args=[kept.pk]))


@require_POST
@for_one_file
def follow_source(request: HttpRequest, kept: FileToMap) -> HttpResponse:
    """Reads the file as another source lays its files out."""
    asked = request.POST.get("source", "")
    try:
        use_source(kept, find_source(int(asked) if asked.isdecimal() else 0, user=request.user))  # type: ignore[arg-type]
    except UnknownRecord as unknown:
        raise Http404 from unknown
    return HttpResponseRedirect(reverse("import-columns", args=[kept.pk]))


@require_GET
@for_one_file
def send_mapping(request: HttpRequest, kept: FileToMap) -> HttpResponse:
    """The mapping of this file as a small file, to be brought to another register."""
    case = open_file(kept)
    return mapping_file(mapping_as_json(case.mapping), kept.filename.rpartition(".")[0])


def mapping_file(document: dict[str, Any], name: str) -> HttpResponse:
    """A mapping as a file to keep."""
    body = json.dumps(document, ensure_ascii=False, indent=2)
    answer = HttpResponse(body, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slugify(name) or "columns"}.concertation-columns.json"'
    return answer


@require_POST
@for_open_import
def read_otherwise(request: HttpRequest, staged: WorkbookImport) -> HttpResponse:
    """From a preview back to the columns: those named before, or a file that was taken for one of our layouts."""
    kept = mapping_behind(staged) or reopen(staged, user=request.user)  # type: ignore[arg-type]  # signed in by now
    if kept is None:
        raise PermissionDenied(gettext("This file is no table: its format says what each part is."))
    return HttpResponseRedirect(reverse("import-columns", args=[kept.pk]))
