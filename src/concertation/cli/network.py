"""Who works with whom: a network of the register, or of anybody's list of edges, with its measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from concertation.cli.bilingual import command, option
from concertation.cli.network_certainty import CertaintyAsked, certainty_lines
from concertation.cli.network_kinds import KINDS, list_kinds
from concertation.cli.network_lists import measure_list
from concertation.cli.network_sentences import say_network
from concertation.cli.network_settings import ListSettings, list_options, refuse_what_goes_alone
from concertation.cli.options import Day, NewFile, as_of_option, language_option
from concertation.cli.output import table_of
from concertation.core.text import Language, Text

if TYPE_CHECKING:
    import polars as pl

    from concertation.core.network import Network
    from concertation.core.network.report import Asked, NetworkReport

Layout = Literal["table", "json", "csv", "graphml", "gexf"]

# The measures whose answer is a table; `--help` answers without loading columns, and a test holds the two together.
TABLES = (
    *("degree_distribution", "component_sizes", "distance_distribution", "triad_census", "mixing_matrix"),
    *("key_players_apart", "key_players_reach", "structural_equivalence", "layers_by_pair", "co_assignment"),
)
_HEADINGS = {
    "measure": Text(en="measure", fr="mesure"),
    "value": Text(en="value", fr="valeur"),
    "coverage": Text(en="coverage", fr="couverture"),
    "how": Text(en="how exact", fr="exactitude"),
    "missing": Text(en="what is missing", fr="ce qui manque"),
}
_SAYS_OF_REGISTER = Text(
    en="Sentences are made of networks of the register: give --kind, without --edges.",
    fr="Les phrases se font sur les réseaux du registre\u00a0: donnez --kind, sans --edges.",
)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A network, what is known of each tie, and what goes with each file of it."""

    network: Network
    report: NetworkReport | None
    ties: pl.DataFrame | None
    about: dict[str, str]


@command(
    french="""Qui travaille avec qui : un réseau du registre à une date, ou une liste de liens de quiconque, et ses
    mesures.

    Sans option, dit les réseaux que le registre offre. Avec --edges, aucun registre n’est nécessaire.
    """
)
@option(
    "--kind",
    type=click.Choice(KINDS),
    help=Text(en="Which network of the register.", fr="Quel réseau du registre."),
)
@as_of_option
@option(
    "--window",
    "since",
    type=Day(),
    metavar="DATE",
    help=Text(
        en="Over the window from this day to --as-of, rather than on one day.",
        fr="Sur la période de cette date à --as-of, plutôt qu’à une seule date.",
    ),
)
@option(
    "--edges",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=Text(
        en="Read this list of edges (CSV, TSV, XLSX) instead of the register.",
        fr="Lit cette liste de liens (CSV, TSV, XLSX) plutôt que le registre.",
    ),
)
@option(
    "--nodes",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=Text(
        en="Nodes of that list, with what is known of each.", fr="Les nœuds de cette liste, et ce qu’on en sait."
    ),
)
@option(
    "--directed",
    "is_directed",
    is_flag=True,
    help=Text(en="Edges run from the first to the second.", fr="Les liens vont du premier au second."),
)
@option(
    "--group",
    metavar="NAME",
    help=Text(
        en="What tells groups apart: family, kind, sector, or a column of --nodes.",
        fr="Ce qui distingue les groupes\u00a0: family, kind, sector, ou une colonne de --nodes.",
    ),
)
@list_options
@option(
    "--measures",
    metavar="NAMES",
    default="usual",
    show_default=True,
    help=Text(
        en="“usual”, “all”, “none”, or names parted by commas.",
        fr="« usual » (les courantes), « all » (toutes), « none » (aucune), ou des noms séparés par des virgules.",
    ),
)
@option(
    "--say",
    "says",
    is_flag=True,
    help=Text(
        en="In sentences: who holds it together, what is missing, what changed in a year.",
        fr="En phrases\u00a0: qui le fait tenir, ce qui manque, ce qui a changé en un an.",
    ),
)
@option(
    "--sure",
    "tells_certainty",
    is_flag=True,
    help=Text(
        en="How sure it is: whose word, who is silent, which ties go together, what changed in a year.",
        fr="À quel point c’est sûr : parole de qui, silences, liens qui vont ensemble, changements en un an.",
    ),
)
@option(
    "--compared-with",
    type=Day(),
    metavar="DATE",
    help=Text(
        en="With --sure: the earlier day, instead of a year before.",
        fr="Avec --sure : la date antérieure, au lieu d’un an avant.",
    ),
)
@option(
    "--beside",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=Text(
        en="With --sure and --edges: another list of the same organisations, to see whether both go together.",
        fr="Avec --sure et --edges : une autre liste des mêmes organismes, pour voir si les deux vont ensemble.",
    ),
)
@option(
    "--rows",
    type=click.Choice(["network", "nodes", "ties", *TABLES]),
    help=Text(
        en="What a table or a CSV file lists: the nodes, the ties, or a measure that is a table; the network’s own "
        "measures, or the nodes in CSV, when absent.",
        fr="Ce que liste un tableau ou un CSV\u00a0: les nœuds, les liens, ou une mesure qui est un tableau; les "
        "mesures du réseau, ou les nœuds en CSV, si absente.",
    ),
)
@option(
    "--format",
    "layout",
    type=click.Choice(["table", "json", "csv", "graphml", "gexf"]),
    default="table",
    show_default=True,
    help=Text(en="How the answer is laid out.", fr="La forme de la réponse."),
)
@option(
    "--output",
    type=NewFile(),
    help=Text(
        en="Write to this new file instead of the screen.", fr="Écrit dans ce nouveau fichier plutôt qu’à l’écran."
    ),
)
@language_option
def network(
    kind: str | None,
    as_of: date,
    since: date | None,
    edges: Path | None,
    nodes: Path | None,
    is_directed: bool,
    group: str | None,
    measures: str,
    says: bool,
    tells_certainty: bool,
    compared_with: date | None,
    beside: Path | None,
    rows: str | None,
    layout: Layout,
    output: Path | None,
    language: Language,
    **settings: Any,
) -> int | None:
    """Who works with whom: a network of the register on a day, or anybody's list of edges, with its measures.

    Without options, tells the networks that the register gives. With --edges, no register is needed.
    """
    if says and (kind is None or edges is not None):
        raise click.UsageError(_SAYS_OF_REGISTER.in_language(language))
    refuse_what_goes_alone()
    if says and kind is not None:
        say_network(kind, as_of, since, language)
        return None
    if tells_certainty and (edges is not None or kind is not None):
        sure = CertaintyAsked(kind, as_of, compared_with, edges, nodes, beside, is_directed)
        _write(certainty_lines(sure, layout, language), output)
        return None
    asked = _asked(measures, rows)
    if edges is not None:
        known = ListSettings(group=group, is_directed=is_directed, **settings)
        found, report, about = measure_list(edges, nodes, asked, known, language)
        shown = _Shown(found, report, None, about)
    elif kind is not None:
        shown = _of_register(kind, as_of, since, asked, group, language)
    else:
        list_kinds(language)
        return None
    _write(_laid_out(shown, layout, rows, language), output)
    return None


def _asked(written: str, rows: str | None) -> Asked | Literal["none"]:
    """The measures asked for; a table alone where its rows are all that is asked for."""
    if written == "usual":
        return [rows] if rows in TABLES else None
    if written in ("all", "none"):
        return written
    named = [name.strip() for name in written.split(",") if name.strip()]
    return [*named, rows] if rows in TABLES and rows not in named else named


def _of_register(
    kind: str, as_of: date, since: date | None, asked: Any, group: str | None, language: Language
) -> _Shown:
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415 after the settings

    from concertation.journeys.network.measuring import measure_relations  # noqa: PLC0415 after the settings
    from concertation.journeys.network.question import NetworkQuestion  # noqa: PLC0415 columns load when asked for
    from concertation.journeys.network.relations import see_relations  # noqa: PLC0415 after the settings
    from concertation.journeys.network.telling import about_relations  # noqa: PLC0415 after the settings

    question, visitor = NetworkQuestion(kind, as_of, since), AnonymousUser()
    if asked == "none":
        seen, report = see_relations(question, user=visitor).relations, None
    else:
        measured = measure_relations(question, user=visitor, ids=asked, group=group or "family")
        seen, report = measured.relations, measured.report
    return _Shown(seen.network, report, seen.ties, about_relations(seen, language))


def _laid_out(shown: _Shown, layout: Layout, rows: str | None, language: Language) -> Iterator[str]:
    from concertation.journeys.network import telling  # noqa: PLC0415 columns load when asked for

    if layout != "json" and shown.report is not None:
        for line in telling.approximations_told(shown.report, language):
            click.echo(line, err=True)
    if layout in ("graphml", "gexf"):
        return telling.graph_of(shown.network, layout, about=shown.about, report=shown.report, ties=shown.ties)
    figures = telling.report_told(shown.report, language) if shown.report is not None else []
    nodes = telling.nodes_told(shown.network, shown.report)
    ties = telling.ties_told(shown.network, shown.ties, shown.report)
    if layout == "json":
        head = {"about": shown.about, "is_directed": shown.network.is_directed, "measures": figures}
        if shown.report is not None:
            head["columns"] = telling.columns_told(shown.report, language)
            head["tables"] = {name: table.to_dicts() for name, table in shown.report.tables.items()}
        return telling.network_as_json(head, nodes, ties)
    chosen = rows or ("nodes" if layout == "csv" else "network")
    frame = {"nodes": nodes, "ties": ties, **_tables(shown)}.get(chosen)
    if layout == "csv":
        return telling.network_as_csv(frame if frame is not None else telling.figures_told(figures))
    lines = [_line(one) for one in figures] if frame is None else frame.to_dicts()
    return iter((table_of(lines, headings=_HEADINGS, language=language),))


def _tables(shown: _Shown) -> Mapping[str, pl.DataFrame]:
    return shown.report.tables if shown.report is not None else {}


def _line(figure: dict[str, Any]) -> dict[str, Any]:
    result = figure["result"]
    return {
        "measure": figure["label"],
        "value": f"{value:.4g}" if (value := result.get("value")) is not None else None,
        "coverage": result.get("coverage"),
        "how": figure.get("how"),
        "missing": " ".join(result.get("missing", ())) or None,
    }


def _write(pieces: Iterator[str], output: Path | None) -> None:
    if output is None:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    with output.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
