"""What a network of the register says, in sentences on the screen."""

from __future__ import annotations

from datetime import date

import click

from concertation.core.days import day_in
from concertation.core.text import Language, Text

_HEADINGS = {
    "holds": Text(en="Who holds the network together", fr="Qui fait tenir le réseau"),
    "missing": Text(en="What is missing", fr="Ce qui manque"),
    "changed": Text(en="What changed since {day}", fr="Ce qui a changé depuis le {day}"),
}


def say_network(kind: str, as_of: date, since: date | None, language: Language) -> None:
    """The sentences under their headings, each with what it does not say."""
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415 after the settings

    from concertation.core.network.saying import HEADINGS  # noqa: PLC0415 columns load when asked for
    from concertation.journeys.network.question import NetworkQuestion  # noqa: PLC0415 columns load when asked for
    from concertation.journeys.saying.sentences import say_now  # noqa: PLC0415 after the settings

    sayings = say_now(NetworkQuestion(kind, as_of, since), user=AnonymousUser())
    for heading in HEADINGS:
        said = sayings.under(heading)
        if said:
            day = day_in(sayings.before, language) if sayings.before else ""
            click.echo(_HEADINGS[heading].in_language(language).format(day=day))
        for one in said:
            click.echo(f"- {one.text.in_language(language)}")
            if one.caution:
                click.echo(f"    {one.caution.in_language(language)}")
        click.echo()
