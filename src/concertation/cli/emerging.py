"""Partnerships to be, and ties likely to form, with their reasons, as a command."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import click

from concertation.cli.bilingual import command, option
from concertation.cli.options import as_of_option, format_option, language_option
from concertation.cli.output import print_json, print_rows
from concertation.core.text import Language, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from concertation.journeys.emerging.likely import LikelyKind

Kind = Literal["groups", "co_membership", "any"]

_HEADINGS = {
    "id": Text(en="group", fr="groupe"),
    "state": Text(en="answer", fr="réponse"),
    "members": Text(en="organisations", fr="organismes"),
    "standing": Text(en="stands there already", fr="existe déjà"),
    "reasons": Text(en="why", fr="pourquoi"),
    "points": Text(en="points", fr="points"),
    "one": Text(en="one", fr="l’un"),
    "other": Text(en="the other", fr="l’autre"),
    "chance": Text(en="chance", fr="chance"),
}


@command(
    french="""Les partenariats émergents : des groupes qui agissent ensemble sans partenariat inscrit, et les liens
    probables.

    Chaque candidat vient avec ses raisons; les réponses se donnent sur les pages.
    """
)
@option(
    "--kind",
    type=click.Choice(["groups", "co_membership", "any"]),
    default="groups",
    show_default=True,
    help=Text(
        en="Groups, or pairs likely to be tied: at one table, or in any way.",
        fr="Des groupes, ou des paires dont le lien est probable\u00a0: à une même table, ou de toute façon.",
    ),
)
@as_of_option
@format_option
@language_option
def emerging(kind: Kind, as_of: date, layout: str, language: Language) -> None:
    """Emerging partnerships: groups that act together without a registered one, and ties likely to form.

    Each candidate comes with its reasons; answers are given on the pages.
    """
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    found = _groups(as_of, language) if kind == "groups" else _pairs(kind, as_of, language)
    if layout == "json":
        print_json(found)
    else:
        lines = [_line(one) for one in found]
        print_rows(lines, layout=layout, headings=_HEADINGS, language=language)


def _groups(as_of: date, language: Language) -> list[dict[str, Any]]:
    from concertation.journeys.emerging.groups import find_candidates  # noqa: PLC0415 after the settings
    from concertation.journeys.emerging.telling import group_as_data  # noqa: PLC0415 after the settings

    return [group_as_data(one, language) for one in find_candidates(as_of, user=None)]


def _pairs(kind: LikelyKind, as_of: date, language: Language) -> list[dict[str, Any]]:
    from concertation.journeys.emerging.likely import find_likely  # noqa: PLC0415 after the settings
    from concertation.journeys.emerging.telling import pair_as_data, tell_learned, tell_likely  # noqa: PLC0415 after the settings

    found = find_likely(kind, as_of, user=None)
    for remark in (*tell_learned(found), *found.remarks):
        click.echo(remark.in_language(language), err=True)
    return [pair_as_data(pair, language) for pair in tell_likely(found, as_of)]


def _line(one: dict[str, Any]) -> dict[str, Any]:
    """A candidate on one line: names and sentences in place of lists."""
    reasons = " ".join(one["reasons"])
    if "one" in one:
        ends = {end: one[end]["name"] for end in ("one", "other")}
        chance = round(one["chance"], 3) if one["chance"] is not None else None
        return ends | {"chance": chance, "state": one["state"], "reasons": reasons}
    return {
        "id": one["id"],
        "state": one["state"],
        "points": one["points"],
        "standing": _names(one["standing"]),
        "members": _names(one["members"]),
        "reasons": reasons,
    }


def _names(records: Sequence[dict[str, Any]]) -> str:
    return "; ".join(str(record["name"]) for record in records)
