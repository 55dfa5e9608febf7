"""The register as of a day, as a folder of Parquet that a notebook can read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from concertation.cli.bilingual import command
from concertation.cli.options import as_of_option, language_option
from concertation.core.text import Language


@command(french="Écrit le registre à une date dans le dossier FOLDER.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@as_of_option
@language_option
def snapshot(folder: Path, as_of: date, language: Language) -> None:
    """Write the register as of a day into FOLDER."""
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.exchange.parquet import write_snapshot  # noqa: PLC0415 columns load when asked for
    from concertation.journeys.observation import observe_register  # noqa: PLC0415 after the settings

    write_snapshot(observe_register(as_of=as_of), folder)
    click.echo(str(folder))
