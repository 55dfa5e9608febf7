"""The open formats in which the register is shared, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from django.contrib.auth.models import User

from concertation.core.days import day_in
from concertation.core.facts.rows import FactsByKind
from concertation.core.text import Language, Text
from concertation.exchange.network import NetworkMode, build_network
from concertation.journeys.sharing import shared_facts

# What an edge is, in each network.
_EDGES: Mapping[NetworkMode, Text] = MappingProxyType(
    {
        "two-mode": Text(
            en="Members and partnerships. An edge is a membership with its roles; it has no direction and no weight.",
            fr="Membres et partenariats. Une arête est une adhésion avec ses rôles, sans direction ni poids.",
        ),
        "ties": Text(
            en="Ties that organisations tell in the register. An edge runs from who tells it to the other; its kind "
            "and its intensity are attributes.",
            fr="Liens que des organismes disent au registre. Une arête va de qui le dit à l’autre; son genre et son "
            "intensité sont des attributs.",
        ),
        "co-membership": Text(
            en="Organisations that share partnerships. An edge has no direction; its weight is how many they share.",
            fr="Organismes aux partenariats communs. Une arête n’a pas de direction; son poids est le nombre de "
            "partenariats communs.",
        ),
    }
)
_ALL = Text(en="All facts, past ones included.", fr="Tous les faits, ceux du passé compris.")
_HOLDING = Text(en="What holds on {day}.", fr="Ce qui vaut le {day}.")
_MADE = Text(
    en="From the register of Concertation, an open observatory of local partnerships.",
    fr="Du registre de Concertation, un observatoire ouvert des partenariats locaux.",
)


@dataclass(frozen=True, slots=True)
class OpenFormat:
    """One format: how its files end, what it is, and how facts are written in it."""

    ending: str
    label: Text
    write: Callable[[FactsByKind, Language, date | None], bytes]


def share_register(
    format_id: str, *, language: Language = "en", as_of: date | None = None, user: User | None = None
) -> bytes:
    """The facts that hold on a day, all of them without ``as_of``, as one document of that format.

    A ``user`` gets what their role opens. Raises ``KeyError`` for a format that ``OPEN_FORMATS`` does not name.
    """
    return OPEN_FORMATS[format_id].write(shared_facts(as_of=as_of, user=user), language, as_of)


def _hsds_package(facts: FactsByKind, language: Language, as_of: date | None) -> bytes:
    from concertation.exchange.hsds import write_hsds_package  # noqa: PLC0415 only when asked for

    return write_hsds_package(facts, language=language)


def _hsds_json(facts: FactsByKind, language: Language, as_of: date | None) -> bytes:
    from concertation.exchange.hsds import write_hsds_json  # noqa: PLC0415 only when asked for

    return write_hsds_json(facts, language=language).encode()


def _graphml(mode: NetworkMode) -> Callable[[FactsByKind, Language, date | None], bytes]:
    def write(facts: FactsByKind, language: Language, as_of: date | None) -> bytes:
        from concertation.exchange.graphs import write_graphml  # noqa: PLC0415 only when asked for

        network = build_network(facts, mode=mode, language=language)
        return write_graphml(network, title=_about(mode, language, as_of)).encode()

    return write


def _gexf(mode: NetworkMode) -> Callable[[FactsByKind, Language, date | None], bytes]:
    def write(facts: FactsByKind, language: Language, as_of: date | None) -> bytes:
        from concertation.exchange.graphs import write_gexf  # noqa: PLC0415 only when asked for

        network = build_network(facts, mode=mode, language=language)
        return write_gexf(network, title=_about(mode, language, as_of), day=as_of).encode()

    return write


def _about(mode: NetworkMode, language: Language, as_of: date | None) -> str:
    """What goes with a network: what it is, of which day, where from."""
    held = _HOLDING.in_language(language).format(day=day_in(as_of, language)) if as_of else _ALL.in_language(language)
    return f"{_EDGES[mode].in_language(language)} {held} {_MADE.in_language(language)}"


def _linked_data(facts: FactsByKind, language: Language, as_of: date | None) -> bytes:
    from concertation.exchange.linked_data import write_linked_data  # noqa: PLC0415 only when asked for

    return write_linked_data(facts).encode()


def _follow_the_money(facts: FactsByKind, language: Language, as_of: date | None) -> bytes:
    from concertation.exchange.follow_the_money import write_follow_the_money  # noqa: PLC0415 only when asked for

    return write_follow_the_money(facts).encode()


OPEN_FORMATS: Mapping[str, OpenFormat] = MappingProxyType(
    {
        "hsds": OpenFormat(
            ".zip", Text(en="HSDS 3 data package (CSV)", fr="Paquet de données HSDS 3 (CSV)"), _hsds_package
        ),
        "hsds-json": OpenFormat(".json", Text(en="HSDS 3, compiled JSON", fr="HSDS 3, JSON compilé"), _hsds_json),
        "graphml": OpenFormat(
            ".graphml",
            Text(en="Network of members and partnerships, GraphML", fr="Réseau des membres et partenariats, GraphML"),
            _graphml("two-mode"),
        ),
        "graphml-ties": OpenFormat(
            ".graphml",
            Text(en="Network of ties between organisations, GraphML", fr="Réseau des liens entre organismes, GraphML"),
            _graphml("ties"),
        ),
        "graphml-shared": OpenFormat(
            ".graphml",
            Text(
                en="Network of organisations that share partnerships, GraphML",
                fr="Réseau des organismes aux partenariats communs, GraphML",
            ),
            _graphml("co-membership"),
        ),
        "gexf": OpenFormat(
            ".gexf",
            Text(en="The same network over time, GEXF", fr="Le même réseau dans le temps, GEXF"),
            _gexf("two-mode"),
        ),
        "gexf-ties": OpenFormat(
            ".gexf", Text(en="Ties over time, GEXF", fr="Les liens dans le temps, GEXF"), _gexf("ties")
        ),
        "gexf-shared": OpenFormat(
            ".gexf",
            Text(en="Shared partnerships over time, GEXF", fr="Les partenariats communs dans le temps, GEXF"),
            _gexf("co-membership"),
        ),
        "json-ld": OpenFormat(
            ".jsonld",
            Text(en="Linked data (W3C ORG, schema.org), JSON-LD", fr="Données liées (W3C ORG, schema.org), JSON-LD"),
            _linked_data,
        ),
        "follow-the-money": OpenFormat(
            ".ftm.json",
            Text(en="FollowTheMoney entities, JSON lines", fr="Entités FollowTheMoney, JSON par lignes"),
            _follow_the_money,
        ),
    }
)


def export_parquet(folder: Path, *, as_of: date) -> None:
    """Writes the register as of a day, its history and the description of every column into a folder."""
    from concertation.exchange.parquet_export import write_full_export  # noqa: PLC0415 columns load when asked for
    from concertation.journeys.observation import observe_register  # noqa: PLC0415 columns load when asked for
    from concertation.store.versions import read_changes, read_versions  # noqa: PLC0415 columns load when asked for

    write_full_export(observe_register(as_of=as_of), folder, versions=read_versions(), changes=read_changes())
