"""The organisations of a day, as a list."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from concertation.cli.bilingual import command
from concertation.cli.options import as_of_option, format_option, language_option
from concertation.cli.output import print_json, print_rows
from concertation.cli.wording import term_words, yes_or_no
from concertation.core.text import Language, Text

if TYPE_CHECKING:
    from concertation.journeys.directory import ListedOrganisation

_HEADINGS = {
    "code": Text(en="code", fr="code"),
    "name": Text(en="name", fr="nom"),
    "kind": Text(en="kind", fr="genre"),
    "governmental": Text(en="governmental", fr="gouvernemental"),
    "partnerships": Text(en="partnerships", fr="partenariats"),
}


@command(
    french="""Les organismes qui existent à une date, et à combien de partenariats ils appartiennent ce jour-là.

    WORDS : des mots de leurs noms, anciens noms et sigles compris; tous si absents.
    """
)
@click.argument("words", nargs=-1)
@as_of_option
@format_option
@language_option
def organisations(words: tuple[str, ...], as_of: date, layout: str, language: Language) -> None:
    """The organisations that exist on a day, and how many partnerships they belong to on that day.

    WORDS: words of their names, former names and acronyms included; all when absent.
    """
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.directory import find_organisations  # noqa: PLC0415 after the settings
    from concertation.journeys.observation import observe_register  # noqa: PLC0415 after the settings

    found = find_organisations(observe_register(as_of=as_of), words=" ".join(words), language=language)
    if layout == "json":
        print_json([asdict(listed) for listed in found])
    else:
        print_rows([_row(listed, language) for listed in found], layout=layout, headings=_HEADINGS, language=language)


def _row(listed: ListedOrganisation, language: Language) -> dict[str, Any]:
    return {
        "code": listed.key,
        "name": listed.name,
        "kind": term_words("organisation_kind", listed.kind, language),
        "governmental": yes_or_no(listed.is_governmental, language),
        "partnerships": listed.partnerships,
    }
