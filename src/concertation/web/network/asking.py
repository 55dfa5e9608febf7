"""What the address of a network asks: which ties, what colours and sizes, what is left out, who is looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from concertation.core.network import NETWORK_KINDS
from concertation.journeys.charting import MOST_STEPS, OF_TIES, SIZES, Narrowing
from concertation.web.asof import as_of_day

DEFAULT_KIND = "co_membership"
COLOURS = ("kind", "sector", "governmental", "territory", "community")
VIEWS = ("ties", "land")
COLOURED = (*COLOURS, *SIZES)
FILTERED = (*COLOURED, "tied", *OF_TIES)
_DEFAULTS = {"tie": DEFAULT_KIND, "size": "degree", "view": "ties", "steps": "0", "rows": "1", "lines": "1"}
Filters = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class NetworkAsked:
    """One view of a network: everything that its address says."""

    as_of: date
    since: date | None
    tie: str
    colour: str
    size: str
    view: str
    only: Filters
    without: Filters
    light: tuple[str, str] | None
    org: str
    steps: int
    sort: str
    rows: int
    lines: int
    words: str

    @property
    def narrowing(self) -> Narrowing:
        """What it shows of the network."""
        return Narrowing(self.only, self.without, self.org, self.steps, self.light)

    def with_(self, **changed: Any) -> NetworkAsked:
        """The same view with some of it changed, from the first page of its tables."""
        pages = {name: 1 for name in ("rows", "lines") if name not in changed}
        return replace(self, **{**pages, **changed})

    def address(self, name: str = "network", *arguments: str, anchor: str = "") -> str:
        """The address of this view, or of a file of it."""
        path, query = reverse(name, args=arguments), urlencode(self.pairs())
        return f"{path}{'?' if query else ''}{query}{f'#{anchor}' if anchor else ''}"

    def pairs(self, *left_out: str) -> list[tuple[str, str]]:
        """What the address says, but for the defaults."""
        plain = {
            "tie": self.tie,
            "colour": self.colour if self.colour != COLOURS[0] else "",
            "size": self.size,
            "view": self.view,
            "light": ".".join(self.light) if self.light else "",
            "org": self.org,
            "steps": str(self.steps) if self.org else "0",
            "sort": self.sort,
            "rows": str(self.rows),
            "lines": str(self.lines),
            "since": self.since.isoformat() if self.since else "",
            "as_of": "" if self.as_of == timezone.localdate() else self.as_of.isoformat(),
        }
        said = [(name, value) for name, value in plain.items() if value and value != _DEFAULTS.get(name)]
        said += [("only", f"{facet}.{value}") for facet, values in self.only.items() for value in sorted(values)]
        said += [("without", f"{facet}.{value}") for facet, values in self.without.items() for value in sorted(values)]
        return [pair for pair in said if pair[0] not in left_out]

    def turning(self, filter_: str, facet: str, value: str) -> NetworkAsked:
        """The same with one value of a facet put into ``only`` or ``without``, or taken out of it again."""
        own: Filters = getattr(self, filter_)
        other_name = "without" if filter_ == "only" else "only"
        other: Filters = getattr(self, other_name)
        values = own.get(facet, frozenset()) ^ {value}
        left = other.get(facet, frozenset()) - {value}
        return self.with_(**{filter_: _put(own, facet, values), other_name: _put(other, facet, left)})

    def lighting(self, facet: str, value: str) -> NetworkAsked:
        """The same with one value lit, or lit no more."""
        return self.with_(light=None if self.light == (facet, value) else (facet, value))

    def plain(self) -> NetworkAsked:
        """The same ties, colours and sizes with nothing left out and nobody chosen."""
        return self.with_(only={}, without={}, light=None, org="", steps=0, words="")


def network_asked(request: HttpRequest) -> NetworkAsked:
    """What the address asks; what it says that no view knows is left aside."""
    said, as_of = request.GET, as_of_day(request)
    return NetworkAsked(
        as_of=as_of,
        since=_since(said, as_of),
        tie=_known(said, "tie", tuple(NETWORK_KINDS)) or DEFAULT_KIND,
        colour=_known(said, "colour", COLOURED) or COLOURS[0],
        size=_known(said, "size", (*SIZES, "same")) or "degree",
        view=_known(said, "view", VIEWS) or VIEWS[0],
        only=_filters(said, "only"),
        without=_filters(said, "without"),
        light=next(iter(_values(said, "light")), None),
        org=said.get("org", ""),
        steps=min(_whole(said.get("steps", "")), MOST_STEPS),
        sort=said.get("sort", "")[:40],
        rows=_whole(said.get("rows", "")) or 1,
        lines=_whole(said.get("lines", "")) or 1,
        words=said.get("find", "").strip()[:100],
    )


def _since(said: QueryDict, as_of: date) -> date | None:
    """The first day of a window; one that cannot be read, or that does not come before the last, opens none."""
    try:
        since = date.fromisoformat(said.get("since", ""))
    except ValueError:
        return None
    return since if since < as_of else None


def _known(said: QueryDict, name: str, known: tuple[str, ...]) -> str:
    value = said.get(name, "")
    return value if value in known else ""


def _values(said: QueryDict, name: str) -> list[tuple[str, str]]:
    found = [tuple(text.split(".", 1)) for text in said.getlist(name)[:60]]
    return [(pair[0], pair[1]) for pair in found if len(pair) == 2 and pair[0] in FILTERED]


def _filters(said: QueryDict, name: str) -> Filters:
    found: dict[str, set[str]] = defaultdict(set)
    for facet, value in _values(said, name):
        found[facet].add(value)
    return {facet: frozenset(values) for facet, values in found.items()}


def _put(filters: Filters, facet: str, values: frozenset[str]) -> Filters:
    rest = {name: kept for name, kept in filters.items() if name != facet}
    return {**rest, facet: values} if values else rest


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
