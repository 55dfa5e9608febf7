"""Workbooks that Concertation writes: the empty template, and the register itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from concertation.cli.bilingual import command, option
from concertation.cli.options import Day, NewFile, language_option
from concertation.core.text import Language, Text


@command(
    french="Écrit dans OUT un classeur vide à remplir : une feuille par genre de fait, des listes de choix, un exemple."
)
@click.argument("out", type=NewFile())
@language_option
def template(out: Path, language: Language) -> None:
    """Write into OUT an empty workbook to fill in: a sheet a kind of fact, lists to choose from, an example."""
    from concertation.exchange.workbook import write_template  # noqa: PLC0415 openpyxl is slow to load

    write_template(out, language=language)
    click.echo(str(out))


@command(french="Écrit le registre dans OUT, dans la forme du modèle. Importé de nouveau, il ne change rien.")
@click.argument("out", type=NewFile())
@option(
    "--as-of",
    type=Day(),
    help=Text(en="Leave out what begins after this day.", fr="Sans ce qui commence après cette date."),
)
@option(
    "--partnership",
    "partnerships",
    metavar="CODE",
    multiple=True,
    help=Text(en="Only this partnership; may be repeated.", fr="Seulement ce partenariat; peut être répétée."),
)
@language_option
def export(out: Path, as_of: date | None, partnerships: tuple[str, ...], language: Language) -> None:
    """Write the register into OUT in the layout of the template. Imported again, it changes nothing."""
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.workbook import export_workbook  # noqa: PLC0415 after the settings

    export_workbook(out, language=language, as_of=as_of, partnerships=partnerships or None)
    click.echo(str(out))
