"""The framework's own upkeep commands, for whoever runs an installation."""

from __future__ import annotations

import click

from concertation.cli.bilingual import command


@command(
    french="Lance une commande d’entretien, par exemple `concertation manage createsuperuser`.",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run an upkeep command, for example `concertation manage createsuperuser`."""
    from concertation.cli.register import wire_settings  # noqa: PLC0415 loads the framework

    wire_settings()
    from django.core.management import execute_from_command_line  # noqa: PLC0415 after the settings

    execute_from_command_line(["concertation manage", *arguments])
