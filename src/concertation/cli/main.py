"""``concertation``: the journeys of the product as commands. Nothing heavy is imported before it is needed."""

from __future__ import annotations

import sys
from importlib import import_module
from itertools import pairwise
from typing import Literal

import click

# name: (where the command lives, what it does). Kept here so that `--help` answers without importing them.
_COMMANDS = {
    "demo": ("concertation.cli.demo:demo", "Load the demonstration once, then serve it."),
    "serve": ("concertation.cli.serve:serve", "Serve the register's pages."),
    "workbook": ("concertation.cli.workbook:workbook", "Templates, imports and exports of workbooks."),
    "snapshot": ("concertation.cli.snapshot:snapshot", "The register as of a day, as a folder of Parquet."),
    "typology": ("concertation.cli.typology:typology", "What kind each partnership is, and why."),
    "vocabulary": ("concertation.cli.vocabulary:vocabulary", "The words of the field, in both languages."),
    "manage": ("concertation.cli.manage:manage", "Upkeep: migrate, createsuperuser, check…"),
}


class JourneyGroup(click.Group):
    """Loads a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in _COMMANDS.items()])


@click.group(cls=JourneyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="concertation")
def concertation() -> None:
    """Concertation, the open observatory of partnerships that settle newcomers.

    Concertation, l’observatoire ouvert des partenariats pour l’établissement des nouveaux arrivants.
    """


def run() -> None:
    """The console entry: faults reach people as one plain sentence, in the language they asked for."""
    from concertation.core.errors import ConcertationError  # noqa: PLC0415 kept off the path of --help

    try:
        concertation()
    except ConcertationError as error:
        click.echo(error.in_language(_asked_language()), err=True)
        sys.exit(2)


def _asked_language() -> Literal["en", "fr"]:
    arguments = sys.argv[1:]
    asked = "--language=fr" in arguments or ("--language", "fr") in pairwise(arguments)
    return "fr" if asked else "en"
