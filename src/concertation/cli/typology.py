"""What kind each partnership is, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from concertation.cli.options import as_of_option, format_option, language_option
from concertation.cli.output import print_json, print_rows

if TYPE_CHECKING:
    from concertation.core.snapshot import Snapshot
    from concertation.core.text import Language


@click.command()
@click.option("--partnership", help="The code of one partnership; all of them when absent.")
@click.option(
    "--snapshot",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Read this folder instead of the register.",
)
@as_of_option
@format_option
@language_option
def typology(
    partnership: str | None, folder: Path | None, as_of: date, layout: str, language: Language
) -> None:
    """What kind each partnership is, and why."""
    snapshot = _observe(folder, as_of)
    from concertation.journeys.classification import (  # noqa: PLC0415 columns load when asked for
        answer_for,
        classify_all,
    )

    if partnership is None:
        print_rows(classify_all(snapshot), layout=layout)
        return
    answer = answer_for(snapshot, partnership, language)
    if layout == "json":
        print_json(answer)
    else:
        print_rows([_line(finding) for finding in answer["findings"]], layout=layout)


def _observe(folder: Path | None, as_of: date) -> Snapshot:
    if folder is not None:
        from concertation.exchange.parquet import read_snapshot  # noqa: PLC0415 no database is needed

        return read_snapshot(folder)
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.observation import observe_register  # noqa: PLC0415 after the settings

    return observe_register(as_of=as_of)


def _line(finding: dict[str, Any]) -> dict[str, Any]:
    result = finding["result"]
    return {
        "measure": finding["measure"],
        "answer": result.get("code", result.get("value")),
        "basis": finding["basis"],
        "why": " ".join(finding["reasons"] or finding["missing"]),
    }
