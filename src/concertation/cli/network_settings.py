"""What the measures of a list of edges need beside it: columns, a scale, lengths; and which options go together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from concertation.cli.bilingual import language_of, option
from concertation.core.text import Text

if TYPE_CHECKING:
    from concertation.core.network.measures.reading import Lengths

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_OPTIONS = (
    option(
        "--number",
        metavar="NAME",
        help=Text(
            en="With --edges: a column of --nodes that is a quantity, such as a budget.",
            fr="Avec --edges\u00a0: une colonne de --nodes qui est une quantité, comme un budget.",
        ),
    ),
    option(
        "--mode",
        metavar="NAME",
        help=Text(
            en="With --edges: a column of --nodes that tells two sides apart, such as organisations and partnerships.",
            fr="Avec --edges\u00a0: une colonne de --nodes qui distingue deux côtés, comme organismes et partenariats.",
        ),
    ),
    option(
        "--layer",
        metavar="NAME",
        help=Text(
            en="With --edges: its column that tells kinds of ties apart.",
            fr="Avec --edges\u00a0: sa colonne qui distingue les genres de liens.",
        ),
    ),
    option(
        "--scale",
        nargs=2,
        type=float,
        metavar="LOW HIGH",
        help=Text(
            en="With --edges: weights are ratings, such as trust from 1 to 4; those of a tie rated twice are averaged.",
            fr="Avec --edges\u00a0: les poids sont des notes, comme la confiance de 1 à 4; d’un lien noté deux "
            "fois, la moyenne.",
        ),
    ),
    option(
        "--lengths",
        type=click.Choice(["steps", "inverse"]),
        default="steps",
        show_default=True,
        help=Text(
            en="With --edges: whether a tie is one step long, or 1/weight.",
            fr="Avec --edges\u00a0: si un lien a un pas de long, ou 1/poids.",
        ),
    ),
)
_GOES_WITH = {
    **dict.fromkeys(("nodes", "is_directed", "number", "mode", "layer", "scale", "lengths"), "--edges"),
    **dict.fromkeys(("beside", "compared_with"), "--sure"),
    "since": "--kind",
}
_NEEDS = Text(
    en="{option} goes with {other}: give {other} too, or leave {option} out.",
    fr="{option} va avec {other}\u00a0: donnez aussi {other}, ou retirez {option}.",
)
_APART = Text(
    en="--edges reads a list and --kind the register: give one of them.",
    fr="--edges lit une liste et --kind le registre\u00a0: donnez l’un des deux.",
)
_SCALE = Text(
    en="The lowest rating of --scale comes first, then the highest: --scale 1 4.",
    fr="La note la plus basse de --scale vient d’abord, puis la plus haute\u00a0: --scale 1 4.",
)


@dataclass(frozen=True, slots=True)
class ListSettings:
    """What is known of a list of edges beside its ties."""

    group: str | None
    is_directed: bool
    number: str | None
    mode: str | None
    layer: str | None
    scale: tuple[float, float] | None
    lengths: Lengths


def list_options(function: Decorated) -> Decorated:
    """The options of :class:`ListSettings`, given to the command by the names of its fields."""
    return reduce(lambda decorated, add: add(decorated), reversed(_OPTIONS), function)


def refuse_what_goes_alone() -> None:
    """An option that would be passed over in silence is refused in words."""
    context = click.get_current_context()
    language = language_of(context)
    names = {one.name: one.opts[0] for one in context.command.params}
    given = {name: word for name, word in names.items() if _is_given(context, name)}
    for name, word in given.items():
        other = _GOES_WITH.get(str(name))
        if other and other not in given.values():
            raise click.UsageError(_NEEDS.in_language(language).format(option=word, other=other))
    if {"--edges", "--kind"} <= {*given.values()}:
        raise click.UsageError(_APART.in_language(language))
    scale = context.params.get("scale")
    if scale and scale[0] >= scale[1]:
        raise click.UsageError(_SCALE.in_language(language))


def _is_given(context: click.Context, name: str | None) -> bool:
    return context.get_parameter_source(str(name)) == ParameterSource.COMMANDLINE
