"""Who came to which meeting, what was decided there, and what was to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from concertation.journeys.portrait import PartnershipPortrait
from concertation.journeys.records import Record, by_date
from concertation.journeys.sections import THERE, is_late
from concertation.web.wording import term_words

# What fits beside the names at the width of a page; older meetings keep their own line below.
SHOWN = 16

# Meetings told one by one before the others fold away.
_LATEST = 8

# Shape first, tone second: each status reads without its colour.
GLYPHS = {"present": "●", "substitute": "◐", "guest": "◆", "regrets": "○", "absent": "×"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One organisation at one meeting."""

    status: str
    words: str

    @property
    def glyph(self) -> str:
        """The sign of the status."""
        return GLYPHS.get(self.status, "")


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One organisation across the meetings."""

    organisation: Record
    cells: tuple[Cell, ...]
    there: int
    known: int
    is_guest: bool


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting, what it decided and what it asked for."""

    meeting: Record
    attended: int
    recorded: int
    decisions: tuple[Record, ...]
    actions: tuple[Record, ...]


def meetings_section(portrait: PartnershipPortrait) -> dict[str, Any]:
    """The matrix of attendance and the list of meetings, latest first."""
    meetings = by_date(portrait.of("meeting"), "on")
    shown = meetings[-SHOWN:]
    actions = [action for meeting in meetings for action in meeting.children("action_item")]
    rows = [_meeting_row(meeting) for meeting in reversed(meetings)]
    return {
        "meetings": shown,
        "earlier": len(meetings) - len(shown),
        "attendance": attendance_rows(portrait, shown) if shown else [],
        "latest": rows[:_LATEST],
        "older": rows[_LATEST:],
        "legend": [(glyph, _status_words(code)) for code, glyph in GLYPHS.items()],
        "late": [action for action in actions if is_late(action, portrait.as_of)],
        "without_quorum": [meeting for meeting in meetings if meeting["quorum_met"] is False],
    }


def _status_words(status: str) -> str:
    return gettext("guest") if status == "guest" else term_words("attendance_status", status)


def attendance_rows(portrait: PartnershipPortrait, meetings: list[Record]) -> list[AttendanceRow]:
    """Members in the order of their joining, then guests."""
    found: dict[tuple[str, int], dict[int, str]] = {}
    for meeting in meetings:
        for attendance in meeting.children("attendance"):
            who = "guest" if attendance["membership"] is None else "membership"
            if attendance[who] is not None:
                found.setdefault((who, attendance[who].id), {})[meeting.id] = attendance["status"]
    members = [m for m in by_date(portrait.of("membership"), "since") if m["organisation"] is not None]
    rows = [
        _attendance_row(member["organisation"], member, meetings, found.get(("membership", member.id), {}))
        for member in members
        if ("membership", member.id) in found or _could_come(member, meetings)
    ]
    guests = [portrait.records.get("organisation", number) for who, number in found if who == "guest"]
    rows += [_attendance_row(guest, None, meetings, found["guest", guest.id]) for guest in guests if guest is not None]
    return rows


def _could_come(member: Record, meetings: list[Record]) -> bool:
    return any(meeting["on"] is None or member.holds_on(meeting["on"]) for meeting in meetings)


def _attendance_row(
    organisation: Record, member: Record | None, meetings: list[Record], statuses: dict[int, str]
) -> AttendanceRow:
    cells = tuple(_cell(member, meeting, statuses.get(meeting.id)) for meeting in meetings)
    return AttendanceRow(
        organisation=organisation,
        cells=cells,
        there=sum(cell.status in THERE for cell in cells),
        known=len(statuses),
        is_guest=member is None,
    )


def _cell(member: Record | None, meeting: Record, status: str | None) -> Cell:
    if status is not None:
        return Cell(status, _status_words(status))
    if member is None or (meeting["on"] is not None and not member.holds_on(meeting["on"])):
        return Cell("outside", gettext("not a member then"))
    return Cell("unknown", gettext("not recorded"))


def _meeting_row(meeting: Record) -> MeetingRow:
    attendances = meeting.children("attendance")
    return MeetingRow(
        meeting=meeting,
        attended=sum(attendance["status"] in THERE for attendance in attendances),
        recorded=len(attendances),
        decisions=meeting.children("decision", "meeting"),
        actions=tuple(
            sorted(meeting.children("action_item"), key=lambda action: (action["due_on"] or date.max, action.id))
        ),
    )
