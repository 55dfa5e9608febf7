"""What a page sends, read against what it asks: each answer is one that the question takes, or it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from concertation.core.faults import Fault, FaultKind, Place, shorten
from concertation.journeys.answering.questionnaire import Asked

LONGEST = 4_000

_NOT_AN_ANSWER = FaultKind(
    "answer-not-taken",
    "“{found}” is not one of the answers to this question. Choose one of those shown; the others are saved.",
    "« {found} » n’est pas une des réponses à cette question. Choisissez l’une de celles affichées; "
    "les autres sont enregistrées.",
)
_TOO_LONG = FaultKind(
    "answer-too-long",
    "This answer has {count} characters; the longest kept has {longest}. Shorten it: it is still on this page.",
    "Cette réponse compte {count} caractères; on en garde {longest} au plus. "
    "Raccourcissez-la : elle est toujours sur cette page.",
)


@dataclass(slots=True)
class Sent:
    """The answers of one page, those that are blank as None, and what was wrong with others."""

    answers: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)


def read_sent(asked: Iterable[Asked], sent: Mapping[str, Sequence[str]], *, mark: str = "") -> Sent:
    """The answers among these fields.

    ``mark`` stands before the names of fields that repeat what the page showed when it arrived. A question of choice
    that the page does not name keeps its answer; the choice to leave it without one sends a blank.
    """
    found = Sent()
    for one in asked:
        values = [value.replace("\0", "").strip() for value in sent.get(mark + one.code, ())]
        if one.ticks:
            _read_ticks(one, values, found)
        elif values:
            _read_one(one, values[-1], found)
    return found


def _read_ticks(asked: Asked, values: Sequence[str], found: Sent) -> None:
    """The page sends a blank beside the boxes, so that none ticked is an answer of none."""
    if values:
        found.answers[asked.code] = [code for code in asked.ticks if code in values] or None


def _read_one(asked: Asked, value: str, found: Sent) -> None:
    known = {str(choice): choice for choice in asked.choices}
    if not value:
        found.answers[asked.code] = None
    elif asked.takes_words and len(value) > LONGEST:
        found.faults[asked.code] = _TOO_LONG.at(Place(asked.code), count=len(value), longest=LONGEST)
    elif asked.takes_words:
        found.answers[asked.code] = value.replace("\r\n", "\n")
    elif value in known:
        found.answers[asked.code] = known[value]
    else:
        found.faults[asked.code] = _NOT_AN_ANSWER.at(Place(asked.code), found=shorten(value))
