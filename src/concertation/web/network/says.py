"""What the network says, as a panel: sentences under three headings, names as links, each with how it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext

from concertation.core.measure import measure
from concertation.core.network.saying import HEADINGS, Heading, Name, Said
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.permission import Person
from concertation.journeys.saying.sentences import Sayings, say_relations
from concertation.web.network.view import View
from concertation.web.wording import address_on, day_words, reader_language

# Sentences shown under a heading; the others open. Of those a sentence speaks of, so many are listed.
_SHOWN, _LISTED = 5, 12
# So many of a heading lead, above the picture: the two questions that a stranger asks first.
_LEAD: tuple[tuple[Heading, int], ...] = (("holds", 3), ("missing", 2))
# Sentences about more than they name, and the filter of the picture that shows all of them.
_FILTERED_BY: Mapping[str, Mapping[str, frozenset[str]]] = {"reach.without_tie": {"tied": frozenset({"no"})}}

# Words, where they lead, and whether that is the same picture with somebody chosen.
Piece = tuple[str, str, bool]
Address = Callable[[Name], tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with its links, how it is known, and where all those it counts are shown."""

    pieces: list[Piece]
    plain: str
    caution: str
    measures: list[tuple[str, str]]
    about: list[Piece]
    count: int
    see: str = ""

    @property
    def more(self) -> int:
        """Those it speaks of that are not listed."""
        return self.count - len(self.about)


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under one heading, and what to say where there are none."""

    id: str
    title: str
    lines: list[Line]
    rest: list[Line]
    nothing: str


@dataclass(frozen=True, slots=True)
class Lead:
    """A question and the few sentences that answer it first."""

    id: str
    title: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Panel:
    """All sections; ``lead`` are the few sentences that come first of all."""

    sections: list[Section]
    lead: list[Lead]
    is_waiting: bool = False


def panel_of_view(view: View, user: Person) -> Panel:
    """The panel of the network that a view shows, as the same person may see it."""
    question = NetworkQuestion(view.asked.tie, view.asked.as_of, view.asked.since)
    sayings = say_relations(question, user=user, language=reader_language())

    def line(said: Said) -> Line:
        filtered = _FILTERED_BY.get(said.id)
        made = line_of(said, lambda name: _in_view(view, name))
        return replace(made, see=view.asked.plain().with_(only=filtered).address(anchor="nodes")) if filtered else made

    lead = [_lead(sayings, heading, most, line) for heading, most in _LEAD]
    sections = [_section(sayings, heading, line) for heading in HEADINGS]
    return Panel(sections, [one for one in lead if one.lines], sayings.is_waiting)


def _lead(sayings: Sayings, heading: Heading, most: int, line: Callable[[Said], Line]) -> Lead:
    title = gettext("Who holds the network together") if heading == "holds" else gettext("What is missing")
    return Lead(heading, title, [line(one) for one in _firsts(sayings, heading, most)])


def _firsts(sayings: Sayings, heading: Heading, most: int) -> Iterable[Said]:
    """The first sentence of each theme under a heading, those that name somebody before others, up to so many."""
    by_theme = {one.theme: one for one in reversed(sayings.under(heading))}
    return sorted(by_theme.values(), key=lambda one: (not one.about, -one.strength))[:most]


def _section(sayings: Sayings, heading: Heading, line: Callable[[Said], Line]) -> Section:
    lines = [line(one) for one in sayings.under(heading)]
    day = day_words(sayings.before) if sayings.before else ""
    untold = gettext("Nothing that the register can tell.")
    titles = {
        "holds": gettext("Who holds the network together"),
        "missing": gettext("What is missing"),
        "changed": gettext("What changed since %(day)s") % {"day": day} if day else gettext("What changed"),
    }
    nothing = {
        "holds": gettext("Too little is on record to say."),
        "missing": untold,
        "changed": untold if day else gettext("A window is compared with none."),
    }
    return Section(heading, titles[heading], lines[:_SHOWN], lines[_SHOWN:], nothing[heading])


def line_of(said: Said, address: Address) -> Line:
    """One sentence with its links."""
    language = reader_language()
    about = [_link(name, address) for name in said.about[:_LISTED]]
    told = (measure(name) for name in said.measures)
    return Line(
        pieces=[_link(one, address) if isinstance(one, Name) else (one, "", False) for one in said.pieces(language)],
        plain=said.text.in_language(language),
        caution=said.caution.in_language(language) if said.caution else "",
        measures=[(m.label.in_language(language), (m.definition or m.formula).in_language(language)) for m in told],
        about=about,
        count=len(said.about),
    )


def lines_of(said: Sequence[Said], as_of: date) -> list[Line]:
    """Sentences whose names lead to the pages of those named."""
    return [line_of(one, lambda name: (page_of(name, as_of), False)) for one in said]


def page_of(name: Name, as_of: date) -> str:
    """The page of what a name names."""
    return address_on(as_of, name.kind, name.key)


def _link(name: Name, address: Address) -> Piece:
    where, is_here = address(name)
    return name.label.in_language(reader_language()), where, is_here


def _in_view(view: View, name: Name) -> tuple[str, bool]:
    """Whoever is in the picture is chosen there; whoever is not has a page."""
    key = f"{name.kind}:{name.key}" if view.chart.kind.id == "two_mode" else name.key
    is_node = (name.kind == "partnership") == (view.chart.kind.id == "shared_members")
    if key in view.chart.index and (is_node or view.chart.kind.id == "two_mode"):
        return view.asked.with_(org=key).address(anchor="organisation"), True
    return page_of(name, view.asked.as_of), False
