"""The facts of a change as markup: a page of history has thousands of values, which templates write slowly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString

from concertation.web.history.words import EditInWords, FactInWords, Group

_KEY = "key"


def write_facts(group: Group) -> SafeString:
    """One item a fact: its name, which leads to its own history, and what was written, after what stood there."""
    if not group.facts:
        return SafeString("")
    address = _addresses(group.facts[0].change.record.fact.id)
    return SafeString("".join(_fact(fact, address, group.deed == "changed") for fact in group.facts))


def _fact(fact: FactInWords, address: Callable[[str], str], is_changed: bool) -> str:
    edits = f'<dl class="edits">{_edits(fact.edits, is_changed)}</dl>' if fact.edits else ""
    name = f'<a href="{escape(address(fact.change.record.key))}">{escape(fact.label)}</a>'
    return f"<li>\n    <p>{name}</p>\n    {edits}\n  </li>"


def _edits(edits: Iterable[EditInWords], is_changed: bool) -> str:
    return "".join(f"<div><dt>{escape(edit.label)}</dt><dd>{_values(edit, is_changed)}</dd></div>" for edit in edits)


def _values(edit: EditInWords, is_changed: bool) -> str:
    before = f'<del>{escape(edit.before)}</del> <span aria-hidden="true">→</span> ' if is_changed else ""
    return f"{before}<ins>{escape(edit.after)}</ins>"


def _addresses(kind_id: str) -> Callable[[str], str]:
    """The addresses of facts of one kind differ in the key alone, and finding one takes longer than writing a line."""
    before, _, after = reverse("fact-history", args=[kind_id, _KEY]).rpartition(f"/{_KEY}/")
    return lambda key: f"{before}/{quote(key)}/{after}"
