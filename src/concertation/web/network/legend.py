"""The legend, whose entries filter and light: each value with its mark, how many are shown, and of how many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from concertation.core.network import NETWORK_KINDS
from concertation.core.vocabulary import load_scheme
from concertation.journeys.charting import SIZES, STATUSES, UNKNOWN, ties_with
from concertation.reports.figures.arrows import head_path
from concertation.reports.figures.network import Mark, mark_element
from concertation.web.network.asking import NetworkAsked
from concertation.web.network.encoding import TIERS, Look, radius_share
from concertation.web.network.view import View
from concertation.web.network.words import direction_words, measure_words, told_words
from concertation.web.wording import number_words, reader_language

_SWATCH = 9.0
# The room of a mark in samples of size, in pixels.
_SAMPLE_ROOM = 30.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One value: its mark as SVG, its words, counts, whether it is kept, left out or lit, and where each leads."""

    code: str
    swatch: SafeString
    words: str
    shown: str
    of: str
    is_only: bool
    is_without: bool
    is_lit: bool
    only: str
    without: str
    light: str
    is_unknown: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under one title."""

    facet: str
    title: str
    entries: list[Entry]
    rest: list[Entry]


@dataclass(frozen=True, slots=True)
class Sample:
    """A mark of some size and what it stands for."""

    swatch: SafeString
    words: str


def legend(view: View) -> list[Section]:
    """What colours say, who tells ties, of which kinds they are, and who has none; each where it tells anything."""
    found = [_colours(view), told(view), _layers(view), _tied(view)]
    return [section for section in found if len(section.entries) + len(section.rest) > 1]


def _colours(view: View) -> Section:
    facet = view.encoding.facet
    shown = Counter(np.array(facet.codes)[view.narrowed.nodes].tolist())
    language = reader_language()
    entries: list[Entry] = []
    rest: list[Entry] = []
    for value, look in view.encoding.values():
        entry = _entry(
            view.asked, facet.id, value.code, value.label.in_language(language),
            _swatch(look), shown[value.code], value.count,
        )  # fmt: skip
        (rest if look.tone == "other" else entries).append(entry)
    return Section(facet.id, facet.label.in_language(language), entries, rest)


def _tied(view: View) -> Section:
    facet = view.chart.facets["tied"]
    shown = Counter(np.array(facet.codes)[view.narrowed.nodes].tolist())
    entries = [
        _entry(view.asked, "tied", value.code, value.label.in_language(reader_language()),
               _alone_swatch(value.code), shown[value.code], value.count)
        for value in facet.values
    ]  # fmt: skip
    return Section("tied", facet.label.in_language(reader_language()), entries, [])


def told(view: View) -> Section:
    """Who says the ties."""
    counts = Counter(view.chart.pairs["status"].to_list())
    shown = Counter(view.chart.pairs["status"].filter(view.narrowed.ties).to_list())
    entries = [
        _entry(view.asked, "told", status, told_words(status), _line_swatch(status), shown[status], counts[status])
        for status in STATUSES
        if counts[status]
    ]
    return Section("told", gettext("Who says the tie"), entries, [])


def _layers(view: View) -> Section:
    layers = view.chart.pairs["layers"].explode().drop_nulls()
    counts = Counter(layers.to_list())
    entries = []
    for code, count in counts.most_common():
        shown = int((ties_with(view.chart, "layer", frozenset({code})) & view.narrowed.ties).sum())
        entries.append(_entry(view.asked, "layer", code, layer_words(code), _line_swatch("recorded"), shown, count))
    return Section("layer", gettext("Kinds of ties"), entries, [])


def layer_words(code: str) -> str:
    """The name of a kind of tie, whether of the register or told by organisations."""
    if code in NETWORK_KINDS:
        return NETWORK_KINDS[code].label.in_language(reader_language())
    scheme = load_scheme("tie_kind")
    return scheme[code].label.in_language(reader_language()) if code in scheme else code.replace("_", " ")


def _entry(asked: NetworkAsked, facet: str, code: str, words: str, swatch: SafeString, shown: int, count: int) -> Entry:
    return Entry(
        code=code,
        swatch=swatch,
        words=words,
        shown=number_words(shown),
        of=number_words(count),
        is_only=code in asked.only.get(facet, ()),
        is_without=code in asked.without.get(facet, ()),
        is_lit=asked.light == (facet, code),
        only=asked.turning("only", facet, code).address(),
        without=asked.turning("without", facet, code).address(),
        light=asked.lighting(facet, code).address() if facet not in ("told", "layer") else "",
        is_unknown=code == UNKNOWN,
    )


def applied(view: View) -> list[tuple[str, str, bool, str]]:
    """What is kept and left out: the facet, the value, whether it is left out, and the address without it."""
    found = []
    for name, filters in (("only", view.asked.only), ("without", view.asked.without)):
        for facet, values in filters.items():
            for code in sorted(values):
                title, words = _facet_words(view, facet, code)
                found.append((title, words, name == "without", view.asked.turning(name, facet, code).address()))
    return found


def _facet_words(view: View, facet: str, code: str) -> tuple[str, str]:
    language = reader_language()
    if facet == "told":
        return gettext("Who says the tie"), told_words(code)
    if facet == "layer":
        return gettext("Kinds of ties"), layer_words(code)
    found = view.chart.facet(facet)
    if found is None:
        return facet, code
    return found.label.in_language(language), found.label_of(code).in_language(language)


def size_samples(view: View) -> tuple[str, list[Sample]]:
    """Three marks and the measures that they stand for."""
    if view.encoding.size == "same" or view.encoding.highest <= 0 or view.is_grouped:
        return "", []
    highest = view.encoding.highest
    size = SIZES[view.encoding.size]
    values = [0.0, float(round(highest / 4)) if size.unit == "count" else highest / 4, highest]
    shares = radius_share(np.array(values), highest)
    samples = []
    for value, share in zip(values, shares, strict=True):
        radius = float(share) * _SAMPLE_ROOM
        mark = Mark(radius + 1, radius + 1, radius, "sample", "circle", "", "", "")
        samples.append(Sample(_svg(mark, 2 * radius + 2), measure_words(value, size.id)))
    return size.label.in_language(reader_language()), samples


def thickness_samples(view: View) -> list[SafeString]:
    """A line of each thickness, from the thinnest to the thickest; none where all are alike."""
    if int(view.encoding.tiers.max(initial=1)) < TIERS:
        return []
    return [
        _raw(f'<line class="tie told-recorded tier-{tier}" x1="0" y1="7" x2="26" y2="7"/>', 26)
        for tier in range(1, TIERS + 1)
    ]


def key_of(view: View) -> list[Sample]:
    """What a drawing itself shows, without a way to filter: its colours, who tells its ties, which way they run."""
    sections = [one for one in legend(view) if one.facet in (view.encoding.facet.id, "told")]
    entries = [entry for one in sections for entry in (*one.entries, *one.rest) if entry.shown != "0"]
    return [*(Sample(one.swatch, f"{one.words} ({counts_words(one)})") for one in entries), *directions(view)]


def counts_words(one: Entry) -> str:
    """How many of a value are shown, of how many."""
    return one.shown if one.shown == one.of else gettext("%(shown)s of %(all)s") % {"shown": one.shown, "all": one.of}


def directions(view: View) -> list[Sample]:
    """What a head on a line says, and a line without one; nothing where ties have no direction."""
    ways = view.encoding.ways[view.narrowed.ties]
    if not view.chart.kind.is_directed or view.is_grouped or not len(ways):
        return []
    one_way = int(np.count_nonzero(ways))
    found = [(_arrow_swatch(), direction_words(view.chart.kind), one_way)]
    found.append((_line_swatch("recorded"), gettext("both ways"), len(ways) - one_way))
    return [
        Sample(swatch, f"{words[:1].upper()}{words[1:]} ({number_words(count)})")
        for swatch, words, count in found
        if count
    ]


def _arrow_swatch() -> SafeString:
    head = head_path(0, 7, 25, 7, clear=0, tier=2)
    return _raw(
        f'<path class="tie told-recorded tier-2" d="M0 7H20"/><path class="head told-recorded tier-2" d="{head}"/>', 26
    )


def _swatch(look: Look) -> SafeString:
    return _svg(Mark(_SWATCH, _SWATCH, _SWATCH - 3, look.tone, look.shape, "", "", ""), 2 * _SWATCH)


def _alone_swatch(code: str) -> SafeString:
    state = "alone" if code == "no" else ""
    return _svg(Mark(_SWATCH, _SWATCH, _SWATCH - 4, "sample", "circle", "", "", "", state), 2 * _SWATCH)


def _line_swatch(status: str) -> SafeString:
    return _raw(f'<line class="tie told-{status} tier-2" x1="0" y1="7" x2="26" y2="7"/>', 26)


def _svg(mark: Mark, side: float) -> SafeString:
    return _raw(mark_element(mark, "network-drawing").markup, side, side)


def _raw(inside: str, width: float, height: float = 14) -> SafeString:
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    return mark_safe(f'<svg class="network-swatch" {size} aria-hidden="true">{inside}</svg>')  # noqa: S308 - our own
