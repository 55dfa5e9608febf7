"""What the address of a map asks: the question of a list, what the tints say, and what is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote_plus, urlencode

from django.http import HttpRequest
from django.urls import reverse

from concertation.core.cartography import Bounds, tint_names
from concertation.core.faceting import Choice, Question, RecordList
from concertation.core.faceting.facet import Listing
from concertation.journeys.finding import observe_list
from concertation.journeys.territories import RegisterMap, draw_map
from concertation.web.asof import as_of_day
from concertation.web.finding.asking import Asked, asked

NAMES: Mapping[Listing, str] = {"partnership": "map", "organisation": "map-organisations"}
ORDERS = ("name", "kind", "records", "value", "population")


@dataclass(frozen=True, slots=True)
class MapAsked:
    """A question drawn: ``at`` is the box looked at, ``territory`` and ``place`` what is chosen on it."""

    asked: Asked
    records: RecordList
    tint: str
    at: Bounds | None
    territory: str
    place: str
    also: tuple[str, ...]
    order: str
    is_descending: bool
    page: int
    places_page: int

    @property
    def listing(self) -> Listing:
        """What is drawn."""
        return self.asked.listing

    @property
    def question(self) -> Question:
        """What is asked of the list."""
        return self.asked.question

    def draw(self) -> RegisterMap:
        """The map that answers."""
        return draw_map(self.records, self.question, listing=self.listing, tint=self.tint, as_of=self.asked.as_of)

    def address(self, suffix: str = "", *arguments: str | int, **changed: str) -> str:
        """The address of this map, or of something beside it, with some of what it says changed; "" takes away."""
        said = {"territory": self.territory, "place": self.place, **self._order} | changed
        pairs = [*self.asked.pairs(self.question), *((name, value) for name, value in said.items() if value)]
        path = reverse(f"{self.asked.name}{suffix}", args=arguments)
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def choosing(self) -> Callable[[str, str], str]:
        """The addresses, from this page, of what can be chosen on it: by ``territory`` or ``place``, and its key."""
        address = self.address(territory="", place="")
        said = address.partition("?")[2]
        return lambda name, key: f"?{said}{'&' if said else ''}{name}={quote_plus(key)}#card"

    @property
    def _order(self) -> dict[str, str]:
        order = f"{'-' if self.is_descending else ''}{self.order}"
        return {} if order == "name" else {"rows": order}

    def listed(self, **chosen: str) -> str:
        """The address of the list of the same question, further narrowed to one value of some facets."""
        choices = {**self.question.choices, **{facet: Choice(frozenset({code})) for facet, code in chosen.items()}}
        return replace(self.asked, name=f"{self.listing}s", carried=()).address(replace(self.question, choices=choices))

    def within(self, territory: str) -> str:
        """The same map of what lies in one territory alone."""
        choices = {**self.question.choices, "where": Choice(frozenset({territory}))}
        return self.asked.address(replace(self.question, choices=choices))

    def framed(self, at: Bounds | None) -> str:
        """The same map with another box looked at."""
        return replace(self.asked, carried=_carried(self.tint, at)).address()


def map_asked(request: HttpRequest, listing: Listing) -> MapAsked:
    """What the address asks; what it says that the map does not know is left aside."""
    records = observe_list(listing, as_of=as_of_day(request))
    question = asked(request, listing, NAMES[listing], records)
    parameters = request.GET
    names = tint_names(listing)
    tint = parameters.get("tint", "")
    tint = tint if tint in names else names[0]
    at = Bounds.read(parameters.get("at", ""))
    order = parameters.get("rows", "name")
    return MapAsked(
        asked=replace(question, carried=_carried(tint, at)),
        records=records,
        tint=tint,
        at=at,
        territory=parameters.get("territory", ""),
        place=parameters.get("place", ""),
        also=tuple(parameters.getlist("also"))[:20],
        order=order.removeprefix("-") if order.removeprefix("-") in ORDERS else "name",
        is_descending=order.startswith("-"),
        page=question.page,
        places_page=_whole(parameters.get("places", "1")),
    )


def _carried(tint: str, at: Bounds | None) -> tuple[tuple[str, str], ...]:
    said = [] if tint == "records" else [("tint", tint)]
    return tuple(said if at is None else [*said, ("at", str(at))])


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
