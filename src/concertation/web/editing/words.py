"""Values of facts in words, and what a page says after it has written."""

from __future__ import annotations

from datetime import date
from html import escape
from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from concertation.core.facts import Column, fact_kind
from concertation.journeys.lookup import LOOKED_UP, named
from concertation.journeys.records import Record
from concertation.journeys.retrieval import retrieve_one
from concertation.web.returning import next_address
from concertation.web.wording import day_words, label_of, number_words, reader_language, term_words, yes_no


def in_words(column: Column, value: object) -> str:
    """One value of a form as people read it."""
    if value is None or value == "":
        return gettext("unknown")
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, int | float):
        return number_words(value, digits=6)
    if column.field.type == "term":
        return term_words(column.field.scheme, str(value))
    return _reference(str(column.field.to), str(value)) if column.field.type == "reference" else str(value)


def _reference(target: str, key: str) -> str:
    if target in LOOKED_UP:
        found = named(target, key)
        return found.name.in_language(reader_language()) if found is not None else key
    record = retrieve_one(target, key)
    return label_of(record) if record is not None else key


def anchored(address: str, kind_id: str, key: str) -> str:
    """The address with the fact as its fragment, so that it is in sight."""
    return urlunsplit(urlsplit(address)._replace(fragment=anchor(kind_id, key)))


def anchor(kind_id: str, key: str) -> str:
    """The fragment under which pages hold a fact."""
    return f"fact-{kind_id}-{key}"


def place_of(request: HttpRequest, record: Record) -> str:
    """The attribute of the fragment of a fact, the first time that the page shows it; empty afterwards."""
    known: set[str] = request.__dict__.setdefault("_anchors", set())
    name = anchor(record.fact.id, record.key)
    if name in known:
        return ""
    known.add(name)
    return f' id="{escape(name)}"'


def page_of(kind_id: str, key: str) -> str:
    """The page on which a fact is read: that of its partnership or organisation."""
    record = retrieve_one(kind_id, key)
    while record is not None:
        if record.fact.id in ("partnership", "organisation"):
            return reverse(record.fact.id, args=[record.key])
        parent = record.fact.parent
        owner = record[parent.name] if parent is not None else None
        record = owner if isinstance(owner, Record) else None
    return reverse("home")


def tell_saved(request: HttpRequest, *, done: str, kind_id: str, key: str, label: str, change_id: int | None) -> None:
    """Says in a line what was done, with its history and the way back."""
    kind = fact_kind(kind_id).label.in_language(reader_language())
    what = kind if label in ("", key) else f"{kind} – {label}"
    history = _history(kind_id, key)
    undo = undo_form(request, change_id) if change_id is not None else ""
    messages.success(request, format_html("<strong>{}</strong> {} {} {}", done, what, history, undo))


def undo_form(request: HttpRequest, change_id: int) -> SafeString:
    """One button that takes a change back, wherever the line is shown."""
    return format_html(
        '<form class="undo" method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="next" value="{}"><button class="as-link">{}</button></form>',
        reverse("change-undo", args=[change_id]),
        get_token(request),
        next_address(request),
        gettext("Undo"),
    )


def history_address(kind_id: str, key: str) -> str:
    """The history of one fact; codes of other systems may hold signs that its address does not know."""
    try:
        return reverse("fact-history", args=[kind_id, key])
    except NoReverseMatch:
        return ""


def _history(kind_id: str, key: str) -> SafeString:
    address = history_address(kind_id, key)
    return format_html('<a href="{}">{}</a>', address, gettext("History")) if address else SafeString("")
