"""Networks and their measures as plain data and as files, in the language of whoever reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from concertation.core.estimate import Estimate
from concertation.core.measure import measure
from concertation.core.network import Network, Relations
from concertation.core.network.report import NetworkReport
from concertation.core.text import Language, Text
from concertation.exchange.flat_file import write_csv
from concertation.exchange.graphs import write_network
from concertation.exchange.graphs.network_file import GraphFormat

# Rows written between two pieces of a stream.
_ROWS_A_PIECE = 2_000

FIGURES = pl.Schema(
    [
        ("measure", pl.String()),
        ("label", pl.String()),
        *((part, pl.Float64()) for part in ("value", "low", "high")),
        ("n", pl.Int64()),
        ("coverage", pl.Float64()),
        ("is_exact", pl.Boolean()),
        ("missing", pl.String()),
    ]
)

_CAPTIONS = {
    "day": Text(en="{label}, as of {last}", fr="{label}, au {last}"),
    "window": Text(en="{label}, from {first} to {last}", fr="{label}, du {first} au {last}"),
}
_COUNTS = Text(
    en="{nodes} organisations, {ties} ties; those without ties are there.",
    fr="{nodes} organismes, {ties} liens; ceux qui n’ont pas de lien y sont.",
)
_LEGEND = Text(
    en="A tie is confirmed when both ends tell it, claimed when one does, disputed when an end denies it or the two "
    "are two degrees apart or more, recorded when a paper of the register says it.",
    fr="Un lien est confirmé quand les deux bouts le disent, affirmé quand un seul le dit, contesté quand un bout le "
    "nie ou que les deux s’écartent de deux degrés ou plus, consigné quand une pièce du registre l’établit.",
)


def about_relations(relations: Relations, language: Language) -> dict[str, str]:
    """What a network shows, how it was made and on which day: what goes with each file of it."""
    kind, span = relations.kind, relations.span
    caption = _CAPTIONS["day" if span.is_one_day else "window"].in_language(language)
    counts = _COUNTS.in_language(language)
    label = kind.label.in_language(language)
    words = {
        "caption": caption.format(label=label, first=span.first.isoformat(), last=span.last.isoformat()),
        "counts": counts.format(nodes=relations.network.size, ties=relations.network.tie_count),
        "method": kind.definition.in_language(language),
        "weight": kind.weight.in_language(language),
        "legend": _LEGEND.in_language(language),
        "date": span.last.isoformat(),
    }
    remarks = " ".join(remark.in_language(language) for remark in relations.remarks)
    return words | ({"remarks": remarks} if remarks else {})


def graph_of(
    network: Network,
    format: GraphFormat,
    *,
    about: Mapping[str, str],
    report: NetworkReport | None = None,
    ties: pl.DataFrame | None = None,
) -> Iterator[str]:
    """The network as GraphML or GEXF, its measures as attributes; ``ties`` are what is known of each tie."""
    measured = None
    if report is not None:
        named = {name: f"measure_{name}" for name in report.ties.columns[2:]}
        measured = report.ties.drop("source", "target").rename(named)
    tie_columns = [frame for frame in (ties, measured) if frame is not None and frame.width]
    return write_network(
        network,
        format,
        about=about,
        node_columns=report.nodes if report is not None else None,
        tie_columns=pl.concat(tie_columns, how="horizontal") if tie_columns else None,
    )


def nodes_told(network: Network, report: NetworkReport | None) -> pl.DataFrame:
    """The nodes with what is known of each, and a column a measure; several values are a list."""
    return network.nodes if report is None else network.nodes.hstack(report.nodes.drop("key"))


def ties_told(network: Network, ties: pl.DataFrame | None, report: NetworkReport | None) -> pl.DataFrame:
    """The ties with what both ends say of them where it is known, and a column a measure of ties."""
    if ties is None:
        keys = network.nodes["key"]
        ends = {"source": keys.gather(network.source), "target": keys.gather(network.target)}
        ties = pl.DataFrame({**ends, "weight": network.weight}).with_columns(pl.col("weight").fill_nan(None))
    return ties if report is None else ties.hstack(report.ties.drop("source", "target"))


def figures_told(figures: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """The figures of the whole network, one a row."""
    rows = [
        {
            "measure": one["measure"],
            "label": one["label"],
            **{part: one["result"].get(part) for part in ("value", "low", "high", "n", "coverage")},
            "is_exact": one.get("is_exact"),
            "missing": " ".join(one["result"].get("missing", ())) or None,
        }
        for one in figures
    ]
    return pl.DataFrame(rows, schema=FIGURES)


def network_as_csv(frame: pl.DataFrame) -> Iterator[str]:
    """Rows as CSV, several values parted by semicolons."""
    lists = [name for name, kind in frame.schema.items() if kind == pl.List]
    words = frame.with_columns(pl.col(name).cast(pl.List(pl.String)).list.join("; ") for name in lists)
    return write_csv(words.columns, words.iter_rows())


def network_as_json(head: Mapping[str, Any], nodes: pl.DataFrame, ties: pl.DataFrame) -> Iterator[str]:
    """One object: what ``head`` says, then ``nodes`` and ``ties``, an object a row; an unknown is ``null``."""
    yield json.dumps(head, ensure_ascii=False, default=str)[:-1]
    for name, frame in (("nodes", nodes), ("ties", ties)):
        yield f', "{name}": ['
        for number, rows in enumerate(frame.iter_slices(_ROWS_A_PIECE)):
            written = ",\n".join(json.dumps(row, ensure_ascii=False, default=str) for row in rows.iter_rows(named=True))
            yield f"{',' if number else ''}\n{written}"
        yield "]"
    yield "}\n"


def report_told(report: NetworkReport, language: Language) -> list[dict[str, Any]]:
    """Each figure of the whole network with its words, its coverage and how exact it is, or what is missing."""
    return [_figure(name, one, report, language) for name, one in report.whole.items()]


def columns_told(report: NetworkReport, language: Language) -> list[dict[str, Any]]:
    """Each measure that is a column of nodes or of ties, or a table: where it stands, its words, how exact it is."""
    places = {"nodes": report.nodes.columns[1:], "ties": report.ties.columns[2:], "tables": list(report.tables)}
    return [
        {"in": place} | _words(name, language) | _exactness(name, report, language)
        for place, names in places.items()
        for name in names
    ]


def approximations_told(report: NetworkReport, language: Language) -> list[str]:
    """A sentence for each way in which some measures were approached, with those it gave and the largest error."""
    ways: dict[str, list[str]] = {}
    for name, one in report.exactness.items():
        if not one.is_exact:
            ways.setdefault(one.method.in_language(language), []).append(name)
    return [_approached(way, names, report, language) for way, names in ways.items()]


def _approached(way: str, names: Sequence[str], report: NetworkReport, language: Language) -> str:
    labels = ", ".join(measure(name).label.in_language(language) for name in names)
    errors = [error for name in names if (error := report.exactness[name].error) is not None]
    words = _APPROACHED["error" if errors else "plain"].in_language(language)
    return words.format(labels=labels, way=way, error=f"{max(errors, default=0):.2g}")


_APPROACHED = {
    "plain": Text(en="Not exact: {labels}: {way}.", fr="Non exact\u00a0: {labels}\u00a0: {way}."),
    "error": Text(
        en="Not exact: {labels}: {way}; error: {error}.",
        fr="Non exact\u00a0: {labels}\u00a0: {way}; erreur\u00a0: {error}.",
    ),
}


def _words(name: str, language: Language) -> dict[str, Any]:
    about = measure(name)
    return {
        "measure": name,
        "label": about.label.in_language(language),
        "unit": about.unit,
        "definition": about.definition.in_language(language) if about.definition else None,
        "formula": about.formula.in_language(language),
        "caution": about.caution.in_language(language),
        "reference": about.reference.in_language(language),
    }


def _exactness(name: str, report: NetworkReport, language: Language) -> dict[str, Any]:
    one = report.exactness.get(name)
    if one is None:
        return {}
    how = one.method.in_language(language)
    return {"is_exact": one.is_exact, "how": how, "error": one.error, "seed": one.seed}


def _figure(name: str, result: Any, report: NetworkReport, language: Language) -> dict[str, Any]:
    told = _words(name, language)
    if isinstance(result, Estimate):
        told["result"] = {"is": "estimate"} | {
            part: getattr(result, part) for part in ("value", "low", "high", "n", "coverage", "method")
        }
        return told | _exactness(name, report, language)
    return told | {"result": {"is": "unknown", "missing": [one.in_language(language) for one in result.missing]}}
