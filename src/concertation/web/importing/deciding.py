"""The last step: confirm with a reason, or abandon; and what became of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concertation.core.errors import ConcertationError
from concertation.core.facts import all_kinds
from concertation.core.text import Text
from concertation.journeys.long_work import confirm_beside, is_long
from concertation.journeys.mapping import forget_mapped
from concertation.journeys.workbook import (
    ImportIsOver,
    Preview,
    RegisterMoved,
    abandon_staged,
    confirm_staged,
    preview_staged,
)
from concertation.store.models import WorkbookImport
from concertation.web.importing.access import for_one_import, for_open_import
from concertation.web.importing.preview import preview_page, sentence
from concertation.web.wording import reader_language

# Rows that the page lists when the register moved; the preview below holds them all.
_LISTED = 30
_REASON_LENGTH = 500


@dataclass(frozen=True, slots=True)
class ToWrite:
    """How many facts of one kind would be added and corrected."""

    kind: Text
    added: int
    corrected: int


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A row that no longer comes out as people had seen."""

    place: str
    name: str
    seen: str
    now: str


@require_http_methods(["GET", "HEAD", "POST"])
@for_open_import
def confirm(request: HttpRequest, staged: WorkbookImport) -> HttpResponse:
    """What will be written, for which reason; nothing is before the button."""
    if request.method != "POST":
        return _page(request, staged)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        return _page(
            request, staged, gettext("Say why in a few words: whoever reads the history will want to know."), 422
        )
    return _write(request, staged, reason[:_REASON_LENGTH])


def _write(request: HttpRequest, staged: WorkbookImport, reason: str) -> HttpResponse:
    leaves_faulty = request.POST.get("leave_faulty_rows") == "yes"
    if is_long(staged):
        work = confirm_beside(
            staged,
            user=request.user,  # type: ignore[arg-type]  # signed in
            reason=reason,
            leave_faulty_rows=leaves_faulty,
            language=reader_language(),
        )
        return HttpResponseRedirect(reverse("work", args=[work.pk]))
    try:
        result = confirm_staged(staged, user=request.user, reason=reason, leave_faulty_rows=leaves_faulty)  # type: ignore[arg-type]
    except RegisterMoved as moved:
        rows = moved_rows(staged, moved)
        more = len(moved.differences) - len(rows)
        told = {"error": moved.in_language(reader_language()), "rows": rows, "more": more}
        return preview_page(request, staged, moved=told, status=409)
    except ImportIsOver:
        return HttpResponseRedirect(reverse("import-result", args=[staged.pk]))
    except ConcertationError as refusal:
        return _page(request, staged, refusal.in_language(reader_language()), 422)
    address = reverse("import-result", args=[staged.pk])
    return HttpResponseRedirect(f"{address}?left_out={result.left_out}" if result.left_out else address)


def _page(request: HttpRequest, staged: WorkbookImport, error: str = "", status: int = 200) -> HttpResponse:
    preview = preview_staged(staged)
    context = {
        "staged": staged,
        "current": "confirm",
        "preview": preview,
        "open_doubts": len(preview.open_doubts),
        "sentence": sentence(preview),
        "to_write": to_write(preview),
        "faulty": preview.counts["faulty"],
        "reason": request.POST.get("reason", ""),
        "leaves_faulty": request.POST.get("leave_faulty_rows") == "yes",
        "error": error,
    }
    return render(request, "importing/confirm.html", context, status=status)


@require_POST
@for_open_import
def abandon(request: HttpRequest, staged: WorkbookImport) -> HttpResponse:
    """Forgets the file; what people sent and when stays known."""
    try:
        abandon_staged(staged)
        forget_mapped(staged)
    except ImportIsOver:
        return HttpResponseRedirect(reverse("import-result", args=[staged.pk]))
    return HttpResponseRedirect(reverse("import"))


@require_GET
@for_one_import
def show_result(request: HttpRequest, staged: WorkbookImport) -> HttpResponse:
    """What was written and where to read it, or that nothing was."""
    if staged.state == WorkbookImport.State.PREVIEWED:
        return HttpResponseRedirect(reverse("import-preview", args=[staged.pk]))
    asked = request.GET.get("left_out", "")
    context = {"staged": staged, "current": "result", "left_out": int(asked) if asked.isdecimal() else 0}
    return render(request, "importing/result.html", context)


def to_write(preview: Preview) -> Sequence[ToWrite]:
    """What would be written, by kind of fact in the order of the dictionary."""
    counts = preview.to_write
    added, corrected = ({kind: n for (kind, is_new), n in counts.items() if is_new == side} for side in (True, False))
    return [
        ToWrite(kind.plural, added.get(kind.id, 0), corrected.get(kind.id, 0))
        for kind in all_kinds()
        if kind.id in added or kind.id in corrected
    ]


def moved_rows(staged: WorkbookImport, moved: RegisterMoved) -> list[MovedRow]:
    """The first rows that differ, with their outcomes before and now."""
    preview = preview_staged(staged)
    shown = sorted(moved.differences.items())[:_LISTED]
    names = preview.rows.at([place for place, _ in shown])
    found = []
    for place, (seen, now) in shown:
        row = names.get(place)
        where = row.place.in_language(reader_language()) if row is not None else place
        before, after = _first_that_differs(seen, now)
        found.append(MovedRow(where, row.name if row is not None else "", outcome_words(before), outcome_words(after)))
    return found


def _first_that_differs(seen: str, now: str) -> tuple[str, str]:
    """Of the facts that one row stands for, the first that comes out otherwise."""
    pairs = zip_longest(seen.split("\n"), now.split("\n"), fillvalue="")
    return next((pair for pair in pairs if pair[0] != pair[1]), (seen, now))


def outcome_words(outcome: str) -> str:
    """An outcome in one word; what it would change is on the preview."""
    words: Mapping[str, str] = {
        "new": pgettext("row", "new"),
        "same": pgettext("row", "same"),
        "changed": pgettext("row", "changed"),
        "doubtful": pgettext("row", "in doubt"),
        "faulty": pgettext("row", "faulty"),
    }
    return words.get(outcome.partition(":")[0], gettext("unknown"))
