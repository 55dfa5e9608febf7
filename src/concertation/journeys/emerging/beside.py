"""Likely ties of a large register: worked out beside the pages, kept for the state of the register that they are of."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from concertation.core.discovery.emerging import Lesson, LikelyTie
from concertation.core.text import Text
from concertation.core.typology.wording import written
from concertation.journeys.background import Outcome
from concertation.journeys.emerging.likely import (
    Found,
    Learned,
    LikelyKind,
    LikelyPairs,
    find_likely,
    judged,
    look,
    network_of_day,
)
from concertation.journeys.network.beside import is_large
from concertation.journeys.network.kept import Arguments, begin, keep_content, kept_content, state_of_register
from concertation.journeys.permission import Person, require
from concertation.store.models import Work

# Pairs that are kept: enough for many to be refused before the register moves.
_MOST_KEPT = 300
_KIND = "find_likely_ties"


def likely_or_begun(kind: LikelyKind, as_of: date, *, user: Person, language: str) -> LikelyPairs | Work | None:
    """The likely ties of a day, or the work that finds them; ``None`` where that work was stopped or has failed.

    Raises ``NotAllowed``.
    """
    require(user, "review_candidates")
    if not is_large(network_of_day(kind, as_of)):
        return find_likely(kind, as_of, user=user)
    arguments: Arguments = {"likely": kind, "as_of": as_of.isoformat()}
    content = kept_content(arguments)
    if content is None:
        return begin(_KIND, arguments, subject=kind, user=user, language=language)
    return judged(kind, as_of, _unpacked(content))


def find_beside(work: Work) -> Outcome:
    """Learns from earlier years, looks for the likeliest pairs, and keeps them."""
    kind, day = work.arguments["likely"], date.fromisoformat(work.arguments["as_of"])
    state = state_of_register()
    found = look(kind, day, _MOST_KEPT)
    keep_content(work.arguments, state, _packed(found))
    return Outcome(
        Text(
            en=f"{found.looked_at:,} pairs without a tie were looked at.",
            fr=f"{written(found.looked_at, 'fr')} paires sans lien ont été examinées.",
        ),
        page="emerging-pairs",
        query={"kind": kind, "as_of": day.isoformat()},
    )


def _packed(found: Found) -> bytes:
    lesson, learned = found.learned.lesson, found.learned
    plain = {
        "ties": [asdict(tie) for tie in found.ties],
        "lesson": None if lesson is None else asdict(lesson),
        "days": [learned.first.isoformat(), learned.last.isoformat()],
        "looked_at": found.looked_at,
        "remarks": [[text.en, text.fr] for text in found.remarks],
    }
    return json.dumps(plain).encode()


def _unpacked(content: bytes) -> Found:
    plain: dict[str, Any] = json.loads(content)
    first, last = map(date.fromisoformat, plain["days"])
    lesson = None if plain["lesson"] is None else Lesson(**_as_written(plain["lesson"]))
    return Found(
        ties=tuple(LikelyTie(**_as_written(tie)) for tie in plain["ties"]),
        learned=Learned(lesson, first, last),
        looked_at=plain["looked_at"],
        remarks=tuple(Text(*sides) for sides in plain["remarks"]),
    )


def _as_written(plain: dict[str, Any]) -> dict[str, Any]:
    """Lists of JSON as the tuples that they were."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
