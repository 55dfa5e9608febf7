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
    """An answer on a candidate: what it was about, who gave it, when, and why; ``as_of`` is the day it was seen on."""

    id: int
    kind: CandidateKind
    answer: Answer
    candidate: Candidate
    partnership_key: str
    reasons: str
    made_by: str
    made_at: datetime
    as_of: date


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

    def of(self, id: int) -> Judgment | None:
        """The answer of that number."""
        return next((one for one in self._latest_first if one.id == id), None)

    def all_standing(self) -> tuple[Judgment, ...]:
        """Every answer that no later one is about, the latest first; those taken back are left out."""
        later: dict[str, list[Judgment]] = {}
        found = []
        for one in self._latest_first:
            near = {id(other): other for key in one.candidate.members for other in later.get(key, ())}.values()
            if not any(other.kind == one.kind and is_answered_by(other.candidate, one.candidate) for other in near):
                found.append(one)
            for key in one.candidate.members:
                later.setdefault(key, []).append(one)
        return tuple(one for one in found if one.answer != "open")

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
) -> bool:
    """Adds an answer, and says whether it did: the very answer that stands already is not added again.

    Raises ``NotAllowed`` or ``ReasonTooLong``.
    """
    require(user, "review_candidates")
    if len(reasons) > MOST_LETTERS:
        raise ReasonTooLong(most=MOST_LETTERS)
    if _says_nothing_new(kind, candidate, answer, reasons.strip(), partnership):
        return False
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
    return True


def _says_nothing_new(
    kind: CandidateKind, candidate: Candidate, answer: Answer, reasons: str, partnership: str
) -> bool:
    """The last answer on the same members and occasions is the same word; nothing to take back is nothing new too."""
    found = read_judgments().about(kind, candidate)
    if not found:
        return answer == "open"
    last = found[0]
    said = (last.candidate, last.answer, last.reasons, last.partnership_key)
    return said == (candidate, answer, reasons, partnership) or (answer == last.answer == "open")


def _judgment(row: CandidateJudgment, standing: dict[str, str]) -> Judgment:
    members: Sequence[str] = row.members
    occasions: Sequence[Any] = row.occasions
    candidate = Candidate(
        frozenset(standing.get(key, key) for key in members), frozenset((kind, key) for kind, key in occasions)
    )
    kind: Any = row.kind
    answer: Any = row.answer
    return Judgment(
        id=row.pk,
        kind=kind,
        answer=answer,
        candidate=candidate,
        partnership_key=row.partnership_key,
        reasons=row.reasons,
        made_by=row.made_by_name,
        made_at=row.made_at,
        as_of=row.seen_as_of,
    )
