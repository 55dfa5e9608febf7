"""What each member gives and receives, unit by unit, and the risks that are known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from concertation.journeys.portrait import PartnershipPortrait
from concertation.journeys.records import Record, by_date
from concertation.journeys.sections import Unit, contribution_unit, silent_members
from concertation.reports.figures.paired_bars import PairedRow, Quantity, draw_paired_bars
from concertation.web.wording import number_words, plain_name

_UNITS: dict[Unit, Any] = {
    "amount": gettext_lazy("In dollars"),
    "hours": gettext_lazy("In hours"),
    "rating": gettext_lazy("On a scale from 0 to 10"),
    "unmeasured": gettext_lazy("Recorded without an amount"),
}


@dataclass(frozen=True, slots=True)
class Panel:
    """One unit: quantities of different units are never added up."""

    unit: Unit
    title: str
    figure: str


def contributions_section(portrait: PartnershipPortrait) -> dict[str, Any]:
    """One drawing a unit, the table of all, and the risks."""
    records = [record for record in by_date(portrait.of("contribution"), "since") if record["organisation"] is not None]
    silent = silent_members(portrait, records)
    return {
        "records": [(record, contribution_unit(record), quantity_of(record)) for record in records],
        "panels": _panels(records),
        "silent": silent,
        "risks": sorted(portrait.of("risk"), key=_exposure, reverse=True),
    }


def quantity_of(record: Record) -> Quantity:
    """What was recorded, with its bounds where it has some."""
    unit = contribution_unit(record)
    value = None if unit == "unmeasured" else record[unit]
    return Quantity(value=value, words=_words(unit, value), low=record["low"], high=record["high"])


def _words(unit: Unit, value: float | None) -> str:
    marks = {"amount": "$", "hours": "h", "rating": "/ 10", "unmeasured": ""}
    return number_words(value, marks[unit])


def _panels(records: list[Record]) -> list[Panel]:
    by_unit: dict[Unit, list[Record]] = defaultdict(list)
    for record in records:
        by_unit[contribution_unit(record)].append(record)
    return [_panel(unit, by_unit[unit]) for unit in _UNITS if unit in by_unit]


def _panel(unit: Unit, records: list[Record]) -> Panel:
    members = list(dict.fromkeys(record["organisation"] for record in records))
    rows = [
        PairedRow(
            label=plain_name(member),
            given=_total(unit, [r for r in records if r["organisation"] == member], "given"),
            received=_total(unit, [r for r in records if r["organisation"] == member], "received"),
        )
        for member in members
    ]
    title = str(_UNITS[unit])
    return Panel(
        unit=unit,
        title=title,
        figure=draw_paired_bars(
            rows,
            figure_id=f"exchange-{unit}",
            title=gettext("Given and received, by member: %(unit)s") % {"unit": title},
            description=gettext("What each member gives, to the left, and receives, to the right."),
            given_words=gettext("gives"),
            received_words=gettext("receives"),
        ),
    )


def _total(unit: Unit, records: list[Record], direction: str) -> Quantity | None:
    """Sums of money and hours; the mean of ratings, which do not add up."""
    flows = [record for record in records if record["direction"] == direction]
    if not flows:
        return None
    if unit == "unmeasured":
        return Quantity(value=None, words=_words(unit, None))
    divisor = len(flows) if unit == "rating" else 1
    value = sum(flow[unit] for flow in flows) / divisor
    low = sum(flow[unit] if flow["low"] is None else flow["low"] for flow in flows) / divisor
    high = sum(flow[unit] if flow["high"] is None else flow["high"] for flow in flows) / divisor
    has_bounds = any(flow["low"] is not None or flow["high"] is not None for flow in flows)
    return Quantity(
        value=value,
        words=_words(unit, value),
        low=low if has_bounds else None,
        high=high if has_bounds else None,
    )


def _exposure(risk: Record) -> tuple[bool, int]:
    probability, impact = risk["probability"], risk["impact"]
    known = probability is not None and impact is not None
    return known, (probability * impact) if known else 0
