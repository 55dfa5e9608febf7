"""A preview told on a terminal, as JSON, or as a list of remarks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from concertation.cli.output import print_json, print_rows
from concertation.core.facts import fact_kind
from concertation.core.text import Language, Text

if TYPE_CHECKING:
    from concertation.core.faults import Fault
    from concertation.journeys.workbook import Candidate, Difference, Doubt, Outcome, Preview

OUTCOMES: dict[Outcome, Text] = {
    "new": Text(en="new", fr="nouvelles"),
    "same": Text(en="same", fr="identiques"),
    "changed": Text(en="changed", fr="modifiées"),
    "doubtful": Text(en="doubtful", fr="douteuses"),
    "faulty": Text(en="faulty", fr="fautives"),
}
_SHEET, _ROWS = Text(en="sheet", fr="feuille"), Text(en="rows", fr="lignes")
_ALL = Text(en="all sheets", fr="toutes les feuilles")
_TITLES = {
    "faults": Text(en="Faults to correct in the file", fr="Anomalies à corriger dans le fichier"),
    "warnings": Text(en="Worth a look", fr="À vérifier"),
    "doubts": Text(en="Same thing, or another?", fr="La même chose, ou une autre?"),
    "changes": Text(en="What would change", fr="Ce qui changerait"),
}
_ANSWER = Text(
    en="Answer in a file given with --answers, as JSON: {ids}. Also “same” (the first candidate) or “different”.",
    fr="Répondez dans un fichier JSON donné par --answers : {ids}. Ou « same » (premier candidat), ou « different ».",
)
_PROPOSED = Text(en="proposed", fr="proposé")
_OTHER = Text(en="different: a new record", fr="autre chose : un nouvel enregistrement")
_EMPTY = Text(en="unknown", fr="inconnu")


def tell(preview: Preview, *, layout: str, language: Language) -> None:
    """The preview in the layout asked for: tables, the whole as JSON, or a CSV of one remark a line."""
    if layout == "json":
        print_json(preview_as_data(preview, language))
    elif layout == "csv":
        print_rows(list(_remarks(preview, language)), layout="csv")
    else:
        click.echo(in_words(preview, language))


def in_words(preview: Preview, language: Language) -> str:
    """Counts, faults, warnings, doubts and changes, to read."""
    parts = [_counts(preview, language)]
    for title, lines in (
        ("faults", [fault.in_language(language) for fault in preview.faults]),
        ("warnings", [fault.in_language(language) for fault in preview.warnings]),
        ("changes", list(_changes(preview, language))),
        ("doubts", [line for doubt in preview.doubts for line in _doubt_lines(doubt, language)]),
    ):
        if lines:
            parts.append("\n".join([f"{_TITLES[title].in_language(language)}", *(f"  {line}" for line in lines)]))
    if preview.open_doubts:
        first = preview.open_doubts[0]
        parts.append(_ANSWER.in_language(language).format(ids=f'{{"{first.id}": "{first.candidates[0].id}"}}'))
    return "\n\n".join(parts)


def preview_as_data(preview: Preview, language: Language) -> dict[str, Any]:
    """Everything in the preview, as plain values."""
    return {
        "filename": preview.filename,
        "sha256": preview.sha256,
        "counts": dict(preview.counts),
        "sheets": [{"sheet": s.sheet, "kind": s.kind_id, **s.counts} for s in preview.sheets],
        "faults": [_fault(fault, language) for fault in preview.faults],
        "warnings": [_fault(fault, language) for fault in preview.warnings],
        "doubts": [_doubt(doubt, language) for doubt in preview.doubts],
        "changes": [
            {
                "sheet": row.place.sheet,
                "row": row.place.row,
                "key": row.key,
                "name": row.name,
                "differences": [_difference(difference, language) for difference in row.differences],
            }
            for row in preview.rows
            if row.differences
        ],
    }


def _counts(preview: Preview, language: Language) -> str:
    from tabulate import tabulate  # noqa: PLC0415 only tables need it

    rows = [
        [s.sheet, fact_kind(s.kind_id).plural.in_language(language), *(s.counts[name] for name in OUTCOMES)]
        for s in preview.sheets
    ]
    rows.append([_ALL.in_language(language), "", *(preview.counts[name] for name in OUTCOMES)])
    headings = [words.in_language(language) for words in (_SHEET, _ROWS, *OUTCOMES.values())]
    return str(tabulate(rows, headers=headings, tablefmt="simple"))


def _changes(preview: Preview, language: Language) -> Iterator[str]:
    for row in preview.rows:
        for difference in row.differences:
            label, before, after = _difference(difference, language).values()
            unknown = _EMPTY.in_language(language)
            place = f"{row.place.in_language(language)} ({row.name}) {label}"
            yield f"{place}{_colon(language)} {before or unknown} → {after or unknown}"


def _doubt_lines(doubt: Doubt, language: Language) -> Iterator[str]:
    chosen = doubt.answer or doubt.proposal
    mark = "✓" if doubt.answer else _PROPOSED.in_language(language)
    yield f"{doubt.id}  {doubt.place.in_language(language)}{_colon(language)} {doubt.name}"
    for candidate in doubt.candidates:
        reasons = " ".join(reason.in_language(language) for reason in candidate.reasons)
        own = f" [{mark}]" if candidate.id == chosen else ""
        yield f"    {candidate.id}  {candidate.name} ({candidate.score:.2f}){own} {reasons}"
    yield f"    different  {_OTHER.in_language(language)}" + (f" [{mark}]" if chosen == "different" else "")


def _colon(language: Language) -> str:
    return "\u00a0:" if language == "fr" else ":"


def _remarks(preview: Preview, language: Language) -> Iterator[dict[str, Any]]:
    for what, faults in (("fault", preview.faults), ("warning", preview.warnings)):
        for fault in faults:
            place = fault.place
            sentence = fault.message.in_language(language)
            yield _remark(what, place.sheet, place.row, place.column, fault.found, sentence)
    for doubt in preview.doubts:
        for candidate in doubt.candidates:
            reasons = " ".join(reason.in_language(language) for reason in candidate.reasons)
            sentence = f"{candidate.name}{_colon(language)} {reasons}"
            yield _remark(
                "doubt", doubt.place.sheet, doubt.place.row, None, doubt.name, sentence, doubt.id, candidate.id
            )
    for row in preview.rows:
        for difference in row.differences:
            label, before, after = _difference(difference, language).values()
            yield _remark("change", row.place.sheet, row.place.row, label, after, f"{before or '—'} → {after or '—'}")


def _remark(
    what: str,
    sheet: str,
    row: int | None,
    column: str | None,
    found: str | None,
    sentence: str,
    doubt: str | None = None,
    answer: str | None = None,
) -> dict[str, Any]:
    return {
        "what": what,
        "sheet": sheet,
        "row": row,
        "column": column,
        "found": found,
        "sentence": sentence,
        "doubt": doubt,
        "answer": answer,
    }


def _fault(fault: Fault, language: Language) -> dict[str, Any]:
    return {
        "code": fault.code,
        "sheet": fault.place.sheet,
        "row": fault.place.row,
        "column": fault.place.column,
        "found": fault.found,
        "sentence": fault.message.in_language(language),
    }


def _doubt(doubt: Doubt, language: Language) -> dict[str, Any]:
    return {
        "id": doubt.id,
        "sheet": doubt.place.sheet,
        "row": doubt.place.row,
        "kind": doubt.kind_id,
        "name": doubt.name,
        "proposal": doubt.proposal,
        "answer": doubt.answer,
        "candidates": [_candidate(candidate, language) for candidate in doubt.candidates],
    }


def _candidate(candidate: Candidate, language: Language) -> dict[str, Any]:
    return {
        "id": candidate.id,
        "key": candidate.key,
        "name": candidate.name,
        "score": round(candidate.score, 4),
        "reasons": [reason.in_language(language) for reason in candidate.reasons],
    }


def _difference(difference: Difference, language: Language) -> dict[str, Any]:
    return {
        "column": difference.label.in_language(language),
        "before": None if difference.before is None else difference.before.in_language(language),
        "after": None if difference.after is None else difference.after.in_language(language),
    }
