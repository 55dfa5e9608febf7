"""Measures of large networks: worked out beside the pages, kept for the state of the register that they are of."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from concertation.core.errors import UnknownRecord
from concertation.core.network import Network
from concertation.core.network.report import Asked
from concertation.core.text import Text
from concertation.core.typology.wording import written
from concertation.journeys.background import Outcome
from concertation.journeys.network.kept import begin, keep_content, kept_content, state_of_register
from concertation.journeys.network.measuring import Measured, measure_relations
from concertation.journeys.network.packing import pack_report, unpack_report
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import Seen, day_of_networks, see_relations
from concertation.journeys.permission import Person
from concertation.store.models import Work

# Up to so many organisations and ties a network is measured while a page waits: about a third of a second.
MOST_NODES = 2_000
MOST_TIES = 40_000
# Nodes times ties: shortest ways between all pairs of more take some tenths of a second.
_AT_A_GLANCE = 3_000_000
_KIND = "measure_network"


def is_large(network: Network) -> bool:
    """Whether measuring it takes longer than people wait for a page."""
    return network.size > MOST_NODES or network.tie_count > MOST_TIES


def is_costly(network: Network) -> bool:
    """Whether shortest ways between all pairs take long enough to be computed only when asked for."""
    return network.size * network.tie_count > _AT_A_GLANCE


def measured_or_begun(
    question: NetworkQuestion,
    *,
    user: Person,
    language: str,
    ids: Asked = None,
    group: str = "family",
    as_pairs: bool = False,
) -> Measured | Work | None:
    """The measures of a network, or the work that makes them; ``None`` where that work was stopped or has failed.

    A network with answers of surveys is measured at once, for whoever may see them, and is kept nowhere.
    """
    seen = see_relations(question, user=user)
    if seen.has_answers or not is_large(seen.relations.network):
        return measure_relations(question, user=user, ids=ids, group=group, as_pairs=as_pairs)
    arguments = _arguments(question, ids, group, as_pairs=as_pairs)
    kept = _kept(question, seen, arguments)
    return kept or begin(_KIND, arguments, subject=arguments["kind"], user=user, language=language)


def find_measuring(number: int) -> Work:
    """Work that measures a network: it is about what everybody may see. Raises ``UnknownRecord``."""
    found = Work.objects.filter(pk=number, kind=_KIND).first()
    if found is None:
        raise UnknownRecord(kind="work", key=str(number))
    return found


def measure_beside(work: Work) -> Outcome:
    """Measures a network as everybody sees it, and keeps the measures in place of those kept before."""
    arguments = work.arguments
    state = state_of_register()
    measured = measure_relations(
        _question(arguments),
        user=AnonymousUser(),
        ids=arguments["ids"],
        group=arguments["group"],
        as_pairs=arguments["as_pairs"],
    )
    keep_content(arguments, state, pack_report(measured.report))
    size = measured.relations.network.size
    return Outcome(
        Text(
            en=f"A network of {size:,} organisations was measured.",
            fr=f"Un réseau de {written(size, 'fr')} organismes a été mesuré.",
        ),
        page="network",
        query={"tie": arguments["kind"], "as_of": arguments["as_of"]},
    )


def _kept(question: NetworkQuestion, seen: Seen, arguments: dict[str, Any]) -> Measured | None:
    """What was kept of the register as it stands; read once in each process."""
    content = kept_content(arguments)
    if content is None:
        return None

    def read() -> Measured:
        return Measured(seen.relations, unpack_report(content))

    asked = arguments["ids"]
    key = (question, tuple(asked) if isinstance(asked, list) else asked, arguments["group"], arguments["as_pairs"])
    return day_of_networks(question).once(key, read)


def _arguments(question: NetworkQuestion, ids: Asked, group: str, *, as_pairs: bool) -> dict[str, Any]:
    asked = asdict(question) | {"layers": list(question.layers), "as_of": question.as_of.isoformat()}
    asked["since"] = question.since.isoformat() if question.since is not None else None
    named = ids if ids is None or isinstance(ids, str) else list(ids)
    return asked | {"ids": named, "group": group, "as_pairs": as_pairs}


def _question(arguments: dict[str, Any]) -> NetworkQuestion:
    since = arguments["since"]
    return NetworkQuestion(
        arguments["kind"],
        date.fromisoformat(arguments["as_of"]),
        date.fromisoformat(since) if since else None,
        tuple(arguments["layers"]),
        arguments["area"],
    )
