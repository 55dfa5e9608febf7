"""How sure a network of the register is, or anybody's list of edges: as a table, JSON or CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from concertation.cli.network_lists import read_list
from concertation.cli.output import table_of
from concertation.core.text import Language, Text

if TYPE_CHECKING:
    from concertation.core.network import Network

_HEADINGS = {
    "part": Text(en="about", fr="à propos"),
    "what": Text(en="figure", fr="chiffre"),
    "beside": Text(en="reading, or beside", fr="lecture, ou à côté"),
    "value": Text(en="value", fr="valeur"),
    "low": Text(en="from", fr="de"),
    "high": Text(en="to", fr="à"),
    "coverage": Text(en="coverage", fr="couverture"),
    "usual_low": Text(en="by chance, from", fr="par hasard, de"),
    "usual_high": Text(en="by chance, to", fr="par hasard, à"),
    "missing": Text(en="what is missing", fr="ce qui manque"),
}
_PARTS = {
    "words": Text(en="whose word", fr="parole de qui"),
    "silence": Text(en="silence", fr="silences"),
    "together": Text(en="going together", fr="allant ensemble"),
    "explained": Text(en="beside all others", fr="avec tous les autres"),
    "ties": Text(en="ties", fr="liens"),
    "change": Text(en="change", fr="changement"),
}
_NO_GRAPH = Text(
    en="How sure a network is has no drawing: give --format table, json or csv.",
    fr="La certitude d’un réseau ne se dessine pas : donnez --format table, json ou csv.",
)
_NEEDS_LIST = Text(
    en="--beside compares two lists of edges: give the first with --edges. The kinds of the register are all compared.",
    fr="--beside compare deux listes de liens : donnez la première avec --edges. Les genres du registre le sont tous.",
)
_YES = ("yes", "oui", "true", "vrai", "1")
_ANSWERED = ("answered", "repondu", "répondu")


@dataclass(frozen=True, slots=True)
class CertaintyAsked:
    """Of what certainty is asked: a network of the register, or a list of edges and what goes with it."""

    kind: str | None
    as_of: date
    compared_with: date | None
    edges: Path | None
    nodes: Path | None
    beside: Path | None
    is_directed: bool


def certainty_lines(asked: CertaintyAsked, layout: str, language: Language) -> Iterator[str]:
    """All that is known of it, laid out; whoever runs the command waits for what takes long."""
    if layout in ("graphml", "gexf"):
        raise click.UsageError(_NO_GRAPH.in_language(language))
    if asked.beside is not None and asked.edges is None:
        raise click.UsageError(_NEEDS_LIST.in_language(language))
    parts = _of_list(asked, language) if asked.edges is not None else _of_register(asked, language)
    if layout == "json":
        return iter((json.dumps(parts, ensure_ascii=False, indent=2, default=str) + "\n",))
    return _rows(parts, layout, language)


def _rows(parts: Mapping[str, Any], layout: str, language: Language) -> Iterator[str]:
    import polars as pl  # noqa: PLC0415 columns load when asked for

    from concertation.journeys.network.certainty.telling import ROWS, rows_told  # noqa: PLC0415 columns load
    from concertation.journeys.network.telling import network_as_csv  # noqa: PLC0415 columns load

    rows = list(rows_told(parts))
    if layout == "csv":
        return network_as_csv(pl.DataFrame(rows, schema=ROWS))
    return iter((table_of([_line(row, language) for row in rows], headings=_HEADINGS, language=language),))


def _line(row: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """One row to read: numbers short, what has no sense there left out."""
    numbers = ("value", "low", "high", "coverage", "usual_low", "usual_high", "p")
    short = {name: f"{value:.3g}" for name in numbers if isinstance(value := row[name], float | int)}
    named = {"part": _PARTS[row["part"]].in_language(language), "what": row["what"], "beside": row["beside"]}
    return named | {name: short.get(name) for name in numbers} | {"missing": row["missing"]}


def _of_register(asked: CertaintyAsked, language: Language) -> dict[str, Any]:
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415 after the settings

    from concertation.core.estimate import Unknown  # noqa: PLC0415 columns load when asked for
    from concertation.journeys.network.certainty import telling  # noqa: PLC0415 columns load when asked for
    from concertation.journeys.network.certainty.asked import CertaintyQuestion  # noqa: PLC0415 as above
    from concertation.journeys.network.certainty.changed import change_between_days  # noqa: PLC0415 as above
    from concertation.journeys.network.certainty.silence import silence_of  # noqa: PLC0415 as above
    from concertation.journeys.network.certainty.together import kinds_together  # noqa: PLC0415 as above
    from concertation.journeys.network.certainty.whose_word import whose_word  # noqa: PLC0415 as above

    question, visitor = CertaintyQuestion(str(asked.kind), asked.as_of, asked.compared_with), AnonymousUser()
    silence = silence_of(question, user=visitor)
    return {
        "words": telling.words_told(whose_word(question.network, user=visitor), language),
        "silence": telling.silence_told(silence if isinstance(silence, Unknown) else silence.found, language),
        "together": telling.together_told(kinds_together(question), language),
        "change": telling.change_told(change_between_days(question), language),
    }


def _of_list(asked: CertaintyAsked, language: Language) -> dict[str, Any]:
    """Of a list alone; with another beside it, whether both go together."""
    from concertation.journeys.network.certainty.lists import certainty_of_list  # noqa: PLC0415 columns load

    assert asked.edges is not None
    found = _network(asked.edges, asked, language)
    other = None if asked.beside is None else _network(asked.beside, asked, language)
    names = [path.name for path in (asked.edges, asked.beside) if path is not None]
    return certainty_of_list(found, other, names=names, answered=_answered(found), language=language)


def _network(edges: Path, asked: CertaintyAsked, language: Language) -> Network:
    return read_list(edges, asked.nodes, language, is_directed=asked.is_directed).network


def _answered(network: Network) -> Any:
    """Which nodes answered, where the list of nodes has a column that says it."""
    named = next((name for name in network.nodes.columns if name.lower() in _ANSWERED), None)
    if named is None:
        return None
    said = network.nodes[named].cast(str).str.to_lowercase().str.strip_chars()
    return said.is_in(list(_YES)).fill_null(False).to_numpy()
