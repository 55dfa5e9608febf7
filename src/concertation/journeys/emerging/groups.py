"""The groups of a day before a person: each with the names it needs, and what was answered about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from django.db.models import Q

from concertation.core.discovery.emerging import Candidate, Occasion
from concertation.core.errors import UnknownRecord
from concertation.core.network import Span
from concertation.core.text import Text
from concertation.journeys.emerging.day import DayOfGroups, FoundGroup, days_of_groups
from concertation.journeys.emerging.judging import Judgment, Judgments, read_judgments
from concertation.journeys.observation import observe
from concertation.journeys.permission import Person, require
from concertation.journeys.records import Record, Records
from concertation.journeys.retrieval import retrieve


@dataclass(frozen=True, eq=False)
class GroupCandidate:
    """A group to be looked at: what was found, what was answered, and the records that it speaks of."""

    id: str
    found: FoundGroup
    span: Span
    judgments: tuple[Judgment, ...]
    records: Records
    areas: Mapping[str, Text]

    @property
    def candidate(self) -> Candidate:
        """What an answer about it is remembered by."""
        return _candidate(self.found)

    @property
    def judgment(self) -> Judgment | None:
        """The answer that stands."""
        last = self.judgments[0] if self.judgments else None
        return last if last is not None and last.answer != "open" else None

    @property
    def state(self) -> str:
        """``open``, ``later``, ``not``; a group recorded as a partnership that came up again is open."""
        answer = self.judgment.answer if self.judgment is not None else "open"
        return answer if answer in ("not", "later") else "open"

    @property
    def members(self) -> tuple[Record, ...]:
        """The organisations, by key."""
        found = (self.records.keyed("organisation", key) for key in self.found.group.members)
        return tuple(record for record in found if record is not None)

    def record(self, kind_id: str, key: str) -> Record | None:
        """A fact that the reasons speak of; ``None`` where it went meanwhile."""
        return self.records.keyed(kind_id, key)


_ORDER = ("open", "later", "not")


def find_candidates(as_of: date, *, user: Person | None) -> tuple[GroupCandidate, ...]:
    """The groups of that day: those nobody answered first, then those put off, then those refused.

    They rest on what the register holds, which is open to all; answers of surveys are not read. A few queries, however
    many groups there are. ``user`` is ``None`` for who works on the machine itself.

    Raises ``NotAllowed``.
    """
    if user is not None:
        require(user, "review_candidates")
    day = days_of_groups.of(observe(as_of=as_of))
    judgments, records = read_judgments(), _records(day.groups)
    candidates = [_group(day, found, judgments, records) for found in day.groups]
    return tuple(sorted(candidates, key=lambda one: _ORDER.index(one.state)))


def candidate_of(id: str, as_of: date, *, user: Person | None) -> GroupCandidate:
    """One of them; raises ``UnknownRecord`` where no such group acts together on that day."""
    for one in find_candidates(as_of, user=user):
        if one.id == id:
            return one
    raise UnknownRecord(kind="group", key=id)


def _group(day: DayOfGroups, found: FoundGroup, judgments: Judgments, records: Records) -> GroupCandidate:
    told = judgments.about("group", _candidate(found))
    return GroupCandidate(_id(found), found, day.span, told, records, day.areas)


def _candidate(found: FoundGroup) -> Candidate:
    return Candidate(
        frozenset(found.group.members), frozenset((one.fact_kind, one.fact_key) for one in found.occasions)
    )


def _id(found: FoundGroup) -> str:
    """The same members have the same address, whatever the day."""
    return blake2b("\n".join(found.group.members).encode(), digest_size=6).hexdigest()


def _records(groups: Iterable[FoundGroup]) -> Records:
    wanted: dict[str, set[str]] = {}
    for found in groups:
        wanted.setdefault("organisation", set()).update(found.group.members)
        wanted.setdefault("partnership", set()).update(one.key for one in found.standing)
        for occasion in found.occasions:
            wanted.setdefault(occasion.fact_kind, set()).add(occasion.fact_key)
    return retrieve({kind_id: Q(key__in=keys) for kind_id, keys in wanted.items()})


def named_occasions(candidate: GroupCandidate) -> list[tuple[Occasion, Record | None]]:
    """The occasions with the facts that they are."""
    return [(one, candidate.record(one.fact_kind, one.fact_key)) for one in candidate.found.occasions]
