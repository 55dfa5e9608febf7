"""Who changed what, when and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from concertation.cli.bilingual import command
from concertation.cli.options import format_option, language_option
from concertation.cli.output import print_json, print_rows
from concertation.cli.wording import name_of, value_in_words
from concertation.core.text import Language, Text

if TYPE_CHECKING:
    from concertation.journeys.trace import FactChange, TracedChange

_HEADINGS = {
    "when": Text(en="when", fr="quand"),
    "who": Text(en="who", fr="qui"),
    "reason": Text(en="why", fr="pourquoi"),
    "deed": Text(en="deed", fr="geste"),
    "fact": Text(en="fact", fr="fait"),
    "name": Text(en="of", fr="de"),
    "column": Text(en="column", fr="colonne"),
    "before": Text(en="before", fr="avant"),
    "after": Text(en="after", fr="après"),
}
_OF_THE_CHANGE = ("when", "who", "reason")
_DEEDS = {
    "added": Text(en="added", fr="ajouté"),
    "changed": Text(en="changed", fr="modifié"),
    "removed": Text(en="removed", fr="retiré"),
}


@command(
    french="""Toutes les modifications d’un partenariat ou d’un organisme, la plus récente d’abord.

    KIND est partnership ou organisation; KEY est son code. Les contacts et les faits d’accès restreint n’y sont pas.
    """
)
@click.argument("kind", type=click.Choice(["partnership", "organisation"]))
@click.argument("key")
@format_option
@language_option
def history(kind: str, key: str, layout: str, language: Language) -> None:
    """Every change to a partnership or an organisation, the latest first.

    KIND is partnership or organisation; KEY is its code. Contacts and restricted facts are left out.
    """
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415 after the settings

    from concertation.journeys.trace import trace_organisation, trace_partnership  # noqa: PLC0415 after the settings

    trace = trace_partnership if kind == "partnership" else trace_organisation
    changes = trace(key=key, user=AnonymousUser())
    if layout == "json":
        print_json([_entry(change, language) for change in changes])
    else:
        rows = [row for change in changes for row in _rows(change, language)]
        if layout == "table":
            rows = list(_said_once(rows))
        print_rows(rows, layout=layout, headings=_HEADINGS, language=language)


def _rows(change: TracedChange, language: Language) -> Iterator[dict[str, Any]]:
    """One row a column that changed; a fact that was added or removed is one row."""
    when = change.made_at.astimezone().isoformat(sep=" ", timespec="minutes")
    shared = dict(zip(_OF_THE_CHANGE, (when, change.made_by, change.reason), strict=True))
    for fact in change.facts:
        head = shared | {
            "deed": _DEEDS[fact.deed].in_language(language),
            "fact": fact.record.fact.label.in_language(language),
            "name": name_of(fact.record, language),
        }
        if fact.deed != "changed":
            yield head | {"column": None, "before": None, "after": None}
            continue
        for edit in _edits(fact, language):
            yield head | {name: edit[name] for name in ("column", "before", "after")}


def _said_once(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Who, when and why on the first line of each change alone."""
    above: list[Any] = []
    for row in rows:
        own = [row[name] for name in _OF_THE_CHANGE]
        yield row | dict.fromkeys(_OF_THE_CHANGE, "") if own == above else row
        above = own


def _entry(change: TracedChange, language: Language) -> dict[str, Any]:
    return {
        "change": change.id,
        "made_at": change.made_at.isoformat(),
        "made_by": change.made_by,
        "kind": change.kind,
        "reason": change.reason,
        "facts": [
            {
                "deed": fact.deed,
                "kind": fact.record.fact.id,
                "key": fact.record.key,
                "name": name_of(fact.record, language),
                "edits": _edits(fact, language),
            }
            for fact in change.facts
        ],
    }


def _edits(fact: FactChange, language: Language) -> list[dict[str, Any]]:
    return [
        {
            "column": edit.column.label.in_language(language),
            "before": value_in_words(fact.record, edit.column.field, edit.before, language),
            "after": value_in_words(fact.record, edit.column.field, edit.after, language),
        }
        for edit in fact.edits
    ]
