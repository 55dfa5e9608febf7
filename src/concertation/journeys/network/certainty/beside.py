"""What takes long of a register: at once where it is small, else beside the pages, kept while the register stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from pydantic import TypeAdapter

from concertation.core.estimate import Unknown
from concertation.core.network.assurance import Changed, Together
from concertation.core.text import Text
from concertation.journeys.background import Outcome
from concertation.journeys.network.certainty.asked import CertaintyQuestion
from concertation.journeys.network.certainty.changed import change_between_days
from concertation.journeys.network.certainty.together import kinds_together
from concertation.journeys.network.keeping import begin, find_kept, keep, state_now
from concertation.journeys.network.relations import day_of_networks, see_relations
from concertation.journeys.permission import Person
from concertation.store.models import Work

# Up to so many nodes and ties, a few tenths of a second are enough.
MOST_NODES, MOST_TIES = 40, 200
_KIND = "compare_networks"
Made = TypeVar("Made")

_MAKING: dict[str, Callable[[CertaintyQuestion], Any]] = {"together": kinds_together, "changed": change_between_days}
_WRITTEN: dict[str, TypeAdapter[Any]] = {
    "together": TypeAdapter(Together),
    "changed": TypeAdapter(Changed | Unknown),
}


def together_or_begun(question: CertaintyQuestion, *, user: Person, language: str = "en") -> Together | Work | None:
    """Which kinds go together, or the work that finds out; ``None`` where that work was stopped or has failed."""
    made: Together | Work | None = _made_or_begun("together", question, user, language)
    return made


def changed_or_begun(
    question: CertaintyQuestion, *, user: Person, language: str = "en"
) -> Changed | Unknown | Work | None:
    """What changed between two days, or the work that finds out; ``None`` where it was stopped or has failed."""
    made: Changed | Unknown | Work | None = _made_or_begun("changed", question, user, language)
    return made


def compare_beside(work: Work) -> Outcome:
    """Compares networks of the register, and keeps what was found in place of what was kept before."""
    arguments, state = work.arguments, state_now()
    part = arguments["part"]
    made = _MAKING[part](_question(arguments))
    keep(arguments, _WRITTEN[part].dump_json(made), state=state)
    return Outcome(Text(en="Networks were compared.", fr="Des réseaux ont été comparés."))


def is_long(question: CertaintyQuestion) -> bool:
    """Whether comparing takes longer than people wait for a page: for the sizes of the network with most ties."""
    network = see_relations(question.network, user=AnonymousUser()).relations.network
    return network.size > MOST_NODES or network.tie_count > MOST_TIES


def _made_or_begun(part: str, question: CertaintyQuestion, user: Person, language: str) -> Any:
    day, make = day_of_networks(question.network), _MAKING[part]
    if not is_long(question):
        return day.once((part, question), lambda: make(question))
    arguments = _arguments(part, question)
    kept = find_kept(arguments)
    if kept is None:
        return begin(_KIND, arguments, user, language)
    return day.once((part, question), lambda: _WRITTEN[part].validate_json(kept))


def _arguments(part: str, question: CertaintyQuestion) -> dict[str, Any]:
    """What the answer hangs on, and nothing else: two who ask the same are answered once."""
    asked = {"part": part, "kind": question.kind, "as_of": question.as_of.isoformat()}
    return asked | ({"before": question.before.isoformat()} if part == "changed" else {})


def _question(arguments: dict[str, Any]) -> CertaintyQuestion:
    before = arguments.get("before")
    as_of = date.fromisoformat(arguments["as_of"])
    return CertaintyQuestion(arguments["kind"], as_of, date.fromisoformat(before) if before else None)
