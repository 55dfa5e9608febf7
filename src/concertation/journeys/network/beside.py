"""Measures of large networks: worked out beside the pages, kept for the state of the register that they are of."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone

from concertation.core.errors import UnknownRecord
from concertation.core.network import Network
from concertation.core.network.report import Asked
from concertation.core.text import Text
from concertation.journeys.background import Outcome, start_work
from concertation.journeys.network.measuring import Measured, measure_relations
from concertation.journeys.network.packing import pack_report, unpack_report
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import Seen, day_of_networks, see_relations
from concertation.journeys.observation import latest_change
from concertation.journeys.permission import Person
from concertation.store.models import MeasuredNetwork, Work

# Up to so many organisations and ties a network is measured while a page waits: about a third of a second.
MOST_NODES = 2_000
MOST_TIES = 40_000
# Networks that are kept, those measured last.
_MOST_KEPT = 50
# Work that somebody stopped, or that failed, is not begun again by looking before this.
_LEFT_ALONE = timedelta(hours=1)
# Networks that wait to be measured, at most: whoever asks for more asks again later.
_MOST_WAITING = 50
_KIND = "measure_network"


def is_large(network: Network) -> bool:
    """Whether measuring it takes longer than people wait for a page."""
    return network.size > MOST_NODES or network.tie_count > MOST_TIES


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
    return kept if kept is not None else _begin(arguments, user, language)


def find_measuring(number: int) -> Work:
    """Work that measures a network: it is about what everybody may see. Raises ``UnknownRecord``."""
    found = Work.objects.filter(pk=number, kind=_KIND).first()
    if found is None:
        raise UnknownRecord(kind="work", key=str(number))
    return found


def measure_beside(work: Work) -> Outcome:
    """Measures a network as everybody sees it, and keeps the measures in place of those kept before."""
    arguments = work.arguments
    state = _state()
    measured = measure_relations(
        _question(arguments),
        user=AnonymousUser(),
        ids=arguments["ids"],
        group=arguments["group"],
        as_pairs=arguments["as_pairs"],
    )
    with transaction.atomic():
        MeasuredNetwork.objects.update_or_create(
            question=_print(arguments),
            defaults={"state": state, "content": pack_report(measured.report), "made_at": timezone.now()},
        )
        later = MeasuredNetwork.objects.order_by("-made_at").values_list("pk", flat=True)
        MeasuredNetwork.objects.exclude(pk__in=list(later[:_MOST_KEPT])).delete()
    size = measured.relations.network.size
    count = f"{size:,}"
    return Outcome(
        Text(
            en=f"A network of {count} organisations was measured.",
            fr=f"Un réseau de {count.replace(',', chr(0xA0))} organismes a été mesuré.",
        )
    )


def _kept(question: NetworkQuestion, seen: Seen, arguments: dict[str, Any]) -> Measured | None:
    """What was kept of the register as it stands; read once in each process."""
    found = MeasuredNetwork.objects.filter(question=_print(arguments), state=_state()).first()
    if found is None:
        return None

    def read() -> Measured:
        return Measured(seen.relations, unpack_report(bytes(found.content)))

    asked = arguments["ids"]
    key = (question, tuple(asked) if isinstance(asked, list) else asked, arguments["group"], arguments["as_pairs"])
    return day_of_networks(question).once(key, read)


def _begin(arguments: dict[str, Any], user: Person, language: str) -> Work | None:
    ended = Work.objects.filter(kind=_KIND, arguments=arguments, ended_at__gt=timezone.now() - _LEFT_ALONE)
    if ended.filter(state__in=(Work.State.CANCELLED, Work.State.FAILED)).exists():
        return None
    if Work.objects.filter(kind=_KIND, state=Work.State.WAITING).exclude(arguments=arguments).count() >= _MOST_WAITING:
        return None
    asker = user if isinstance(user, User) else None
    return start_work(_KIND, user=asker, subject=arguments["kind"], arguments=arguments, language=language)


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


def _print(arguments: dict[str, Any]) -> str:
    return blake2b(json.dumps(arguments, sort_keys=True).encode(), digest_size=32).hexdigest()


def _state() -> str:
    return str(latest_change())
