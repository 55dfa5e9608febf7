"""What people answered about pairs: kept as facts, asked again neither by the review nor by an import."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet

from concertation.core.errors import UnknownRecord
from concertation.core.facts import fact_kind
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.permission import Row, require
from concertation.store.history import recording
from concertation.store.models import MatchJudgment, Organisation
from concertation.store.removing import remove_facts

Answer = Literal["different", "unsure"]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judgment:
    """An answer on a pair: who gave it, when, and why."""

    key: str
    answer: Answer
    reasons: str
    made_by: str
    made_at: datetime
    change_id: int


def pairs_told_apart(keys: Collection[str] | None = None) -> frozenset[frozenset[str]]:
    """The pairs of organisations, by their keys, that a person said are two; with ``keys``, of these alone.

    For an import: a row that stands for one of the two is not proposed as the other. Pairs that left somebody unsure
    are not among them.
    """
    found = MatchJudgment.objects.filter(answer="different")
    if keys is not None:
        found = found.filter(Q(organisation__key__in=keys) | Q(other__key__in=keys))
    return frozenset(frozenset(pair) for pair in found.values_list("organisation__key", "other__key"))


def judgment_of(one: str, other: str) -> Judgment | None:
    """What was answered last about a pair."""
    fact = _about(one, other).first()
    if fact is None:
        return None
    version = fact.history.select_related("change").latest("history_id")
    change = version.change
    answer: Answer = "different" if fact.answer == "different" else "unsure"
    return Judgment(fact.key, answer, fact.reasons, change.made_by_name, change.made_at, change.pk)


def judge_pair(
    one: str, other: str, *, answer: Answer, user: User | None, reasons: str = "", name: str = ""
) -> int | None:
    """Keeps an answer on a pair, in place of an earlier one; the change, or ``None`` where it was answered so already.

    ``name``: who does it where nobody signed in. Raises ``NotAllowed`` or ``UnknownRecord``.
    """
    if user is not None:
        require(user, "merge", [Row("organisation", one), Row("organisation", other)])
    ends = [_organisation(key) for key in (one, other)]
    with transaction.atomic():
        fact = _about(one, other).first()
        if fact is not None and (fact.answer, fact.reasons) == (answer, reasons or fact.reasons):
            return None
        kind = "created" if fact is None else "edited"
        with recording(kind=kind, reason=reasons or _reason(ends, answer), user=user, name=name) as change:
            _write(fact, ends, answer, reasons)
    return change.pk


def forget_judgment(one: str, other: str, *, user: User, reason: str) -> int | None:
    """Takes an answer back, so that the question is asked again; the history keeps it."""
    require(user, "merge", [Row("organisation", one), Row("organisation", other)])
    with transaction.atomic():
        fact = _about(one, other).first()
        if fact is None:
            return None
        with recording(kind="deleted", reason=reason, user=user) as change:
            remove_facts({"match_judgment": {fact.pk}})
    return change.pk


def _write(fact: MatchJudgment | None, ends: list[Organisation], answer: Answer, reasons: str) -> None:
    """Two people may answer at the same instant: the later answer stands."""
    if fact is None:
        try:
            with transaction.atomic():
                MatchJudgment.objects.create(organisation=ends[0], other=ends[1], answer=answer, reasons=reasons)
            return
        except DatabaseError:
            fact = _about(ends[0].key, ends[1].key).get()
    fact.answer, fact.reasons = answer, reasons or fact.reasons
    fact.save()


def _about(one: str, other: str) -> QuerySet[MatchJudgment]:
    pair = Q(organisation__key=one, other__key=other) | Q(organisation__key=other, other__key=one)
    return MatchJudgment.objects.filter(pair)


def _organisation(key: str) -> Organisation:
    found: Organisation | None = model_of("organisation").objects.filter(key=key).first()
    if found is None:
        raise UnknownRecord(kind=fact_kind("organisation").label.en, key=key)
    return found


def _reason(ends: list[Organisation], answer: Answer) -> str:
    """Both names, which need no language."""
    sign = "≠" if answer == "different" else "?"
    return f" {sign} ".join(end.name_en or end.name_fr or end.key for end in ends)
