"""The open formats in which the register is shared, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from django.contrib.auth.models import User

from concertation.core.facts.rows import FactsByKind
from concertation.core.text import Language, Text
from concertation.exchange.network import NetworkMode, build_network
from concertation.journeys.sharing import shared_facts

_TITLE = Text(en="Members and partnerships", fr="Membres et partenariats")


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

        return write_graphml(build_network(facts, mode=mode, language=language)).encode()

    return write


def _gexf(mode: NetworkMode) -> Callable[[FactsByKind, Language, date | None], bytes]:
    def write(facts: FactsByKind, language: Language, as_of: date | None) -> bytes:
        from concertation.exchange.graphs import write_gexf  # noqa: PLC0415 only when asked for

        network = build_network(facts, mode=mode, language=language)
        return write_gexf(network, title=_TITLE.in_language(language), day=as_of).encode()

    return write


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
