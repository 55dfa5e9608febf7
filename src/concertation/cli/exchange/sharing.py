"""Writes the register in the formats that other programs read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from concertation.cli.bilingual import command, option
from concertation.cli.options import Day, NewFile, as_of_option, format_option, language_option
from concertation.cli.output import print_rows
from concertation.core.text import Language, Text

_READ_TOO = frozenset(
    {"hsds", "hsds-json", "graphml", "gexf", "graphml-ties", "gexf-ties", "json-ld", "follow-the-money"}
)


class FormatName(click.ParamType[str]):
    """A format by its name."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from concertation.cli.options import refusal  # noqa: PLC0415 beside its only use
        from concertation.cli.register import wire_settings  # noqa: PLC0415 loads the framework

        wire_settings()
        from concertation.journeys.formats import OPEN_FORMATS  # noqa: PLC0415 after the settings

        if value in OPEN_FORMATS:
            return str(value)
        known = ", ".join(OPEN_FORMATS)
        raise refusal(
            param,
            ctx,
            english=f"“{value}” is not a format. Choose one of: {known}.",
            french=f"« {value} » n’est pas un format. Choisissez parmi : {known}.",
        )


@command(french="Les formats qui s’écrivent et se lisent, avec la fin de leurs noms de fichiers.")
@format_option
@language_option
def formats(layout: str, language: Language) -> None:
    """The formats that can be written and read, with the endings of their files."""
    from concertation.cli.register import wire_settings  # noqa: PLC0415 loads the framework

    wire_settings()
    from concertation.journeys.formats import OPEN_FORMATS  # noqa: PLC0415 after the settings

    rows = [
        {
            "format": name,
            "ending": known.ending,
            "read": name in _READ_TOO,
            "what": known.label.in_language(language),
        }
        for name, known in OPEN_FORMATS.items()
    ]
    headings = {
        "format": Text(en="Format", fr="Format"),
        "ending": Text(en="Ending", fr="Extension"),
        "read": Text(en="Also read", fr="Lu aussi"),
        "what": Text(en="What it is", fr="Ce que c’est"),
    }
    if layout == "table":
        said = {True: {"en": "yes", "fr": "oui"}, False: {"en": "no", "fr": "non"}}
        rows = [{**row, "read": said[bool(row["read"])][language]} for row in rows]
    print_rows(rows, layout=layout, language=language, headings=headings)


@command(
    french="""Écrit le registre dans FILE, dans un format ouvert; `exchange formats` les nomme.

    Sans --as-of, tous les faits, passés compris; les formats datés disent quand chacun vaut.
    """
)
@click.argument("format_id", metavar="FORMAT", type=FormatName())
@click.argument("file", type=NewFile())
@option(
    "--as-of",
    type=Day(),
    help=Text(
        en="Only what holds on that day; everything when absent.",
        fr="Seulement ce qui vaut ce jour-là; tout si absente.",
    ),
)
@language_option
def write(format_id: str, file: Path, as_of: date | None, language: Language) -> None:
    """Write the register into FILE in an open format; `exchange formats` names them.

    Without --as-of, all facts, past ones included; formats with dates say when each holds.
    """
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.formats import share_register  # noqa: PLC0415 after the settings

    file.write_bytes(share_register(format_id, language=language, as_of=as_of))
    click.echo(str(file))


@command(french="Écrit dans le dossier FOLDER le registre à une date, son historique et un datapackage.json.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@as_of_option
@language_option
def parquet(folder: Path, as_of: date, language: Language) -> None:
    """Write into FOLDER the register as of a day, its history, and a datapackage.json of every column."""
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.formats import export_parquet  # noqa: PLC0415 after the settings

    export_parquet(folder, as_of=as_of)
    click.echo(str(folder))
