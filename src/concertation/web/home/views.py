"""The first page of the register, as of the day of the header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext_lazy

from concertation.core.overview import MATTERS
from concertation.core.text import Text
from concertation.core.typology.explanation import SCHEMES
from concertation.core.vocabulary import load_scheme
from concertation.journeys.catalogue import STRIP
from concertation.journeys.overview import Cell, Matter, Overview, recent_changes, survey_register
from concertation.journeys.permission import may
from concertation.journeys.waves.pressing import waves_that_press
from concertation.web.asof import as_of_day

# Matters told before the others fold away.
_TOLD = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a facet: how many partnerships take it, and the length of its bar from 0 to 100."""

    value: str | None
    label: Text | None
    count: int
    width: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of Table 1 for the whole register."""

    number: int
    facet: str
    label: Text
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class MatterGroup:
    """Matters of one kind: the section of a partnership's page where each is settled."""

    kind: str
    heading: Any
    section: str
    told: Sequence[Matter]
    folded: Sequence[Matter]
    count: int

    @property
    def more(self) -> int:
        """How many are not told at first."""
        return self.count - len(self.told)

    @property
    def unlisted(self) -> int:
        """How many are counted and not listed."""
        return self.more - len(self.folded)


_HEADINGS: dict[str, tuple[Any, str]] = {
    "agreement_expiring": (
        ngettext_lazy("agreement ends within six months", "agreements end within six months"),
        "agreements",
    ),
    "agreement_lapsed": (
        ngettext_lazy("agreement lapsed and was not renewed", "agreements lapsed and were not renewed"),
        "agreements",
    ),
    "actions_overdue": (
        ngettext_lazy("partnership has actions overdue", "partnerships have actions overdue"),
        "meetings",
    ),
    "review_due": (ngettext_lazy("decision is due for review", "decisions are due for review"), "decisions"),
    "silent": (
        ngettext_lazy("partnership has not met for six months", "partnerships have not met for six months"),
        "meetings",
    ),
    "articulation_gap": (
        ngettext_lazy("partnership says one thing and does another", "partnerships say one thing and do another"),
        "typology",
    ),
    "little_known": (
        ngettext_lazy("partnership is little known", "partnerships are little known"),
        "profile",
    ),
}

LEDGER = (
    ("organisation", gettext_lazy("organisations")),
    ("membership", gettext_lazy("memberships")),
    ("agreement", gettext_lazy("agreements in force")),
    ("meeting", gettext_lazy("meetings in twelve months")),
)


def show_home(request: HttpRequest) -> HttpResponse:
    """What is known, what is emerging, what needs attention; an empty register says how to begin."""
    overview = survey_register(as_of=as_of_day(request))
    context = {
        "overview": overview,
        "may_edit": may(request.user, "edit"),
        "may_import": may(request.user, "import"),
        "ledger": [(overview.counts[kind], words) for kind, words in LEDGER],
        "columns": [_column(number, facet, overview) for number, facet in enumerate(STRIP, start=1)],
        "groups": list(_groups(overview)),
        "more_emerging": overview.counts["emerging"] - len(overview.emerging),
        "more_documented": overview.counts["documented"] - len(overview.documented),
        "changes": recent_changes(request.user),
        "pressing": waves_that_press(request.user, today=timezone.localdate()),
    }
    return render(request, "home/home.html", context)


def _column(number: int, facet: str, overview: Overview) -> Column:
    cells = {cell.value: cell for cell in overview.cells if cell.facet == facet}
    scheme = load_scheme(SCHEMES[facet])
    total = overview.counts["partnership"] or 1
    rows = [_row(code, scheme[code].label, cells.get(code), total) for code in scheme.codes]
    if None in cells:
        rows.append(_row(None, None, cells[None], total))
    return Column(number, facet, scheme.label, tuple(rows))


def _row(value: str | None, label: Text | None, cell: Cell | None, total: int) -> Row:
    count = cell.count if cell else 0
    return Row(value, label, count, f"{100 * count / total:.2f}")


def _groups(overview: Overview) -> Iterable[MatterGroup]:
    for kind in MATTERS:
        matters = [matter for matter in overview.matters if matter.kind == kind]
        if matters:
            words, section = _HEADINGS[kind]
            count = overview.matter_counts[kind]
            yield MatterGroup(kind, words % count, section, matters[:_TOLD], matters[_TOLD:], count)
