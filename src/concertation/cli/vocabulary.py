"""The words of the field, from the data files alone: no register is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from concertation.cli.bilingual import BilingualGroup, command, option
from concertation.cli.options import format_option, language_option
from concertation.cli.output import print_rows
from concertation.core.text import Language, Text, sort_key
from concertation.core.vocabulary import all_schemes, load_scheme

if TYPE_CHECKING:
    from concertation.exchange.skos import SkosFormat

_HEADINGS = {
    "code": Text(en="code", fr="code"),
    "label": Text(en="name", fr="nom"),
    "term": Text(en="English", fr="anglais"),
    "terme": Text(en="French", fr="français"),
    "terms": Text(en="terms", fr="termes"),
    "definition": Text(en="definition", fr="définition"),
    "origin": Text(en="origin", fr="provenance"),
    "where": Text(en="where", fr="où"),
}
_ORIGINS = {
    "article": Text(en="article", fr="article"),
    "convention": Text(en="convention", fr="convention"),
    "mixed": Text(en="article and convention", fr="article et convention"),
}

vocabulary = BilingualGroup(
    "vocabulary",
    rooms={
        "list": (
            "concertation.cli.vocabulary:list_schemes",
            Text(en="Every vocabulary.", fr="Tous les vocabulaires."),
        ),
        "show": (
            "concertation.cli.vocabulary:show_scheme",
            Text(en="The terms of one vocabulary.", fr="Les termes d’un vocabulaire."),
        ),
        "export": (
            "concertation.cli.vocabulary:export_schemes",
            Text(en="All of them as SKOS.", fr="Tous, au format SKOS."),
        ),
    },
    help="The words of the field, in both languages.",
    french="Les mots du domaine, dans les deux langues.",
)
language_option(vocabulary)


@command(name="list", french="Tous les vocabulaires, dans l’ordre de leur nom.")
@format_option
@language_option
def list_schemes(layout: str, language: Language) -> None:
    """Every vocabulary, in the order of its name."""
    schemes = sorted(all_schemes(), key=lambda scheme: sort_key(scheme.label.in_language(language)))
    rows = [
        {
            "code": scheme.id,
            "label": scheme.label.in_language(language),
            "terms": len(scheme),
            "origin": _ORIGINS[scheme.origin].in_language(language),
        }
        for scheme in schemes
    ]
    print_rows(rows, layout=layout, headings=_HEADINGS, language=language)


@command(name="show", french="Les termes du vocabulaire SCHEME : codes, noms, définitions, et où l’article les donne.")
@click.argument("scheme")
@format_option
@language_option
def show_scheme(scheme: str, layout: str, language: Language) -> None:
    """The terms of the vocabulary SCHEME: codes, names, definitions, and where the article gives them."""
    rows = [
        {
            "code": term.code,
            "term": term.label.en,
            "terme": term.label.fr,
            "definition": term.definition.in_language(language),
            "origin": _ORIGINS[term.origin].in_language(language),
            "where": term.locator,
        }
        for term in load_scheme(scheme)
    ]
    print_rows(rows, layout=layout, headings=_HEADINGS, language=language)


@command(name="export", french="Écrit tous les vocabulaires au format SKOS dans le fichier OUT, « - » pour la sortie.")
@click.argument("out", type=click.Path(dir_okay=False, allow_dash=True, writable=True))
@option(
    "--to",
    "skos_format",
    type=click.Choice(["turtle", "json-ld"]),
    default="turtle",
    show_default=True,
    help=Text(en="How SKOS is written.", fr="L’écriture du SKOS."),
)
@language_option
def export_schemes(out: str, skos_format: SkosFormat, language: Language) -> None:
    """Write all vocabularies as SKOS into the file OUT, “-” for the output."""
    from concertation.exchange.skos import write_skos  # noqa: PLC0415 the graph library is slow to load

    document = write_skos(all_schemes(), skos_format)
    if out == "-":
        click.echo(document, nl=False)
    else:
        Path(out).write_text(document, encoding="utf-8")
        click.echo(out)
