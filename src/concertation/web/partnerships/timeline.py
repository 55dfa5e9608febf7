"""The whole life of a partnership on one axis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from concertation.journeys.portrait import PartnershipPortrait
from concertation.journeys.records import Record, by_date
from concertation.reports.figures.ribbons import Mark, Ribbon, RibbonRow, draw_ribbons
from concertation.web.partnerships.members import member_rows
from concertation.web.wording import day_words, period, plain_name, reader_language, term_of, when

_BARS = (("body", "body"), ("agreement", "in_force"), ("plan", "plan"), ("activity", "activity"))
_EVENTS = (
    ("lifecycle_event", "on", "diamond", "stage"),
    ("meeting", "on", "circle", "meeting"),
    ("decision", "on", "square", "decision"),
    ("report", "on", "triangle", "report"),
    ("output", "on", "triangle", "output"),
    ("decision_record", "decided_on", "diamond", "course"),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened, for the list under the drawing."""

    on: date | None
    day_words: str
    kind_words: str
    words: str
    record: Record


def timeline_section(portrait: PartnershipPortrait) -> dict[str, Any]:
    """Bars for what lasts, marks for what happens, and the list of both."""
    moments = sorted(_moments(portrait), key=lambda moment: (moment.on or date.min, moment.record.id))
    rows = _rows(portrait)
    return {"moments": list(reversed(moments)), "figure": _draw(portrait, rows) if rows else ""}


def _moments(portrait: PartnershipPortrait) -> Iterable[Moment]:
    for record, field in _happened(portrait):
        yield Moment(
            on=record[field],
            day_words=when(record, field),
            kind_words=record.fact.label.in_language(reader_language()),
            words=_words(record),
            record=record,
        )


def _happened(portrait: PartnershipPortrait) -> Iterable[tuple[Record, str]]:
    for kind, field, _, _ in _EVENTS:
        for record in portrait.of(kind):
            yield record, field
    for plan in portrait.of("plan"):
        for revision in plan.children("plan_revision"):
            yield revision, "on"
    for lineage in (*portrait.of("lineage"), *portrait.partnership.children("lineage", "result")):
        yield lineage, "on"


def _words(record: Record) -> str:
    match record.fact.id:
        case "lifecycle_event":
            return term_of(record, "stage")
        case "decision_record":
            return term_of(record, "course")
        case "lineage":
            return (
                f"{plain_name(record['origin'])} → {plain_name(record['result'])} ({term_of(record, 'kind')})"
            )
        case "meeting":
            return plain_name(record) or plain_name(record["body"]) or gettext("Meeting")
        case "plan_revision":
            return plain_name(record) or plain_name(record["plan"])
        case _:
            return plain_name(record)


def _rows(portrait: PartnershipPortrait) -> list[RibbonRow]:
    rows = [_events_row(portrait, kind, field, glyph, tone) for kind, field, glyph, tone in _EVENTS]
    rows = [row for row in rows if row.marks]
    rows += [
        RibbonRow(
            label=plain_name(row.organisation),
            note=period(row.membership),
            ribbons=(
                Ribbon(row.membership["since"], row.membership["until"], period(row.membership), row.tone),
            ),
        )
        for row in member_rows(portrait)
    ]
    for kind, tone in _BARS:
        rows += [_bar(record, tone) for record in by_date(portrait.of(kind), "since")]
    return rows


def _bar(record: Record, tone: str) -> RibbonRow:
    marks = tuple(
        Mark(on=revision["on"], words=when(revision), glyph="diamond", tone="plan")
        for revision in (record.children("plan_revision") if record.fact.id == "plan" else ())
        if revision["on"] is not None
    )
    return RibbonRow(
        label=f"{record.fact.label.in_language(reader_language())}{_colon()} {plain_name(record)}",
        note=period(record),
        ribbons=(Ribbon(record["since"], record["until"], period(record), tone),),
        marks=marks,
    )


def _colon() -> str:
    return "\u00a0:" if reader_language() == "fr" else ":"


def _events_row(portrait: PartnershipPortrait, kind: str, field: str, glyph: str, tone: str) -> RibbonRow:
    records = [record for record in portrait.of(kind) if record[field] is not None]
    label = records[0].fact.plural.in_language(reader_language()) if records else kind
    return RibbonRow(
        label=label,
        note=str(len(records)),
        marks=tuple(
            Mark(record[field], f"{_words(record)}, {when(record, field)}", glyph, tone) for record in records
        ),
    )


def _draw(portrait: PartnershipPortrait, rows: list[RibbonRow]) -> str:
    return draw_ribbons(
        rows,
        figure_id="timeline-figure",
        title=gettext("The life of %(name)s") % {"name": plain_name(portrait.partnership)},
        description=gettext("Bars for what lasts, marks for what happens. The list below says the same."),
        as_of=portrait.as_of,
        as_of_words=gettext("as of %(day)s") % {"day": day_words(portrait.as_of)},
    )
