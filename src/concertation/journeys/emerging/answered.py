"""What was answered and still stands: refused, put off or recorded, by whom, when and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db.models import Q

from concertation.core.discovery.emerging import Candidate
from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.core.text import Text
from concertation.journeys.emerging.day import days_of_groups
from concertation.journeys.emerging.judging import Answer, Judgment, judge, read_judgments
from concertation.journeys.emerging.telling import name_of_record
from concertation.journeys.observation import observe
from concertation.journeys.permission import Person, require
from concertation.journeys.records import Records
from concertation.journeys.retrieval import retrieve


class RecordedAnswer(ConcertationError):
    """An answer by which a partnership came into the register: it goes with that change."""

    code = "recorded-answer"
    english = "This group was recorded as the partnership “{key}”. Undo that change in its history instead."
    french = "Ce groupe est inscrit comme partenariat « {key} ». Annulez plutôt cette modification dans son historique."


@dataclass(frozen=True, slots=True)
class Named:
    """A record by its key and what it is called."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with the names of those it is about, and of the partnership that it became."""

    judgment: Judgment
    members: tuple[Named, ...]
    partnership: Named | None


def standing_answers(*, user: Person, answer: Answer | None = None) -> tuple[Judgment, ...]:
    """The answers that stand, the latest first, those of one word where it is asked for; raises ``NotAllowed``."""
    require(user, "review_candidates")
    return tuple(one for one in read_judgments().all_standing() if answer in (None, one.answer))


def with_names(judgments: Sequence[Judgment]) -> tuple[Answered, ...]:
    """The same with names: a few queries, however many."""
    records = retrieve(
        {
            "organisation": Q(key__in={key for one in judgments for key in one.candidate.members}),
            "partnership": Q(key__in={one.partnership_key for one in judgments}),
        }
    )
    return tuple(
        Answered(
            one,
            tuple(_named(records, "organisation", sorted(one.candidate.members))),
            next(iter(_named(records, "partnership", filter(None, [one.partnership_key]))), None),
        )
        for one in judgments
    )


def _named(records: Records, kind: str, keys: Iterable[str]) -> list[Named]:
    return [Named(key, name_of_record(records.keyed(kind, key), key)) for key in keys]


def pair_of(keys: Sequence[str], as_of: date) -> Candidate:
    """Two organisations of that day; raises ``UnknownRecord`` for one that is not there, or for one twice."""
    known = set(days_of_groups.of(observe(as_of=as_of)).organisations["key"])
    for strange in (key for key in keys if key not in known or keys.count(key) > 1):
        raise UnknownRecord(kind="organisation", key=strange)
    return Candidate(frozenset(keys), frozenset())


def take_back(id: int, *, user: User, as_of: date) -> bool:
    """Takes an answer back, and says whether it stood; the history keeps both.

    Raises ``NotAllowed``, ``UnknownRecord``, or ``RecordedAnswer`` for one that made a partnership.
    """
    require(user, "review_candidates")
    judgments = read_judgments()
    one = judgments.of(id)
    if one is None:
        raise UnknownRecord(kind="answer", key=str(id))
    if one.answer == "recorded":
        raise RecordedAnswer(key=one.partnership_key)
    if one not in judgments.all_standing():
        return False
    return judge(one.kind, one.candidate, "open", user=user, as_of=as_of)
