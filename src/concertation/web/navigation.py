"""Where one can go from any page, for the reader of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from concertation.journeys.permission import Deed, may


@dataclass(frozen=True, slots=True)
class Entry:
    """A room of the product: the name of its address, its words, and the deed that opens it."""

    name: str
    words: Any
    covers: tuple[str, ...]
    deed: Deed | None = None


ENTRIES = (
    Entry("partnerships", gettext_lazy("Partnerships"), ("partnership",)),
    Entry("organisations", gettext_lazy("Organisations"), ("organisation",)),
    Entry("network", gettext_lazy("Network"), ("network", "emerging")),
    Entry("map", gettext_lazy("Map"), ("map",)),
    Entry("cross-tabulation", gettext_lazy("Types crossed"), ("cross-tabulation",)),
    Entry("vocabularies", gettext_lazy("Vocabularies"), ("vocabular",)),
    Entry("accounts", gettext_lazy("Accounts"), ("account", "invit"), deed="administer"),
    Entry("matches", gettext_lazy("Doubles"), ("match",), deed="merge"),
    Entry("import", gettext_lazy("Import"), ("import", "export", "areas"), deed="import"),
)


@dataclass(frozen=True, slots=True)
class Way:
    """An entry as one page shows it."""

    address: str
    words: str
    is_current: bool


def ways(request: HttpRequest) -> list[Way]:
    """The entries open to the reader, the current one marked."""
    match = request.resolver_match
    current = (match.url_name or "") if match else ""
    return [
        Way(address=reverse(entry.name), words=str(entry.words), is_current=current.startswith(entry.covers))
        for entry in ENTRIES
        if entry.deed is None or may(request.user, entry.deed)
    ]
