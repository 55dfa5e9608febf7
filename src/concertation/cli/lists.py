"""The partnerships and the organisations of a day, found by words of their names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from concertation.cli.bilingual import command
from concertation.cli.options import as_of_option, format_option, language_option
from concertation.cli.output import print_rows
from concertation.core.text import Language, Text

if TYPE_CHECKING:
    from concertation.core.faceting.facet import Listing

_PARTNERSHIP_HEADINGS = {
    "key": Text(en="code", fr="code"),
    "name": Text(en="name", fr="nom"),
    "reach": Text(en="reach", fr="portée"),
    "sectors": Text(en="sectors", fr="secteurs"),
    "number": Text(en="number", fr="nombre"),
    "kinds": Text(en="kinds", fr="genres"),
    "articulation": Text(en="articulation", fr="articulation"),
    "partners": Text(en="partners", fr="partenaires"),
}
_ORGANISATION_HEADINGS = {
    "key": Text(en="code", fr="code"),
    "name": Text(en="name", fr="nom"),
    "kind": Text(en="kind", fr="genre"),
    "coding": Text(en="coding", fr="classement"),
    "partnerships": Text(en="partnerships", fr="partenariats"),
}


@command(
    french="""Les partenariats qui existent à une date, avec leurs cinq types et le nombre de leurs partenaires.

    WORDS : des mots de leur nom, avec ou sans accents, dans n’importe quel ordre; tous si absents.
    """
)
@click.argument("words", nargs=-1)
@as_of_option
@format_option
@language_option
def partnerships(words: tuple[str, ...], as_of: date, layout: str, language: Language) -> None:
    """The partnerships that exist on a day, with their five types and how many partners they have.

    WORDS: words of their names, with or without accents, in any order; all when absent.
    """
    in_words = layout == "table"
    rows = _find("partnership", ("type", "partners"), words, as_of, language, in_words=in_words)
    if in_words:
        rows = [_picked(row | {"partners": _partners(row)}, _PARTNERSHIP_HEADINGS, language) for row in rows]
    print_rows(rows, layout=layout, headings=_PARTNERSHIP_HEADINGS, language=language)


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
    in_words = layout == "table"
    columns = ("kind", "coding", "sector", "partnerships")
    rows = _find("organisation", columns, words, as_of, language, in_words=in_words)
    if in_words:
        rows = [_picked(row, _ORGANISATION_HEADINGS, language) for row in rows]
    print_rows(rows, layout=layout, headings=_ORGANISATION_HEADINGS, language=language)


def _find(
    listing: Listing,
    columns: Sequence[str],
    words: Sequence[str],
    as_of: date,
    language: Language,
    *,
    in_words: bool,
) -> list[dict[str, Any]]:
    """What holds on the day and answers to the words, in the order of names."""
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.core.faceting import Choice, Question  # noqa: PLC0415 columns load when asked for
    from concertation.journeys.finding import observe_list  # noqa: PLC0415 after the settings
    from concertation.journeys.finding.files import ListFile  # noqa: PLC0415 after the settings

    holds = {"existence": Choice(include=frozenset({"holds"}))}
    question = Question(language=language, words=" ".join(words), choices=holds)
    records = observe_list(listing, as_of=as_of)
    found = ListFile(listing, records, question, columns, as_of, about=())
    return found.as_rows(language if in_words else None)


def _picked(row: dict[str, Any], headings: dict[str, Text], language: Language) -> dict[str, Any]:
    """The columns of a table, the name in the language asked for, or in the other where it lacks."""
    other = "en" if language == "fr" else "fr"
    named = row | {"name": row[f"name_{language}"] or row[f"name_{other}"]}
    return {name: named[name] for name in headings}


def _partners(row: dict[str, Any]) -> str | None:
    """How many there are, or at least how many."""
    count, at_least = row["partners"], row["partners_at_least"]
    return str(count) if count is not None else f"≥ {at_least}" if at_least else None
