"""What takes long of a register: at once where it is small, else beside the pages, kept while the register stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from django.contrib.auth.models import AnonymousUser
from pydantic import TypeAdapter

from concertation.core.estimate import Unknown
from concertation.core.network.assurance import Changed, Together
from concertation.core.text import Text
from concertation.journeys.background import Outcome
from concertation.journeys.network.certainty.asked import CertaintyQuestion
from concertation.journeys.network.certainty.changed import change_between_days
from concertation.journeys.network.certainty.together import kinds_together
from concertation.journeys.network.kept import begin, keep_content, kept_content, state_of_register
from concertation.journeys.network.relations import day_of_networks, see_relations
from concertation.journeys.permission import Person
from concertation.store.models import Work

# Up to so many nodes and ties, a few tenths of a second are enough.
MOST_NODES, MOST_TIES = 40, 200
_KIND = "compare_networks"
Part = Literal["together", "changed"]

_MAKING: dict[str, Callable[[CertaintyQuestion], Any]] = {"together": kinds_together, "changed": change_between_days}
_WRITTEN: dict[str, TypeAdapter[Any]] = {
    "together": TypeAdapter(Together),
    "changed": TypeAdapter(Changed | Unknown),
}


def find_together(question: CertaintyQuestion) -> Together | None:
    """Which kinds go together: kept, or worked out at once where that is short; ``None`` where it has to be begun."""
    found: Together | None = _find("together", question)
    return found


def find_changed(question: CertaintyQuestion) -> Changed | Unknown | None:
    """What changed between two days: kept, or worked out at once; ``None`` where it has to be begun."""
    found: Changed | Unknown | None = _find("changed", question)
    return found


def begin_comparing(part: Part, question: CertaintyQuestion, *, user: Person, language: str = "en") -> Work | None:
    """The work that finds out; ``None`` where it was stopped or has failed within the hour."""
    return begin(_KIND, _arguments(part, question), subject=question.kind, user=user, language=language)


def compare_beside(work: Work) -> Outcome:
    """Compares networks of the register, and keeps what was found in place of what was kept before."""
    arguments, state = work.arguments, state_of_register()
    part = arguments["part"]
    made = _MAKING[part](_question(arguments))
    keep_content(arguments, state, _WRITTEN[part].dump_json(made))
    query = {"tie": arguments["kind"], "as_of": arguments["as_of"]}
    query |= {"with": arguments["before"]} if "before" in arguments else {}
    told = Text(en="Networks were compared.", fr="Des réseaux ont été comparés.")
    return Outcome(told, page="network-sure", query=query)


def is_long(question: CertaintyQuestion) -> bool:
    """Whether comparing takes longer than people wait for a page: for the sizes of the network with most ties."""
    network = see_relations(question.network, user=AnonymousUser()).relations.network
    return network.size > MOST_NODES or network.tie_count > MOST_TIES


def _find(part: Part, question: CertaintyQuestion) -> Any:
    day, make = day_of_networks(question.network), _MAKING[part]
    if not is_long(question):
        return day.once((part, question), lambda: make(question))
    kept = kept_content(_arguments(part, question))
    return None if kept is None else day.once((part, question), lambda: _WRITTEN[part].validate_json(kept))


def _arguments(part: Part, question: CertaintyQuestion) -> dict[str, Any]:
    """What the answer hangs on, and nothing else: two who ask the same are answered once."""
    asked = {"part": part, "kind": question.kind, "as_of": question.as_of.isoformat()}
    return asked | ({"before": question.before.isoformat()} if part == "changed" else {})


def _question(arguments: dict[str, Any]) -> CertaintyQuestion:
    before = arguments.get("before")
    as_of = date.fromisoformat(arguments["as_of"])
    return CertaintyQuestion(arguments["kind"], as_of, date.fromisoformat(before) if before else None)
