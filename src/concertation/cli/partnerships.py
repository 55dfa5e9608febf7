"""The partnerships of a day, as a list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from concertation.cli.bilingual import command
from concertation.cli.options import as_of_option, format_option, language_option
from concertation.cli.output import print_json, print_rows
from concertation.core.text import Language, Text

if TYPE_CHECKING:
    from concertation.journeys.catalogue import Listed, StripCell

_HEADINGS = {
    "code": Text(en="code", fr="code"),
    "name": Text(en="name", fr="nom"),
    "reach": Text(en="reach", fr="portée"),
    "sectors": Text(en="sectors", fr="secteurs"),
    "number": Text(en="number", fr="nombre"),
    "kinds": Text(en="kinds", fr="genres"),
    "articulation": Text(en="articulation", fr="articulation"),
    "members": Text(en="members", fr="membres"),
}
_FACETS = ("reach", "sectors", "number", "kinds", "articulation")


@command(
    french="""Les partenariats qui existent à une date, avec leurs cinq types et le nombre de leurs membres.

    WORDS : des mots de leur nom, avec ou sans accents, dans n’importe quel ordre; tous si absents.
    """
)
@click.argument("words", nargs=-1)
@as_of_option
@format_option
@language_option
def partnerships(words: tuple[str, ...], as_of: date, layout: str, language: Language) -> None:
    """The partnerships that exist on a day, with their five types and how many members they have.

    WORDS: words of their names, with or without accents, in any order; all when absent.
    """
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.catalogue import find_partnerships  # noqa: PLC0415 after the settings
    from concertation.journeys.observation import observe_register  # noqa: PLC0415 after the settings

    found = find_partnerships(observe_register(as_of=as_of), words=" ".join(words), language=language)
    if layout == "json":
        print_json([_entry(listed, language) for listed in found])
    else:
        print_rows([_row(listed, language) for listed in found], layout=layout, headings=_HEADINGS, language=language)


def _row(listed: Listed, language: Language) -> dict[str, Any]:
    cells = {name: _label(cell, language) for name, cell in zip(_FACETS, listed.strip, strict=True)}
    return {"code": listed.key, "name": listed.name} | cells | {"members": listed.members or None}


def _entry(listed: Listed, language: Language) -> dict[str, Any]:
    facets = {
        name: {"label": _label(cell, language), "basis": cell.basis}
        for name, cell in zip(_FACETS, listed.strip, strict=True)
    }
    return {
        "key": listed.key,
        "name": listed.name,
        "name_language": listed.name_language,
        "is_synthetic": listed.is_synthetic,
        "members": listed.members or None,
        **facets,
        "articulation_shares": {label.in_language(language): share for label, share in listed.shares},
        "is_hybrid": listed.is_hybrid,
    }


def _label(cell: StripCell, language: Language) -> str | None:
    return None if cell.label is None else cell.label.in_language(language)
