"""The cards of review: one doubt at a time, left what we have, right what came, between them the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concertation.core.facts import fact_kind
from concertation.core.text import Text, search_key
from concertation.journeys.workbook import (
    DIFFERENT,
    UNSURE,
    Candidate,
    CardLine,
    Doubt,
    doubts_of,
    record_answers,
)
from concertation.store.models import WorkbookImport
from concertation.web.importing.access import for_open_import
from concertation.web.wording import reader_language

_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of the card: what we have, what came, and whether they say the same."""

    label: Text
    held: Text | None
    came: Text | None

    @property
    def is_same(self) -> bool:
        """Whether both sides say the same words, but for accents and case."""
        return self.held is not None and self.came is not None and _folded(self.held) == _folded(self.came)

    @property
    def is_different(self) -> bool:
        """Whether both sides speak and disagree."""
        return self.held is not None and self.came is not None and not self.is_same


@dataclass(frozen=True, slots=True)
class ComparedCandidate:
    """A candidate side by side with the row."""

    candidate: Candidate
    lines: Sequence[ComparedLine]
    is_proposed: bool
    is_answer: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the answers have come."""

    total: int
    settled: int
    put_off: int
    same: int
    different: int

    @property
    def reviewed(self) -> int:
        """How many somebody has looked at."""
        return self.settled + self.put_off

    @property
    def open(self) -> int:
        """How many are not settled."""
        return self.total - self.settled

    @property
    def waiting(self) -> int:
        """How many nobody has looked at."""
        return self.open - self.put_off


@require_GET
@for_open_import
def list_doubts(request: HttpRequest, staged: WorkbookImport) -> HttpResponse:
    """All of them with their answers, the way in to the cards, and the way to follow all proposals at once."""
    doubts = doubts_of(staged)
    page: Page[Doubt] = Paginator(doubts, _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "staged": staged,
        "current": "doubts",
        "page": page,
        "doubts": [(n, doubt, _answer_in_words(doubt)) for n, doubt in enumerate(page, start=page.start_index())],
        "progress": progress_of(doubts),
        "proposals": _proposals(doubts),
        "next": _next_open(doubts, 0),
    }
    return render(request, "importing/doubts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_open_import
def review_doubt(request: HttpRequest, staged: WorkbookImport, position: int) -> HttpResponse:
    """One card; an answer is kept at once and leads to the next one that is open."""
    doubts = doubts_of(staged)
    if not 1 <= position <= len(doubts):
        raise Http404
    if request.method == "POST":
        return _answer(request, staged, doubts, position)
    return _card(request, staged, doubts, position)


@require_POST
@for_open_import
def follow_proposals(request: HttpRequest, staged: WorkbookImport) -> HttpResponse:
    """Answers what nobody has looked at as proposed; when that is nothing, what was put off."""
    answers = {doubt.id: doubt.proposal for doubt in _left(doubts_of(staged))}
    record_answers(staged, answers)
    said = ngettext("%(n)d proposal was followed.", "%(n)d proposals were followed.", len(answers))
    messages.success(request, said % {"n": len(answers)})
    return HttpResponseRedirect(reverse("import-doubts", args=[staged.pk]))


def progress_of(doubts: Sequence[Doubt]) -> Progress:
    """Counted over all the doubts of a file."""
    return Progress(
        total=len(doubts),
        settled=sum(not doubt.is_open for doubt in doubts),
        put_off=sum(doubt.is_open and doubt.is_put_off for doubt in doubts),
        same=sum(doubt.answer not in (None, DIFFERENT) for doubt in doubts),
        different=sum(doubt.answer == DIFFERENT for doubt in doubts),
    )


def _card(
    request: HttpRequest, staged: WorkbookImport, doubts: Sequence[Doubt], position: int, error: str = ""
) -> HttpResponse:
    doubt = doubts[position - 1]
    context = {
        "staged": staged,
        "current": "doubts",
        "doubt": doubt,
        "kind": fact_kind(doubt.kind_id).label,
        "candidates": [_compared(doubt, candidate) for candidate in doubt.candidates],
        "several": len(doubt.candidates) > 1,
        "position": position,
        "previous": position - 1,
        "following": position + 1 if position < len(doubts) else 0,
        "progress": progress_of(doubts),
        "proposals": _proposals(doubts),
        "answer": _answer_in_words(doubt),
        "error": error,
    }
    return render(request, "importing/doubt.html", context, status=422 if error else 200)


def _answer(request: HttpRequest, staged: WorkbookImport, doubts: Sequence[Doubt], position: int) -> HttpResponse:
    doubt = doubts[position - 1]
    answer = request.POST.get("answer", "")
    if answer not in {DIFFERENT, UNSURE, *(candidate.id for candidate in doubt.candidates)}:
        return _card(request, staged, doubts, position, gettext("Choose one of the answers below the card."))
    record_answers(staged, {doubt.id: answer})
    left = _next_open(doubts_of(staged), position)
    if left:
        return HttpResponseRedirect(reverse("import-doubt", args=[staged.pk, left]))
    return HttpResponseRedirect(reverse("import-doubts", args=[staged.pk]))


def _next_open(doubts: Sequence[Doubt], after: int) -> int:
    """The number of the next doubt that nobody has looked at, going round; then of those put off; or 0."""
    numbered = list(enumerate(doubts, start=1))
    ahead = [*numbered[after:], *numbered[:after]]
    fresh = [number for number, doubt in ahead if doubt.is_open and not doubt.is_put_off]
    put_off = [number for number, doubt in ahead if doubt.is_open and doubt.is_put_off and number != after]
    return next(iter([*fresh, *(put_off if not after else [])]), 0)


def _left(doubts: Sequence[Doubt]) -> list[Doubt]:
    fresh = [doubt for doubt in doubts if doubt.is_open and not doubt.is_put_off]
    return fresh or [doubt for doubt in doubts if doubt.is_open]


def _proposals(doubts: Sequence[Doubt]) -> Mapping[str, int]:
    left = _left(doubts)
    different = sum(doubt.proposal == DIFFERENT for doubt in left)
    return {"all": len(left), "same": len(left) - different, "different": different}


def _compared(doubt: Doubt, candidate: Candidate) -> ComparedCandidate:
    held, came = _by_column(candidate.lines), _by_column(doubt.lines)
    lines = []
    for column in dict.fromkeys([*came, *held]):
        known = held.get(column) or came[column]
        lines.append(
            ComparedLine(
                label=known.label,
                held=held[column].words if column in held else None,
                came=came[column].words if column in came else None,
            )
        )
    return ComparedCandidate(
        candidate=candidate,
        lines=lines,
        is_proposed=doubt.proposal == candidate.id,
        is_answer=doubt.answer == candidate.id,
    )


def _by_column(lines: Sequence[CardLine]) -> Mapping[str, CardLine]:
    return {line.column: line for line in lines}


def _folded(words: Text) -> str:
    return search_key(words.in_language(reader_language()))


def _answer_in_words(doubt: Doubt) -> str:
    if doubt.answer == DIFFERENT:
        return pgettext("answer", "different")
    if doubt.answer is not None:
        name = next(candidate.name for candidate in doubt.candidates if candidate.id == doubt.answer)
        return gettext("same as %(name)s") % {"name": name}
    return gettext("unsure, for later") if doubt.is_put_off else ""
