"""What the first visitor of a process would wait for is made as the process starts."""

from __future__ import annotations

import gc
import logging
from datetime import date
from threading import Thread

from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from concertation.core.network.ties.kinds import OFFERED
from concertation.journeys.charting import read_chart
from concertation.journeys.finding import observe_list
from concertation.journeys.network.beside import MOST_NODES, is_large
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import see_relations
from concertation.journeys.observation import observe_register
from concertation.journeys.overview import survey_register
from concertation.journeys.saying.sentences import say_relations
from concertation.store.state import one_look

_log = logging.getLogger("concertation.serving")
# The networks that pages show: first those when nothing else is asked, of the picture and of one organisation.
_NETWORKS = tuple(dict.fromkeys(("co_membership", "any", *OFFERED)))


def begin_looking_ahead() -> None:
    """In a thread beside the requests; never before a server forks, since columns have threads of their own.

    The addresses come first, and with them all that answers there: two threads that load them at once could meet
    half-loaded modules.
    """
    load_addresses(get_resolver())
    Thread(target=_prepare, name="looking-ahead", daemon=True).start()


def _prepare() -> None:
    """What stays for the life of the process is then left alone by the collector, which walked it every few pages."""
    look_ahead()
    gc.collect()
    gc.freeze()


def look_ahead() -> None:
    """The register as of today, what is classified of it, its two lists and its network.

    A register out of reach is told later.
    """
    today = timezone.localdate()
    try:
        with one_look():
            survey_register(as_of=today)
            observe_list("partnership", as_of=today)
            observe_list("organisation", as_of=today)
            _look_at_network(today)
    except DatabaseError as failure:
        _log.info("not looked ahead: %s", failure)
    finally:
        connection.close()


def _look_at_network(today: date) -> None:
    """What its page draws and says to everybody; a large one is measured when somebody asks for it."""
    if observe_register(as_of=today)["organisation"].height > MOST_NODES:
        return
    visitor = AnonymousUser()
    for kind in _NETWORKS:
        question = NetworkQuestion(kind, today)
        if is_large(see_relations(question, user=visitor).relations.network):
            continue
        chart = read_chart(kind, as_of=today, user=visitor)
        _ = chart.facets, chart.positions
        say_relations(question, user=visitor)


def load_addresses(addresses: URLResolver) -> None:
    """All modules that answer at these addresses, which the framework would load with the first request."""
    for one in addresses.url_patterns:
        if isinstance(one, URLResolver):
            load_addresses(one)
