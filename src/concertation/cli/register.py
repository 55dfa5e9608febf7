"""Opens the register for a command."""

from __future__ import annotations

import os

import click

from concertation.core.errors import ConcertationError


class RegisterOutOfDate(ConcertationError):
    """Tables made by an older version."""

    code = "register-out-of-date"
    english = "The register was made by an older version. Bring it up to date with: concertation manage migrate"
    french = "Le registre provient d’une version antérieure. Mettez-le à jour : concertation manage migrate"


def wire_settings() -> None:
    """Wires the settings and the tables; commands that need no database never call it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concertation.project.settings")
    import django  # noqa: PLC0415 the framework is only loaded by commands that use the register

    django.setup()


def open_register() -> None:
    """Opens the register for reading or importing; an installation without one gets an empty one.

    Raises ``RegisterOutOfDate``: bringing tables up to date is asked for, never a side effect of reading.
    """
    wire_settings()
    from django.db import connection  # noqa: PLC0415 after the settings
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 after the settings

    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        prepare_register()
    elif executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RegisterOutOfDate
    _tell_interrupted()


def prepare_register() -> None:
    """Opens the register and brings its tables up to date."""
    wire_settings()
    from django.core.management import call_command  # noqa: PLC0415 after the settings

    call_command("migrate", verbosity=0, interactive=False)
    _tell_interrupted()


def _tell_interrupted() -> None:
    """What an earlier process did not live to the end of."""
    from concertation.journeys.interruption import settle_interrupted  # noqa: PLC0415 after the settings

    for one in settle_interrupted():
        click.echo(f"{one.sentence.en}\n{one.sentence.fr}", err=True)
