"""Who works with whom: a network of the register, or of anybody's list of edges, with its measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from concertation.cli.bilingual import command, option
from concertation.cli.network_sentences import say_network
from concertation.cli.options import Day, NewFile, as_of_option, language_option
from concertation.cli.output import print_rows, table_of
from concertation.core.text import Language, Text

if TYPE_CHECKING:
    import polars as pl

    from concertation.core.network import Network
    from concertation.core.network.report import Asked, NetworkReport

Layout = Literal["table", "json", "csv", "graphml", "gexf"]

# The kinds by name, kept here so that `--help` answers without loading columns; a test holds the two together.
KINDS = (
    *("collaboration", "register", "roster", "funding", "co_membership", "co_attendance"),
    *("joint_activities", "agreements", "any", "two_mode", "shared_members"),
)
# The measures whose answer is a table, likewise.
TABLES = (
    *("degree_distribution", "component_sizes", "distance_distribution", "triad_census", "mixing_matrix"),
    *("key_players_apart", "key_players_reach", "structural_equivalence", "layers_by_pair", "co_assignment"),
)
_HEADINGS = {
    "kind": Text(en="kind", fr="genre"),
    "label": Text(en="name", fr="nom"),
    "definition": Text(en="what it ties", fr="ce qu’il relie"),
    "weight": Text(en="what a weight counts", fr="ce que compte un poids"),
    "measure": Text(en="measure", fr="mesure"),
    "value": Text(en="value", fr="valeur"),
    "coverage": Text(en="coverage", fr="couverture"),
    "how": Text(en="how exact", fr="exactitude"),
    "missing": Text(en="what is missing", fr="ce qui manque"),
}
_WHICH = Text(
    en="Choose a network with --kind, or a list of edges with --edges. The register gives these:",
    fr="Choisissez un réseau avec --kind, ou une liste de liens avec --edges. Le registre offre ceux-ci\u00a0:",
)
_SAYS_OF_REGISTER = Text(
    en="Sentences are made of networks of the register: give --kind, without --edges.",
    fr="Les phrases se font sur les réseaux du registre\u00a0: donnez --kind, sans --edges.",
)
_MORE_FAULTS = Text(en="… and {count} more rows like these.", fr="… et {count} autres lignes semblables.")


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
    rows: str | None,
    layout: Layout,
    output: Path | None,
    language: Language,
) -> int | None:
    """Who works with whom: a network of the register on a day, or anybody's list of edges, with its measures.

    Without options, tells the networks that the register gives. With --edges, no register is needed.
    """
    if says:
        if kind is None or edges is not None:
            raise click.UsageError(_SAYS_OF_REGISTER.in_language(language))
        say_network(kind, as_of, since, language)
        return None
    asked = _asked(measures, rows)
    if edges is not None:
        shown = _of_list(edges, nodes, asked, group, language, is_directed=is_directed)
    elif kind is not None:
        shown = _of_register(kind, as_of, since, asked, group, language)
    else:
        _list_kinds(language)
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


def _of_list(
    edges: Path, nodes: Path | None, asked: Any, group: str | None, language: Language, *, is_directed: bool
) -> _Shown:
    """Reads and measures without a register; faults go to the error stream, all together."""
    from concertation.core.network.report import measure_network  # noqa: PLC0415 columns load when asked for
    from concertation.exchange.edge_list import read_edge_list  # noqa: PLC0415 columns load when asked for

    found = read_edge_list(edges, nodes, is_directed=is_directed)
    for line in _told(found.faults, found.fault_count, found.remarks, language):
        click.echo(line, err=True)
    network = found.network
    report = None if asked == "none" else measure_network(network, ids=asked, group=group)
    about = {"caption": edges.name, "remarks": " ".join(one.in_language(language) for one in found.remarks)}
    return _Shown(network, report, None, {name: words for name, words in about.items() if words})


def _told(faults: Sequence[Any], count: int, remarks: Iterable[Text], language: Language) -> Iterator[str]:
    yield from (fault.in_language(language) for fault in faults)
    if count > len(faults):
        yield _MORE_FAULTS.in_language(language).format(count=count - len(faults))
    yield from (remark.in_language(language) for remark in remarks)


def _list_kinds(language: Language) -> None:
    from concertation.core.network import NETWORK_KINDS  # noqa: PLC0415 columns load when asked for

    click.echo(_WHICH.in_language(language))
    lines = [
        {
            "kind": one.id,
            **{part: getattr(one, part).in_language(language) for part in ("label", "definition", "weight")},
        }
        for one in NETWORK_KINDS.values()
    ]
    print_rows(lines, layout="table", headings=_HEADINGS, language=language)


def _laid_out(shown: _Shown, layout: Layout, rows: str | None, language: Language) -> Iterator[str]:
    from concertation.journeys.network import telling  # noqa: PLC0415 columns load when asked for

    if layout in ("graphml", "gexf"):
        return telling.graph_of(shown.network, layout, about=shown.about, report=shown.report, ties=shown.ties)
    figures = telling.report_told(shown.report, language) if shown.report is not None else []
    nodes = telling.nodes_told(shown.network, shown.report)
    ties = telling.ties_told(shown.network, shown.ties, shown.report)
    if layout == "json":
        head = {"about": shown.about, "is_directed": shown.network.is_directed, "measures": figures}
        if shown.report is not None:
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
