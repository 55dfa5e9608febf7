"""Opens the register for a command."""

from __future__ import annotations

import os


def open_register() -> None:
    """Wires the settings and the tables; commands that need no database never call it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concertation.project.settings")
    import django  # noqa: PLC0415 the framework is only loaded by commands that use the register

    django.setup()


def prepare_register() -> None:
    """Opens the register and brings its tables up to date."""
    open_register()
    from django.core.management import call_command  # noqa: PLC0415 after the settings

    call_command("migrate", verbosity=0, interactive=False)
