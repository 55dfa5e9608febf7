"""A report of measures as bytes, and back, so that any process can show what another worked out."""

from __future__ import annotations

import io
import json
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import polars as pl

from concertation.core.estimate import Estimate, Unknown
from concertation.core.network.measures.answer import Exactness
from concertation.core.network.report import NetworkReport
from concertation.core.text import Text

_FRAMES = ("nodes", "ties")
_ESTIMATE = ("value", "n", "coverage", "method", "low", "high")


def pack_report(report: NetworkReport) -> bytes:
    """A zip of frames in Parquet, and a head in JSON."""
    head = {
        "whole": {name: _plain(one) for name, one in report.whole.items()},
        "exactness": {
            name: [one.is_exact, _sides(one.method), one.error, one.seed] for name, one in report.exactness.items()
        },
        "remarks": [_sides(remark) for remark in report.remarks],
        "tables": list(report.tables),
    }
    frames = {name: getattr(report, name) for name in _FRAMES}
    frames |= {f"table-{number}": frame for number, frame in enumerate(report.tables.values())}
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as packed:
        packed.writestr("head.json", json.dumps(head))
        for name, frame in frames.items():
            written = io.BytesIO()
            frame.write_parquet(written)
            packed.writestr(name, written.getvalue())
    return buffer.getvalue()


def unpack_report(content: bytes) -> NetworkReport:
    """The report that was packed."""
    with ZipFile(io.BytesIO(content)) as packed:
        head: dict[str, Any] = json.loads(packed.read("head.json"))
        nodes, ties = (_frame(packed, name) for name in _FRAMES)
        tables = {name: _frame(packed, f"table-{number}") for number, name in enumerate(head["tables"])}
    return NetworkReport(
        whole={name: _answer(one) for name, one in head["whole"].items()},
        nodes=nodes,
        ties=ties,
        tables=tables,
        exactness={
            name: Exactness(is_exact=exact, method=Text(*method), error=error, seed=seed)
            for name, (exact, method, error, seed) in head["exactness"].items()
        },
        remarks=tuple(Text(*sides) for sides in head["remarks"]),
    )


def _frame(packed: ZipFile, name: str) -> pl.DataFrame:
    return pl.read_parquet(io.BytesIO(packed.read(name)))


def _plain(one: Estimate | Unknown) -> Any:
    if isinstance(one, Unknown):
        return [_sides(text) for text in one.missing]
    return {part: getattr(one, part) for part in _ESTIMATE}


def _answer(plain: Any) -> Estimate | Unknown:
    return Estimate(**plain) if isinstance(plain, dict) else Unknown(tuple(Text(*sides) for sides in plain))


def _sides(text: Text) -> tuple[str, str]:
    return text.en, text.fr
