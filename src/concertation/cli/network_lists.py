"""Anybody's list of edges, read for a command: what is wrong with it goes to the error stream, all together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from concertation.core.text import Language, Text

if TYPE_CHECKING:
    from concertation.exchange.edge_list import EdgeList

_MORE_FAULTS = Text(en="… and {count} more rows like these.", fr="… et {count} autres lignes semblables.")


def read_list(edges: Path, nodes: Path | None, language: Language, *, is_directed: bool) -> EdgeList:
    """The network of a list, without a register."""
    from concertation.exchange.edge_list import read_edge_list  # noqa: PLC0415 columns load when asked for

    found = read_edge_list(edges, nodes, is_directed=is_directed)
    for line in _told(found.faults, found.fault_count, found.remarks, language):
        click.echo(line, err=True)
    return found


def _told(faults: Sequence[Any], count: int, remarks: Iterable[Text], language: Language) -> Iterator[str]:
    yield from (fault.in_language(language) for fault in faults)
    if count > len(faults):
        yield _MORE_FAULTS.in_language(language).format(count=count - len(faults))
    yield from (remark.in_language(language) for remark in remarks)
