"""The bodies of a partnership, who sits on them and how they decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from concertation.journeys.portrait import PartnershipPortrait
from concertation.journeys.records import Record, by_date
from concertation.journeys.sections import FLOOR, person_bounds
from concertation.reports.figures.bodies import BodyNode, draw_bodies
from concertation.web.wording import period, plain_name, term_of

_ORDER = ("council", "steering_committee", "advisory_committee", "secretariat", "local_table", "project_team")


@dataclass(frozen=True, slots=True)
class Persons:
    """A count of persons who are not named, kept from pointing at anyone when it is small."""

    record: Record

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the most; a small count is anything under the floor."""
        return person_bounds(self.record)

    @property
    def words(self) -> str:
        """The count in words."""
        low, high = self.bounds
        if high < FLOOR:
            return gettext("fewer than %(floor)d persons") % {"floor": FLOOR}
        if low == high:
            return ngettext("%(count)d person", "%(count)d persons", high) % {"count": high}
        return gettext("%(low)d to %(high)d persons") % {"low": low, "high": high}


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body as the page shows it."""

    body: Record
    depth: int
    is_current: bool
    organisations: tuple[Record, ...]
    persons: tuple[Persons, ...]

    @property
    def facts(self) -> str:
        """What is known of it, in one line."""
        parts = [term_of(self.body, "kind")]
        seats, quorum = self.body["seats"], self.body["quorum"]
        if seats is not None:
            parts.append(ngettext("%(count)d seat", "%(count)d seats", seats) % {"count": seats})
        parts += [persons.words for persons in self.persons]
        if quorum is not None:
            parts.append(gettext("quorum of %(count)d") % {"count": quorum})
        parts.append(period(self.body))
        return " · ".join(parts)


def bodies_section(portrait: PartnershipPortrait) -> dict[str, Any]:
    """Bodies as a tree and as a table."""
    rows = body_rows(portrait)
    return {"rows": rows, "figure": _figure(portrait, rows) if rows else ""}


def body_rows(portrait: PartnershipPortrait) -> list[BodyRow]:
    """Each body followed by those that belong to it."""
    bodies = portrait.of("body")
    roots = [body for body in bodies if body["part_of"] is None]
    return [
        BodyRow(
            body=body,
            depth=depth,
            is_current=body.holds_on(portrait.as_of),
            organisations=tuple(seat for seat in _seats(portrait, body) if seat["organisation"] is not None),
            persons=tuple(
                Persons(seat)
                for seat in _seats(portrait, body)
                if seat["organisation"] is None and not (seat["persons_low"] is seat["persons_high"] is None)
            ),
        )
        for body, depth in _descend(roots, 1)
    ]


def _descend(bodies: list[Record], depth: int) -> Iterator[tuple[Record, int]]:
    for body in sorted(by_date(bodies, "since"), key=_rank):
        yield body, depth
        yield from _descend(list(body.children("body", "part_of")), depth + 1)


def _rank(body: Record) -> int:
    return _ORDER.index(body["kind"]) if body["kind"] in _ORDER else len(_ORDER)


def _seats(portrait: PartnershipPortrait, body: Record) -> list[Record]:
    return [seat for seat in body.children("body_member") if seat.holds_on(portrait.as_of)]


def _figure(portrait: PartnershipPortrait, rows: list[BodyRow]) -> str:
    top = BodyNode(
        depth=0,
        label=plain_name(portrait.partnership),
        facts=ngettext("%(count)d body", "%(count)d bodies", len(rows)) % {"count": len(rows)},
        tone="whole",
    )
    nodes = [
        BodyNode(
            depth=row.depth,
            label=plain_name(row.body),
            facts=row.facts,
            tone=row.body["kind"],
            named=len(row.organisations),
            persons_low=sum(persons.bounds[0] for persons in row.persons),
            persons_high=sum(persons.bounds[1] for persons in row.persons),
            seats=row.body["seats"],
            is_past=not row.is_current,
        )
        for row in rows
    ]
    return draw_bodies(
        [top, *nodes],
        figure_id="bodies-figure",
        title=gettext("The bodies and their seats"),
        description=gettext("Each body under the one it belongs to. The table below says the same."),
    )
