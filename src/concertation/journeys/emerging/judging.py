"""What people answered about candidates: each answer is added, the last one on a candidate stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.contrib.auth.models import User
from django.utils import timezone

from concertation.core.discovery.emerging import Candidate, is_answered_by
from concertation.core.errors import ConcertationError
from concertation.journeys.leading_on import standing_keys
from concertation.journeys.permission import name_of, require
from concertation.store.models import CandidateJudgment

CandidateKind = Literal["group", "pair"]
Answer = Literal["recorded", "not", "later", "open"]


class ReasonTooLong(ConcertationError):
    """A reason longer than a reader takes in."""

    code = "reason-too-long"
    english = "The reason is longer than {most} characters. Shorten it."
    french = "Le motif dépasse {most} caractères. Raccourcissez-le."


MOST_LETTERS = 500


@dataclass(frozen=True, slots=True)
class Judgment:
    """An answer on a candidate: what it was about, who gave it, when, and why."""

    kind: CandidateKind
    answer: Answer
    candidate: Candidate
    partnership_key: str
    reasons: str
    made_by: str
    made_at: datetime


class Judgments:
    """All the answers there are, read once: the last on each candidate is the one that counts."""

    def __init__(self, found: Iterable[Judgment]) -> None:
        self._latest_first = sorted(found, key=lambda one: one.made_at, reverse=True)

    def about(self, kind: CandidateKind, candidate: Candidate) -> tuple[Judgment, ...]:
        """The answers that still answer about this candidate, the latest first."""
        return tuple(one for one in self._latest_first if one.kind == kind and is_answered_by(candidate, one.candidate))

    def standing(self, kind: CandidateKind, candidate: Candidate) -> Judgment | None:
        """The last answer, unless it was taken back."""
        found = self.about(kind, candidate)
        return found[0] if found and found[0].answer != "open" else None

    def pairs(self, answer: Answer) -> frozenset[tuple[str, str]]:
        """The pairs whose last answer is that one, the smaller key first."""
        last: dict[tuple[str, ...], Judgment] = {}
        for one in reversed(self._latest_first):
            if one.kind == "pair":
                last[tuple(sorted(one.candidate.members))] = one
        return frozenset((pair[0], pair[-1]) for pair, one in last.items() if one.answer == answer and len(pair) == 2)


def read_judgments() -> Judgments:
    """The answers with merged organisations under the code that stands for them: two queries, however many."""
    rows = list(CandidateJudgment.objects.order_by("id"))
    standing = standing_keys({key for row in rows for key in row.members})
    return Judgments(_judgment(row, standing) for row in rows)


def judge(
    kind: CandidateKind,
    candidate: Candidate,
    answer: Answer,
    *,
    user: User,
    as_of: date,
    reasons: str = "",
    partnership: str = "",
) -> None:
    """Adds an answer; raises ``NotAllowed`` or ``ReasonTooLong``."""
    require(user, "review_candidates")
    if len(reasons) > MOST_LETTERS:
        raise ReasonTooLong(most=MOST_LETTERS)
    CandidateJudgment.objects.create(
        kind=kind,
        answer=answer,
        members=sorted(candidate.members),
        occasions=sorted(map(list, candidate.occasions)),
        seen_as_of=as_of,
        partnership_key=partnership,
        reasons=reasons.strip(),
        made_at=timezone.now(),
        made_by=user,
        made_by_name=name_of(user),
    )


def _judgment(row: CandidateJudgment, standing: dict[str, str]) -> Judgment:
    members: Sequence[str] = row.members
    occasions: Sequence[Any] = row.occasions
    candidate = Candidate(
        frozenset(standing.get(key, key) for key in members), frozenset((kind, key) for kind, key in occasions)
    )
    kind: Any = row.kind
    answer: Any = row.answer
    return Judgment(kind, answer, candidate, row.partnership_key, row.reasons, row.made_by_name, row.made_at)
