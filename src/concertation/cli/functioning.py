"""How a partnership works, in the words of its partners, as the table sees it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from concertation.cli.bilingual import command, option
from concertation.cli.options import as_of_option, format_option, language_option
from concertation.cli.output import print_json, print_rows
from concertation.core.text import Language, Text

if TYPE_CHECKING:
    from concertation.journeys.functioning import Functioning, WaveFigures

_HEADINGS = {
    "factor": Text(en="factor", fr="facteur"),
    "score": Text(en="score", fr="résultat"),
    "low": Text(en="from", fr="de"),
    "high": Text(en="to", fr="à"),
    "band": Text(en="band", fr="zone"),
    "people": Text(en="people", fr="personnes"),
    "organisations": Text(en="organisations", fr="organismes"),
    "change": Text(en="change", fr="évolution"),
    "why": Text(en="why not", fr="pourquoi pas"),
}
_BANDS = {
    "low": Text(en="low", fr="faible"),
    "mixed": Text(en="mixed", fr="partagé"),
    "good": Text(en="good", fr="bon"),
}
_STANDINGS = {
    "none": Text(en="Nobody has asked the partners yet.", fr="Personne n’a encore interrogé les partenaires."),
    "open": Text(en="Partners are still answering.", fr="Les partenaires répondent encore."),
    "silent": Text(en="The wave closed and nobody had answered.", fr="La vague a pris fin sans réponse."),
    "deleted": Text(
        en="The answers were deleted, and no figures had been published.",
        fr="Les réponses ont été supprimées, et aucun chiffre n’avait été publié.",
    ),
}


@command(
    french="Comment marche un partenariat, selon ses partenaires\u00a0: les dix facteurs d’une vague de questions."
)
@option("--partnership", metavar="CODE", required=True, help=Text(en="Which partnership.", fr="Quel partenariat."))
@option(
    "--wave",
    metavar="CODE",
    help=Text(
        en="Which wave; the latest that closed when absent.", fr="Quelle vague; la dernière qui a été close si absente."
    ),
)
@as_of_option
@format_option
@language_option
def functioning(partnership: str, wave: str | None, as_of: date, layout: str, language: Language) -> None:
    """How a partnership works, in the words of its partners: the ten factors of a wave of questions."""
    seen = _see(partnership, wave, as_of)
    if seen.figures is None:
        raise click.ClickException(_STANDINGS[seen.standing].in_language(language))
    if layout == "json":
        print_json(seen.figures)
    elif layout == "csv":
        from concertation.journeys.functioning import ResultsFile  # noqa: PLC0415 columns load when asked for

        print_rows(ResultsFile(seen.figures, language).as_rows(), layout=layout, headings={}, language=language)
    else:
        print_rows(_lines(seen.figures, language), layout=layout, headings=_HEADINGS, language=language)


def _see(partnership: str, wave: str | None, as_of: date) -> Functioning:
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.functioning import find_functioning  # noqa: PLC0415 after the settings

    return find_functioning(partnership=partnership, wave=wave, user=None, as_of=as_of)


def _lines(figures: WaveFigures, language: Language) -> list[dict[str, Any]]:
    return [
        {
            "factor": one["name"][language],
            "score": one["score"]["value"],
            "low": one["score"]["low"],
            "high": one["score"]["high"],
            "band": _BANDS[one["band"]].in_language(language) if one["band"] else None,
            "people": one["people"],
            "organisations": one["organisations"],
            "change": one["change"]["value"],
            "why": one["score"]["why"][language] if one["score"]["why"] else None,
        }
        for one in figures["factors"]
    ]
