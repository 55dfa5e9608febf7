"""What kind each partnership is, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from concertation.cli.bilingual import command, option
from concertation.cli.options import as_of_option, format_option, language_option
from concertation.cli.output import print_json, print_rows
from concertation.cli.wording import term_words, yes_or_no
from concertation.core.text import Language, Text

if TYPE_CHECKING:
    from concertation.core.snapshot import Snapshot

_SCHEMES = {
    "reach": "geographic_reach",
    "sectors": "sector_breadth",
    "number": "partner_number",
    "kinds": "partner_kinds",
    "articulation": "articulation",
    "arrangement": "organisational_arrangement",
    "objective_orientation": "objective_orientation",
}
_HEADINGS = {
    "key": Text(en="code", fr="code"),
    "reach": Text(en="reach", fr="portée"),
    "sectors": Text(en="sectors", fr="secteurs"),
    "number": Text(en="number", fr="nombre"),
    "kinds": Text(en="kinds", fr="genres"),
    "articulation": Text(en="articulation", fr="articulation"),
    "is_hybrid": Text(en="hybrid", fr="hybride"),
    "arrangement": Text(en="arrangement", fr="aménagement"),
    "objective_orientation": Text(en="objectives", fr="objectifs"),
    "form": Text(en="FORM", fr="FORM"),
    "measure": Text(en="measure", fr="mesure"),
    "answer": Text(en="answer", fr="réponse"),
    "basis": Text(en="basis", fr="fondement"),
    "why": Text(en="why", fr="pourquoi"),
}


@command(french="De quel type est chaque partenariat, et pourquoi.")
@option(
    "--partnership",
    metavar="CODE",
    help=Text(en="One partnership; all of them when absent.", fr="Un seul partenariat; tous si absente."),
)
@option(
    "--snapshot",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=Text(en="Read this folder instead of the register.", fr="Lit ce dossier plutôt que le registre."),
)
@as_of_option
@format_option
@language_option
def typology(partnership: str | None, folder: Path | None, as_of: date, layout: str, language: Language) -> None:
    """What kind each partnership is, and why."""
    snapshot = _observe(folder, as_of)
    from concertation.journeys.classification import (  # noqa: PLC0415 columns load when asked for
        answer_for,
        classify_all,
    )

    if partnership is None:
        rows = classify_all(snapshot)
        words = [_row(row, language) for row in rows] if layout == "table" else rows
        print_rows(words, layout=layout, headings=_HEADINGS, language=language)
        return
    answer = answer_for(snapshot, partnership, language)
    if layout == "json":
        print_json(answer)
    else:
        is_table = layout == "table"
        lines = [_finding_in_words(one, language) if is_table else _finding(one) for one in answer["findings"]]
        print_rows(lines, layout=layout, headings=_HEADINGS, language=language)


def _observe(folder: Path | None, as_of: date) -> Snapshot:
    if folder is not None:
        from concertation.exchange.parquet import read_snapshot  # noqa: PLC0415 no database is needed

        snapshot = read_snapshot(folder)
        is_asked = click.get_current_context().get_parameter_source("as_of") is ParameterSource.COMMANDLINE
        return snapshot.on_day(as_of) if is_asked else snapshot
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.observation import observe_register  # noqa: PLC0415 after the settings

    return observe_register(as_of=as_of)


def _row(row: dict[str, Any], language: Language) -> dict[str, Any]:
    """One partnership of a list, in words."""
    form = None if row["form"] is None else f"{row['form']:.0f} ({row['form_low']:.0f}–{row['form_high']:.0f})"
    words = {name: term_words(scheme, row[name], language) for name, scheme in _SCHEMES.items()}
    if row["articulation_is_tied"]:
        words["articulation"] = _tied_words(language)
    return {"key": row["key"]} | words | {"is_hybrid": yes_or_no(row["is_hybrid"], language), "form": form}


def _tied_words(language: Language) -> str:
    from concertation.core.typology.articulation import TIED_WORDS  # noqa: PLC0415 columns load when asked for

    return TIED_WORDS.in_language(language)


def _finding(finding: dict[str, Any]) -> dict[str, Any]:
    result = finding["result"]
    return {
        "measure": finding["measure"],
        "answer": result.get("code", result.get("value")),
        "basis": finding["basis"],
        "why": " ".join(finding["reasons"] or finding["missing"]),
    }


def _interval(result: dict[str, Any]) -> str | None:
    """A figure with its bounds, where it has them."""
    value, low, high = (result.get(name) for name in ("value", "low", "high"))
    if not isinstance(value, int | float):
        return value
    return f"{value:.4g}" if low is None or high is None or low == high else f"{value:.4g} ({low:.4g}–{high:.4g})"


def _finding_in_words(finding: dict[str, Any], language: Language) -> dict[str, Any]:
    from concertation.core.measure import measure  # noqa: PLC0415 only tables need it

    line, scheme = _finding(finding), finding["result"].get("scheme")
    answer = term_words(scheme, line["answer"], language) if scheme else _interval(finding["result"])
    if finding["details"].get("articulation_is_tied"):
        answer = _tied_words(language)
    label = measure(line["measure"]).label.in_language(language)
    return line | {
        "measure": label,
        "answer": answer,
        "basis": term_words("evidence_basis", line["basis"], language),
    }
