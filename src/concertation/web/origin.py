"""“How do we know?” as markup: a page asks it of each of its facts, and a template takes half the page to answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from concertation.journeys.naming import name_words
from concertation.journeys.records import Record
from concertation.web.wording import said

Written = Callable[[Record], str]


def write_origin(records: Sequence[Record], *, place: Written, links: Written) -> SafeString:
    """The sources of these records and what other sources say of them.

    ``place`` writes the fragment of a fact where the page shows it first; ``links`` what the reader may do about it.
    """
    opened = place(records[0]) if records else ""
    told = "".join(f"\n      {_record(record, place(record), links(record))}\n    " for record in records)
    silent = f'<p class="unknown-chip">{gettext("No source recorded")}</p>\n    '
    beside = "".join(_statement(statement) for record in records for statement in record.statements)
    return SafeString(
        f'<details class="origin no-print"{opened}>\n  <summary>{gettext("How do we know?")}</summary>\n'
        f'  <div class="origin-body">\n    {told or silent}\n    {beside}\n  </div>\n</details>\n'
    )


def _record(record: Record, fragment: str, links: str) -> str:
    source, note = _value(record, "source"), _value(record, "note")
    origin = f'<span class="unknown-chip">{gettext("No source recorded")}</span>'
    if source:
        origin = f"{_cited(source, linked=True)}{_locator(record)}\n        "
    remark = f'<br><span class="muted">{escape(str(note))}</span>' if note else ""
    return f"<p{fragment}>\n        {origin}\n        {remark}\n        {links}\n      </p>"


def _statement(statement: Record) -> str:
    agrees, source = statement["agrees"], statement["source"]
    if agrees is False:
        tells, state = gettext("Another source disagrees:"), "disagrees"
    else:
        tells, state = gettext("Another source agrees:") if agrees else gettext("Another source says:"), ""
    cited = _cited(source) if source else ""
    return (
        f'\n      <p class="{state}">\n        <strong>{tells}</strong>\n        {escape(str(statement["value"]))}\n'
        f"        {cited}{_locator(statement)}\n      </p>\n    "
    )


def _cited(source: Record, *, linked: bool = False) -> str:
    name, address = said(name_words(source)), source["address"] if linked else None
    if not address:
        return f"<cite>{name}</cite>"
    return f'<cite><a href="{escape(address)}" rel="external noopener">{name}</a></cite>'


def _locator(record: Record) -> str:
    locator = _value(record, "locator")
    return f", {escape(str(locator))}" if locator else ""


def _value(record: Record, name: str) -> Any:
    """The value of a field that not every kind of fact has."""
    return record[name] if any(item.name == name for item in record.fact.fields) else None
