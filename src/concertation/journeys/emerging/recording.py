"""A group recorded as an emerging partnership: what a person confirmed, written in one change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from concertation.core.facts import fact_kind
from concertation.core.text import Language
from concertation.journeys.doubles import Double, perhaps_known
from concertation.journeys.editing import Addition, Reading, RefusedFact, Saved, read_written, save_facts
from concertation.journeys.emerging.groups import GroupCandidate
from concertation.journeys.emerging.judging import judge
from concertation.journeys.permission import Person, may_add, require

# The parts of a partnership that are asked for at its birth; the others have their own form.
ASKED = ("name_en", "name_fr", "purpose_en", "purpose_fr", "since")


@dataclass(frozen=True, slots=True)
class Birth:
    """What a person wrote and ticked: parts of the partnership as text, members, areas and sectors by their keys."""

    written: Mapping[str, str]
    members: Sequence[str]
    areas: Sequence[str]
    sectors: Sequence[str]
    reason: str = ""


def may_record(user: Person) -> bool:
    """Whether this person may bring a partnership into the register."""
    return may_add(user, "partnership", {})


def begun_on(one: GroupCandidate) -> date | None:
    """The first day of the period on which an occasion of the group is dated; unknown where none is."""
    days = [occasion.since for occasion in one.found.occasions if occasion.since is not None]
    return min(days, default=None)


def likely_doubles(written: Mapping[str, str]) -> list[Double]:
    """Partnerships of the register whose names are near."""
    return perhaps_known("partnership", {name: written.get(name, "") for name in ("name_en", "name_fr")})


def record_group(one: GroupCandidate, birth: Birth, *, user: User, as_of: date, language: Language) -> Saved:
    """Writes the partnership, its stage *emerging* on that day, members, areas and sectors; the answer is kept too.

    Members are dated from the same day as the partnership: it is the person who says so. A group of invented
    organisations makes an invented partnership. Raises ``NotAllowed`` or ``RefusedFact``.
    """
    require(user, "review_candidates")
    reading = read_written(fact_kind("partnership"), dict(birth.written), language=language)
    if reading.faults:
        raise RefusedFact(tuple(reading.faults))
    is_invented = all(bool(member.row.get("is_synthetic")) for member in one.members)
    born = Addition("partnership", {**reading.values, "is_synthetic": is_invented})
    with transaction.atomic():
        deeds = [born, *_belongings(born.key, birth, reading, as_of)]
        saved = save_facts(deeds, user=user, reason=birth.reason, kind="created")
        judge(
            "group",
            one.candidate,
            "recorded",
            user=user,
            as_of=as_of,
            reasons=birth.reason,
            partnership=born.key,
        )
    return Saved(saved.change_id, (born.key,))


def _belongings(key: str, birth: Birth, reading: Reading, as_of: date) -> Iterable[Addition]:
    dated = {name: reading.values[name] for name in ("since", "date_precision") if reading.values.get(name)}
    yield Addition("lifecycle_event", {"partnership": key, "stage": "emerging", "on": as_of})
    for kind_id, name, chosen in (
        ("membership", "organisation", birth.members),
        ("partnership_area", "area", birth.areas),
        ("partnership_sector", "sector", birth.sectors),
    ):
        for value in chosen:
            yield Addition(kind_id, {"partnership": key, name: value, **dated})
