"""The search of the header: everything of the register that answers to words, the nearest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from concertation.journeys.searching import Hit, HitsOfAKind, search_register
from concertation.web.asof import as_of_day
from concertation.web.finding.asking import LONGEST_SEARCH
from concertation.web.wording import address_on, day_words, listed, number_words, reader_language, said

# The section of a partnership's page that tells of each kind; the others are told on its first page.
_SECTIONS = {"agreement": "agreements", "body": "bodies", "activity": "activities"}
_IN_LISTS = {"partnership": "partnerships", "organisation": "organisations"}


@dataclass(frozen=True, slots=True)
class HitLine:
    """One record found: its name, where it leads, and what tells it from the others."""

    name: str
    acronym: str
    address: str
    notes: tuple[str, ...]
    is_invented: bool


@dataclass(frozen=True, slots=True)
class HitGroup:
    """What was found of one kind; ``all`` leads to the list that holds them all, where there is one."""

    id: str
    heading: str
    count: str
    lines: list[HitLine]
    all: str
    is_cut: bool


def search_everywhere(request: HttpRequest) -> HttpResponse:
    """What answers to the words of the address, by kind."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    day = as_of_day(request)
    groups = [_group(found, words, day) for found in search_register(words, as_of=day)]
    context: dict[str, Any] = {"words": words, "groups": groups}
    return render(request, "finding/everywhere.html", context)


def _group(found: HitsOfAKind, words: str, day: date) -> HitGroup:
    lines = [_line(found.kind.id, hit, day) for hit in found.hits]
    many = gettext("more than %(number)s") % {"number": number_words(found.count)}
    return HitGroup(
        id=found.kind.id,
        heading=found.kind.plural.in_language(reader_language()),
        count=many if found.is_more else number_words(found.count),
        lines=lines,
        all=_list_address(found, words, day),
        is_cut=found.count > len(lines),
    )


def _list_address(found: HitsOfAKind, words: str, day: date) -> str:
    """The list that holds exactly these, those that do not hold on the day included."""
    if found.kind.id not in _IN_LISTS or found.count <= len(found.hits):
        return ""
    asked = [("q", words), *(("existence", code) for code in ("holds", "ended", "not_yet"))]
    if day != timezone.localdate():
        asked.append(("as_of", day.isoformat()))
    return f"{address_on(timezone.localdate(), _IN_LISTS[found.kind.id])}?{urlencode(asked)}"


def _line(kind_id: str, hit: Hit, day: date) -> HitLine:
    return HitLine(
        name=said(hit.name),
        acronym=hit.acronym.in_language(reader_language()),
        address=_address(kind_id, hit, day),
        notes=tuple(_notes(hit)),
        is_invented=bool(hit.row.get("is_synthetic")),
    )


def _address(kind_id: str, hit: Hit, day: date) -> str:
    """Where it is told of, on a day on which it holds."""
    seen = {"holds": day, "ended": hit.row.get("until"), "not_yet": hit.row.get("since")}[hit.standing] or day
    if kind_id in _IN_LISTS:
        return address_on(seen, kind_id, hit.key)
    if hit.partnership is not None:
        section = _SECTIONS.get(kind_id)
        name, further = ("partnership-section", (section,)) if section else ("partnership", ())
        return address_on(seen, name, hit.partnership[0], *further)
    if kind_id == "area":
        listed_on = address_on(day, "partnerships")
        return f"{listed_on}{'&' if '?' in listed_on else '?'}{urlencode({'area': hit.key})}"
    return hit.row.get("address") or ""


def _notes(hit: Hit) -> list[str]:
    """What else answered, whose it is, and whether it holds on the day."""
    notes = []
    if hit.told:
        names = listed(gettext("“%(name)s”") % {"name": name} for name in hit.told)
        notes.append(gettext("also %(names)s") % {"names": names})
    if hit.partnership is not None:
        notes.append(hit.partnership[1].in_language(reader_language()))
    precision = hit.row.get("date_precision")
    if hit.standing == "ended":
        notes.append(gettext("ended on %(day)s") % {"day": day_words(hit.row["until"], precision)})
    elif hit.standing == "not_yet":
        notes.append(gettext("begins on %(day)s") % {"day": day_words(hit.row["since"], precision)})
    return notes
