"""What a file would change: the table, the faults, the rows; nothing is written yet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from django.core.paginator import Page, Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET

from concertation.core.facts import fact_kind
from concertation.core.faults import Fault
from concertation.core.text import Text
from concertation.journeys.workbook import (
    Outcome,
    Preview,
    PreviewRow,
    RowContents,
    SheetCounts,
    contents_of,
    preview_staged,
    write_faults_csv,
    write_faults_xlsx,
)
from concertation.store.models import WorkbookImport
from concertation.web.importing.access import for_open_import
from concertation.web.importing.faults import group_faults, title_of
from concertation.web.importing.start import XLSX
from concertation.web.wording import listed, number_words, reader_language

ROWS_A_PAGE = 50
FAULTS_A_PAGE = 200
# Changed rows that the first page of a preview shows.
_FIRST_CHANGED = 10
_OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows come to one outcome, and where they are listed."""

    outcome: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the table of counts."""

    sheet: str
    kind: Text
    counts: Sequence[Count]
    total: int


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row, and what it says; a row in doubt leads to its card."""

    row: PreviewRow
    kind: Text
    contents: RowContents
    doubt: int | None


@require_GET
@for_open_import
def show_preview(request: HttpRequest, staged: WorkbookImport) -> HttpResponse:
    """The whole of it on one page: counts, faults by kind, what changes."""
    return preview_page(request, staged)


def preview_page(
    request: HttpRequest, staged: WorkbookImport, *, moved: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The same, with what differs from what people had seen where the register moved."""
    preview = preview_staged(staged)
    changed = preview.rows.narrowed(outcome="changed")
    context = _about(staged, preview, "preview") | {
        "lines": _lines(staged, preview),
        "totals": _counts(staged, preview.counts, ""),
        "total": len(preview.rows),
        "sentence": sentence(preview),
        "fault_groups": group_faults(preview.faults),
        "warning_groups": group_faults(preview.warnings),
        "changed": _shown(preview, list(changed[:_FIRST_CHANGED])),
        "unlisted_changed": max(len(changed) - _FIRST_CHANGED, 0),
        "moved": moved,
    }
    return render(request, "importing/preview.html", context, status=status)


@require_GET
@for_open_import
def show_rows(request: HttpRequest, staged: WorkbookImport) -> HttpResponse:
    """The rows of one outcome, of one sheet or of all, a page at a time."""
    preview = preview_staged(staged)
    outcome, part = request.GET.get("outcome", ""), request.GET.get("part", "")
    kind_id, _, sheet = part.partition(":")
    rows = preview.rows.narrowed(outcome=outcome, kind_id=kind_id, sheet=sheet)
    page: Page[PreviewRow] = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = _about(staged, preview, "rows") | {
        "page": page,
        "rows": _shown(preview, list(page)),
        "outcome": outcome,
        "outcomes": _counts(staged, _counted(preview, part), part),
        "part": part,
        "parts": [(_part(line), line.sheet, fact_kind(line.kind_id).plural) for line in preview.sheets],
        "total": len(rows),
        "query": _without_page(request.GET),
    }
    return render(request, "importing/rows.html", context)


@require_GET
@for_open_import
def show_faults(request: HttpRequest, staged: WorkbookImport) -> HttpResponse:
    """Faults, or warnings, of one kind or one sheet or all, a page at a time."""
    preview = preview_staged(staged)
    is_of_warnings = request.GET.get("weight") == "warning"
    everything = preview.warnings if is_of_warnings else preview.faults
    code, sheet = request.GET.get("kind", ""), request.GET.get("sheet", "")
    found = [f for f in everything if code in ("", f.code) and sheet in ("", f.place.sheet)]
    page: Page[Fault] = Paginator(found, FAULTS_A_PAGE).get_page(request.GET.get("page"))
    context = _about(staged, preview, "faults") | {
        "page": page,
        "groups": group_faults(everything),
        "code": code,
        "title": title_of(code) if code else None,
        "sheet": sheet,
        "sheets": sorted({fault.place.sheet for fault in everything}),
        "total": len(found),
        "is_of_warnings": is_of_warnings,
        "query": _without_page(request.GET),
    }
    return render(request, "importing/faults.html", context)


@require_GET
@for_open_import
def send_faults(request: HttpRequest, staged: WorkbookImport, format: str) -> HttpResponse | StreamingHttpResponse:
    """Every fault and warning as a file, without a limit."""
    preview = preview_staged(staged)
    found: Iterable[Fault] = [*preview.faults, *preview.warnings]
    language = reader_language()
    name = f"{gettext('faults')}-{slugify(staged.filename.rpartition('.')[0]) or staged.pk}.{format}"
    if format == "csv":
        response = StreamingHttpResponse(
            write_faults_csv(found, language=language), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    target = io.BytesIO()
    write_faults_xlsx(target, found, language=language)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)


def sentence(preview: Preview) -> str:
    """The counts as a person would say them."""
    counts = preview.counts
    parts = [
        counts["new"]
        and ngettext("%(n)s row is new", "%(n)s rows are new", counts["new"]) % {"n": number_words(counts["new"])},
        counts["changed"]
        and ngettext("%(n)s row changes what is known", "%(n)s rows change what is known", counts["changed"])
        % {"n": number_words(counts["changed"])},
        counts["same"]
        and ngettext("%(n)s row says what is known already", "%(n)s rows say what is known already", counts["same"])
        % {"n": number_words(counts["same"])},
        counts["doubtful"]
        and ngettext("%(n)s row waits for your answer", "%(n)s rows wait for your answer", counts["doubtful"])
        % {"n": number_words(counts["doubtful"])},
        counts["faulty"]
        and ngettext("%(n)s row has a fault", "%(n)s rows have faults", counts["faulty"])
        % {"n": number_words(counts["faulty"])},
    ]
    said = listed(part for part in parts if part)
    return f"{said}." if said else gettext("The file holds no row.")


def _about(staged: WorkbookImport, preview: Preview, current: str) -> dict[str, Any]:
    return {
        "staged": staged,
        "preview": preview,
        "current": current,
        "open_doubts": len(preview.open_doubts),
        "doubts": len(preview.doubts),
    }


def _lines(staged: WorkbookImport, preview: Preview) -> list[SheetLine]:
    return [
        SheetLine(
            sheet=line.sheet,
            kind=fact_kind(line.kind_id).plural,
            counts=_counts(staged, line.counts, _part(line)),
            total=sum(line.counts.values()),
        )
        for line in preview.sheets
    ]


def _part(of: SheetCounts) -> str:
    """A kind of fact on a sheet: a list of places holds several."""
    return f"{of.kind_id}:{of.sheet}"


def _counts(staged: WorkbookImport, counts: Mapping[Outcome, int], part: str) -> list[Count]:
    found = []
    for outcome in _OUTCOMES:
        query = QueryDict(mutable=True)
        query["outcome"] = outcome
        if part:
            query["part"] = part
        address = f"{reverse('import-rows', args=[staged.pk])}?{query.urlencode()}"
        found.append(Count(outcome, counts[outcome], address))
    return found


def _counted(preview: Preview, part: str) -> Mapping[Outcome, int]:
    lines = [line.counts for line in preview.sheets if part in ("", _part(line))]
    return {outcome: sum(counts[outcome] for counts in lines) for outcome in _OUTCOMES}


def _shown(preview: Preview, rows: Sequence[PreviewRow]) -> list[ShownRow]:
    cards = {(doubt.kind_id, doubt.place): number for number, doubt in enumerate(preview.doubts, start=1)}
    return [
        ShownRow(row, fact_kind(row.kind_id).label, contents, cards.get((row.kind_id, row.place)))
        for row, contents in zip(rows, contents_of(preview, rows), strict=True)
    ]


def _without_page(asked: QueryDict) -> str:
    kept = asked.copy()
    kept.pop("page", None)
    return kept.urlencode()
