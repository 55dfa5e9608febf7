"""Anybody's list of edges, read for a command: what is wrong with it goes to the error stream, all together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from concertation.core.text import Language, Text

if TYPE_CHECKING:
    from concertation.cli.network_settings import ListSettings
    from concertation.core.network.network import Combining, Network
    from concertation.core.network.report import Asked, NetworkReport
    from concertation.exchange.edge_list import EdgeList

_MORE_FAULTS = Text(en="… and {count} more rows like these.", fr="… et {count} autres lignes semblables.")
_LENGTHS = Text(
    en="A tie is 1/weight long: strong ties are short.",
    fr="Un lien a 1/poids de long\u00a0: les liens forts sont courts.",
)
_NO_RATING = Text(
    en="--scale needs ratings: name a column of the list “weight”.",
    fr="--scale demande des notes\u00a0: nommez « poids » une colonne de la liste.",
)


def read_list(
    edges: Path,
    nodes: Path | None,
    language: Language,
    *,
    is_directed: bool,
    layer: str | None = None,
    repeated: Combining = "sum",
) -> EdgeList:
    """The network of a list, without a register."""
    from concertation.exchange.edge_list import read_edge_list  # noqa: PLC0415 columns load when asked for

    found = read_edge_list(edges, nodes, is_directed=is_directed, layer=layer, repeated=repeated)
    for line in _told(found.faults, found.fault_count, found.remarks, language):
        click.echo(line, err=True)
    return found


def measure_list(
    edges: Path, nodes: Path | None, asked: Asked | Literal["none"], known: ListSettings, language: Language
) -> tuple[Network, NetworkReport | None, dict[str, str]]:
    """The network of a list, its measures unless none is asked for, and what goes with each file of it."""
    from concertation.core.network.report import measure_network  # noqa: PLC0415 columns load when asked for

    repeated: Combining = "mean" if known.scale else "sum"
    found = read_list(edges, nodes, language, is_directed=known.is_directed, layer=known.layer, repeated=repeated)
    if known.scale and not found.has_weight:
        raise click.UsageError(_NO_RATING.in_language(language))
    remarks = (*((_LENGTHS,) if known.lengths == "inverse" else ()), *found.remarks)
    about = {"caption": edges.name, "remarks": " ".join(one.in_language(language) for one in remarks)}
    about = {name: words for name, words in about.items() if words}
    if asked == "none":
        return found.network, None, about
    report = measure_network(
        found.network,
        ids=asked,
        group=known.group,
        number=known.number,
        mode=known.mode,
        scale=known.scale,
        layers=found.layers,
        lengths=known.lengths,
    )
    return found.network, report, about


def _told(faults: Sequence[Any], count: int, remarks: Iterable[Text], language: Language) -> Iterator[str]:
    yield from (fault.in_language(language) for fault in faults)
    if count > len(faults):
        yield _MORE_FAULTS.in_language(language).format(count=count - len(faults))
    yield from (remark.in_language(language) for remark in remarks)
