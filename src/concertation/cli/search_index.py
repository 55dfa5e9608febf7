"""The index of the search: checked against the register, or made anew from it."""

from __future__ import annotations

import click

from concertation.cli.bilingual import command
from concertation.cli.options import language_option
from concertation.core.facts import fact_kind
from concertation.core.text import Language, Text

_TRUE = Text(
    en="{kind}: {records} records, as the register has them.", fr="{kind} : {records} fiches, comme au registre."
)
_FALSE = Text(
    en="{kind}: {records} records, {missing} missing, {left_over} left over, {different} different, {kept}.",
    fr="{kind} : {records} fiches, {missing} absentes, {left_over} en trop, {different} différentes, {kept}.",
)
_FOLLOWS = Text(en="followed", fr="suivi")
_NOT_FOLLOWED = Text(en="not followed", fr="non suivi")
_REBUILD = Text(
    en="Make it anew with `concertation register rebuild-search`.",
    fr="Refaites-le avec `concertation register rebuild-search`.",
)
_REBUILT = Text(en="{kind}: {records} records indexed.", fr="{kind} : {records} fiches indexées.")


@command(
    name="check-search",
    french="""Compare l’index de la recherche au registre, genre par genre.

    Sort avec le code 2 quand il ne dit pas ce que dit le registre.
    """,
)
@language_option
def check_search(language: Language) -> None:
    """Compare the index of the search with the register, kind by kind.

    Exits with code 2 when it does not say what the register says.
    """
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.searching import check_search_index  # noqa: PLC0415 after the settings

    is_true = True
    for state in check_search_index():
        is_true = is_true and state.is_true
        words = _TRUE if state.is_true else _FALSE
        click.echo(
            words.in_language(language).format(
                kind=fact_kind(state.kind).plural.in_language(language),
                records=state.records,
                missing=state.missing,
                left_over=state.left_over,
                different=state.different,
                kept=(_FOLLOWS if state.is_kept else _NOT_FOLLOWED).in_language(language),
            )
        )
    if not is_true:
        click.echo(_REBUILD.in_language(language), err=True)
        raise SystemExit(2)


@command(
    name="rebuild-search",
    french="""Refait l’index de la recherche à partir du registre, en une seule transaction.

    Il suit de lui-même chaque modification : ceci n’est utile qu’après une panne, ou quand `check-search` le dit.
    """,
)
@language_option
def rebuild_search(language: Language) -> None:
    """Make the index of the search anew from the register, in one transaction.

    It follows every change by itself: this is of use only after a breakdown, or when `check-search` says so.
    """
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.searching import rebuild_search_index  # noqa: PLC0415 after the settings

    for kind_id, records in rebuild_search_index().items():
        label = fact_kind(kind_id).plural.in_language(language)
        click.echo(_REBUILT.in_language(language).format(kind=label, records=records))
