"""Saves one page: what it changed over what it had shown, and what came from elsewhere meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext

from concertation.core.faults import Fault
from concertation.journeys.answering.doors import Door
from concertation.journeys.answering.drafts import Draft, save_answers
from concertation.journeys.answering.merging import Merged, merge
from concertation.journeys.answering.questionnaire import Asked
from concertation.journeys.answering.reading import read_sent
from concertation.journeys.answering.roster import follow_code
from concertation.web.wording import reader_language

WAS = "was-"
Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Saved:
    """What a page came to: the draft, what was merged, and what could not be taken."""

    draft: Draft
    merged: Merged
    faults: Mapping[str, Fault] = field(default_factory=dict)

    @property
    def is_worth_telling(self) -> bool:
        """Whether the page should be looked at once more before going on."""
        return bool(self.faults or self.merged.brought or self.merged.overruled)


def fields_of(request: HttpRequest, door: Door) -> Fields:
    """What the form sent; a page that was open while two organisations became one speaks of the one that stands."""
    sent, led = dict(request.POST.lists()), door.questionnaire.led
    if not led:
        return sent
    return {WAS * name.startswith(WAS) + follow_code(name.removeprefix(WAS), led): sent[name] for name in sent}


def save_page(door: Door, asked: Iterable[Asked], fields: Fields) -> Saved:
    """Keeps the answers of one page; raises why no answer is taken."""
    questions = tuple(asked)
    sent, seen = read_sent(questions, fields), read_sent(questions, fields, mark=WAS)
    draft, merged = save_answers(door, lambda kept: merge(seen=seen.answers, sent=sent.answers, kept=kept))
    return Saved(draft, merged, sent.faults)


def answer_script(saved: Saved, asked: Iterable[Asked]) -> JsonResponse:
    """What a script needs to go on: what is kept, and what it should show and tell."""
    return JsonResponse(
        {
            "version": saved.draft.version,
            "kept": {
                one.code: as_fields(saved.draft.answers.get(one.code)) for one in asked if one.code not in saved.faults
            },
            "brought": list(saved.merged.brought),
            "told": notice(saved.merged),
            "faults": {code: fault.message.in_language(reader_language()) for code, fault in saved.faults.items()},
        }
    )


def as_fields(value: Any) -> list[str]:
    """An answer as a form sends it."""
    return [str(one) for one in value] if isinstance(value, list) else [] if value is None else [str(value)]


def notice(merged: Merged) -> str:
    """What happened on another device meanwhile, in words; empty where nothing did."""
    told = []
    if merged.brought:
        told.append(gettext("Answers given on another device meanwhile are shown here now."))
    if merged.overruled:
        told.append(gettext("Some questions were answered on another device too: what you chose here, last, is kept."))
    return " ".join(told)
