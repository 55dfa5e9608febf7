"""The page of one organisation in its networks: picture, sentences, neighbours, measures, groups, tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from concertation.core.measure import measure
from concertation.core.network import NETWORK_KINDS
from concertation.core.network.ties.kinds import LAYERED
from concertation.journeys.charting import MOST_STEPS, narrow, read_chart
from concertation.journeys.merging import standing_key
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.saying.around import Around, OfKind, Ranked, Tie, look_around
from concertation.web.network.asking import NetworkAsked, network_asked
from concertation.web.network.drawing import draw_view
from concertation.web.network.encoding import encoding_of
from concertation.web.network.legend import key_of
from concertation.web.network.says import lines_of, page_of
from concertation.web.network.sheet import sheet_holding
from concertation.web.network.view import View
from concertation.web.network.words import end_words, kind_words, ties_words, told_words
from concertation.web.returning import led_on
from concertation.web.wording import day_words, decimal_words, number_words, reader_language

_DEFAULT = "any"
# Neighbours shown of one kind before the rest open.
_SHOWN = 12
# The drawing stands beside words.
_WIDTH = 680.0


@dataclass(frozen=True, slots=True)
class TieLine:
    """One neighbour in words."""

    name: str
    address: str
    direction: str
    own: str
    other: str
    status: str
    weight: str
    since: str


@dataclass(frozen=True, slots=True)
class KindSection:
    """The neighbours by one kind of tie, the first shown and the rest."""

    id: str
    title: str
    definition: str
    count: int
    has_words: bool
    has_direction: bool
    weight: str
    lines: list[TieLine]
    rest: list[TieLine]


@gzip_page
@require_GET
def show_around(request: HttpRequest, key: str) -> HttpResponse:
    """What the networks know of one organisation, on the day of the header."""
    asked = _asked(request, key)
    around = look_around(NetworkQuestion(asked.tie, asked.as_of), key, user=request.user)
    if around is None:
        standing = standing_key(key)
        if standing is not None:
            return redirect(led_on(request, "organisation-network", standing))
        raise Http404(gettext("No organisation of that name is in the register on this day."))
    return render(request, "network/around.html", _context(request, asked, around))


def _asked(request: HttpRequest, key: str) -> NetworkAsked:
    asked = network_asked(request)
    tie = asked.tie if request.GET.get("tie") in LAYERED else _DEFAULT
    steps = asked.steps or 1
    return replace(asked, since=None, org=key, tie=tie, steps=steps, only={}, without={}, light=None, view="ties")


def _context(request: HttpRequest, asked: NetworkAsked, around: Around) -> dict[str, Any]:
    language = reader_language()
    day = asked.as_of
    return {
        "asked": asked,
        "name": around.name.label.in_language(language),
        "page": page_of(around.name, day),
        "picture": asked.address(anchor="organisation"),
        **_drawing(request, asked, around),
        "kind_name": kind_words(NETWORK_KINDS[asked.tie]),
        "definition": NETWORK_KINDS[asked.tie].definition.in_language(language),
        "kinds": [_kind_way(asked, around, kind) for kind in (_DEFAULT, *LAYERED)],
        "steps": [(steps, _here(asked, steps=steps), steps == asked.steps) for steps in range(1, MOST_STEPS + 1)],
        "said": lines_of(around.said, day),
        "sections": [_section(one, asked) for one in around.kinds if one.ties],
        "empty_kinds": [kind_words(one.kind) for one in around.kinds if not one.ties],
        "measures": [_measure(one) for one in around.measures],
        "reached": [(_capital(name.in_language(language)), ties_words(count)) for name, count in around.reached],
        "cut_off": [(one.label.in_language(language), _own(one.key, asked)) for one in around.cut_off],
        "seats": [
            (seat.table.label.in_language(language), page_of(seat.table, day), number_words(seat.members))
            for seat in around.seats
        ],
    }


def _kind_way(asked: NetworkAsked, around: Around, kind: str) -> tuple[str, str, bool, int | None]:
    count = next((len(one.ties) for one in around.kinds if one.kind.id == kind), None)
    return kind_words(NETWORK_KINDS[kind]), _here(asked, tie=kind), kind == asked.tie, count


def _here(asked: NetworkAsked, *, tie: str = "", steps: int = 0) -> str:
    """The same page with another kind of tie, or so many steps."""
    return _own(asked.org, asked, tie=tie, steps=steps)


def _own(key: str, asked: NetworkAsked, *, tie: str = "", steps: int = 0) -> str:
    said = replace(asked, tie=tie or asked.tie, steps=steps or asked.steps)
    kept = dict(said.pairs("org", "sort", "rows", "lines", "tie", "steps", "colour", "size"))
    own = {"tie": said.tie, "steps": str(said.steps)}
    defaults = {"tie": _DEFAULT, "steps": "1"}
    query = {name: value for name, value in own.items() if value != defaults[name]} | kept
    address = reverse("organisation-network", args=[key])
    return f"{address}?{'&'.join(f'{name}={value}' for name, value in query.items())}" if query else address


def _drawing(request: HttpRequest, asked: NetworkAsked, around: Around) -> dict[str, Any]:
    chart = read_chart(asked.tie, as_of=asked.as_of, user=request.user)
    view = View(chart, asked, narrow(chart, asked.narrowing), encoding_of(chart, asked))
    if view.narrowed.node_count < 2:
        return {"drawing": ""}
    title = around.name.label.in_language(reader_language())
    form = ngettext(
        "%(name)s and those within %(n)s step of it, by: %(kind)s.",
        "%(name)s and those within %(n)s steps of it, by: %(kind)s.",
        asked.steps,
    )
    words = form % {"name": title, "n": asked.steps, "kind": kind_words(chart.kind)}
    sheet = sheet_holding(view.places[view.narrowed.nodes], _WIDTH)
    return {"drawing": draw_view(view, title=title, description=words, sheet=sheet), "key": key_of(view)}


def _section(one: OfKind, asked: NetworkAsked) -> KindSection:
    language = reader_language()
    lines = [_line(tie, asked) for tie in one.ties]
    return KindSection(
        one.kind.id,
        kind_words(one.kind),
        one.kind.definition.in_language(language),
        len(lines),
        any(tie.own_word or tie.other_word for tie in one.ties) and one.kind.is_directed and one.kind.is_mutual,
        one.kind.is_directed,
        one.kind.weight.in_language(language),
        lines[:_SHOWN],
        lines[_SHOWN:],
    )


def _line(tie: Tie, asked: NetworkAsked) -> TieLine:
    direction = {
        "out": gettext("to the other"),
        "in": gettext("from the other"),
    }.get(tie.direction, gettext("both ways"))
    return TieLine(
        tie.other.label.in_language(reader_language()),
        _own(tie.other.key, asked),
        direction,
        _word(tie.own_word, tie.own_intensity),
        _word(tie.other_word, tie.other_intensity),
        told_words(tie.status),
        "" if tie.weight is None else number_words(tie.weight),
        day_words(tie.since) if tie.since else "",
    )


def _word(word: str | None, intensity: float | None) -> str:
    if intensity is None:
        return end_words(word)
    return gettext("%(word)s: %(degree)s of 5") % {"word": end_words(word), "degree": number_words(intensity)}


def _measure(one: Ranked) -> dict[str, str]:
    language, about = reader_language(), measure(one.measure)
    return {
        "label": about.label.in_language(language),
        "definition": (about.definition or about.formula).in_language(language),
        "caution": about.caution.in_language(language),
        "value": value_words(one.value, one.measure),
        "is_unknown": "1" if one.value is None else "",
        "rank": _rank(one),
        "moved": _moved(one),
    }


def _rank(one: Ranked) -> str:
    if one.rank is None or not one.value:
        return ""
    return gettext("%(rank)s of %(among)s") % {"rank": number_words(one.rank), "among": number_words(one.among)}


def _moved(one: Ranked) -> str:
    if one.low is None or one.high is None:
        return ""
    return gettext("from %(low)s to %(high)s, by whose word is taken") % {
        "low": value_words(one.low, one.measure),
        "high": value_words(one.high, one.measure),
    }


def value_words(value: float | None, measure_id: str) -> str:
    """The value of a measure as it is read, by its unit."""
    if value is None:
        return gettext("unknown")
    unit = measure(measure_id).unit
    if unit == "share":
        words = decimal_words(value * 100, 1) if 0 < value < 1 else number_words(value * 100)
        return f"{words}\u00a0%" if reader_language() == "fr" else f"{words}%"
    return number_words(value) if unit == "count" and value == int(value) else decimal_words(value, 2)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
