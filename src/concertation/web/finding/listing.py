"""What the page of a list says, whatever the list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext

from concertation.core.faceting import Choice, Count, Question, RecordList, facets_of
from concertation.core.faceting.facet import Listing
from concertation.journeys.finding import Found, find_page
from concertation.journeys.finding.asking import EXISTENCE, OPENING, shown_first
from concertation.journeys.finding.columns import columns_of
from concertation.journeys.searching import count_answering
from concertation.web.finding.asking import Asked
from concertation.web.finding.exports import FORMATS
from concertation.web.finding.panel import (
    Chip,
    chips,
    column_choices,
    facet_parts,
    groups_words,
    headings,
    orders,
    page_links,
)
from concertation.web.wording import number_words

# Pages beyond which nobody turns them: the list then says how to narrow it.
_TOO_MANY_PAGES = 20


# What a list leaves aside when it opens.
_AWAY = frozenset({"ended", "not_yet"})


def list_context(asked: Asked, records: RecordList, *, name: str) -> tuple[Found, dict[str, Any]]:
    """One page of the list with all that stands around it; ``name`` is the heading of its first column."""
    found = find_page(records, asked.question, page=asked.page)
    applied = chips(asked)
    shown = [columns_of(asked.listing)[column] for column in asked.columns if column != "type"]
    return found, {
        "asked": asked,
        "found": found,
        "groups": groups_words(found.matching.groups),
        "is_empty": not found.rows,
        "is_too_much": found.pages > _TOO_MANY_PAGES,
        "facets": facet_parts(asked, found.counts),
        "chips": applied,
        "clear": asked.address(asked.cleared()),
        "ways_out": ways_out(asked, records, applied) if not found.rows else [],
        "headings": headings(asked, shown, name),
        "width": len(shown) + 1,
        "orders": orders(asked, name),
        "column_choices": column_choices(asked),
        "page_links": page_links(asked, found),
        "previous": asked.address(page=found.page - 1) if found.page > 1 else "",
        "next": asked.address(page=found.page + 1) if found.page < found.pages else "",
        "files": [(format, asked.address(name=f"{asked.name}-file", format=format)) for format in FORMATS],
        "carried_by": {
            "search": asked.pairs(replace(asked.question, words="")),
            "sort": asked.pairs(replace(asked.question, sort="name", is_descending=False)),
            "columns": [pair for pair in asked.pairs(asked.question) if pair[0] != "columns"],
        },
        "away": sum(found.counts[EXISTENCE].get(code, Count(0)).total for code in _AWAY - _kept(asked.question)),
        "elsewhere": _elsewhere(asked),
        "on_every_day": asked.address(replace(asked.question, choices=_of_any_day(asked.question))),
    }


def ways_out(asked: Asked, records: RecordList, applied: list[Chip]) -> list[tuple[Chip, int]]:
    """For an empty list: what taking away each thing applied would find, the most first, where it finds any."""
    questions = [replace(asked.question, words="")] if asked.question.words else []
    for facet, code, is_excluded in asked.applied:
        change = asked.excluding if is_excluded else asked.including
        questions.append(change(facet.id, code))
    sizes = [records.matching(_reopened(question)).total for question in questions]
    return sorted(((chip, size) for chip, size in zip(applied, sizes, strict=True) if size), key=lambda way: -way[1])


def _reopened(question: Question) -> Question:
    """Without any choice of what holds on the day, a list opens on what does."""
    if question.choices.get(EXISTENCE):
        return question
    return replace(question, choices={**question.choices, EXISTENCE: OPENING})


def _kept(question: Question) -> frozenset[str]:
    return question.choices.get(EXISTENCE, OPENING).include


def _of_any_day(question: Question) -> dict[str, Choice]:
    return {**question.choices, EXISTENCE: Choice(frozenset({"holds", "ended", "not_yet"}))}


def _elsewhere(asked: Asked) -> tuple[str, int, str] | None:
    """The same words in the other list: its address, how many they find there, and that in words."""
    if not asked.question.words:
        return None
    other: Listing = "organisation" if asked.listing == "partnership" else "partnership"
    count, is_more = count_answering(other, asked.question.words, as_of=asked.as_of)
    question = Question(asked.question.language, asked.question.words, {EXISTENCE: OPENING})
    beside = replace(asked, listing=other, name=f"{other}s", facets=facets_of(other), columns=shown_first(other))
    number = number_words(count)
    return beside.address(question), count, gettext("more than %(number)s") % {"number": number} if is_more else number
