"""Our report as plain answers by the id of each measure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from concertation.core.estimate import Estimate
from concertation.core.network.report import NetworkReport


def answers_of(report: NetworkReport, ids: Iterable[str]) -> dict[str, Any]:
    """Numbers of the network, columns of the nodes, counts of the tables."""
    return {name: _answer(report, name) for name in ids}


def _answer(report: NetworkReport, name: str) -> Any:
    if name in report.nodes.columns:
        return report.nodes[name].fill_null(float("nan")).to_numpy()
    if name in report.tables:
        return report.tables[name]["count"].to_list()
    value = report.whole[name]
    return value.value if isinstance(value, Estimate) else float("nan")
