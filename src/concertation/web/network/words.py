"""A network in words: what its picture shows, made from what it is asked; how many are shown; what one node says."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext, pgettext

from concertation.core.network.ties.kinds import NetworkKind
from concertation.journeys.charting import SIZES, Chart
from concertation.journeys.charting.measures import reference_of
from concertation.web.network.view import View
from concertation.web.wording import day_words, decimal_words, number_words, reader_language


def kind_words(kind: NetworkKind) -> str:
    """The name of a kind of tie."""
    return kind.label.in_language(reader_language())


def direction_words(kind: NetworkKind) -> str:
    """From whom to whom the head of a line leads."""
    if kind.id == "funding":
        return gettext("from who pays to who is paid")
    return gettext("from who says the tie to the other")


def is_of_partnerships(chart: Chart) -> bool:
    """Whether its nodes are partnerships alone."""
    return chart.kind.id == "shared_members"


def nodes_words(chart: Chart, count: int) -> str:
    """So many organisations, partnerships, or both."""
    if chart.kind.id == "two_mode":
        form = ngettext("%(n)s organisation or partnership", "%(n)s organisations and partnerships", count)
    elif is_of_partnerships(chart):
        form = ngettext("%(n)s partnership", "%(n)s partnerships", count)
    else:
        form = ngettext("%(n)s organisation", "%(n)s organisations", count)
    return form % {"n": number_words(count)}


def ties_words(count: int) -> str:
    """So many ties."""
    return ngettext("%(n)s tie", "%(n)s ties", count) % {"n": number_words(count)}


def node_words(chart: Chart, node: int) -> str:
    """What a mark says: its kind and how many ties it has."""
    ties = int(chart.degrees[node])
    said = ties_words(ties) if ties else gettext("without any tie")
    if "kind" not in chart.facets:
        return said
    facet = chart.facets["kind"]
    return f"{facet.label_of(facet.codes[node]).in_language(reader_language())}, {said}"


def group_words(count: int, main: str) -> str:
    """What a disc says."""
    form = ngettext("%(n)s, mostly: %(main)s", "%(n)s, mostly: %(main)s", count)
    return form % {"n": number_words(count), "main": main}


def time_words(view: View) -> str:
    """The day or the window of a view, after what it shows."""
    last = day_words(view.asked.as_of)
    if view.asked.since is None:
        return gettext("as of %(day)s") % {"day": last}
    return gettext("from %(first)s to %(last)s") % {"first": day_words(view.asked.since), "last": last}


def caption(view: View) -> list[str]:
    """What the picture shows, sentence after sentence, from the choices that made it."""
    return [*_what(view), *_how(view), *_who(view), *_left_out(view)]


def _what(view: View) -> list[str]:
    chart = view.chart
    words = {"kind": kind_words(chart.kind), "definition": ended(chart.kind.definition.in_language(reader_language()))}
    if chart.since is None:
        return [gettext("%(kind)s on %(day)s: %(definition)s") % {**words, "day": day_words(chart.as_of)}]
    days = {"first": day_words(chart.since), "last": day_words(chart.as_of)}
    return [
        gettext("%(kind)s, from %(first)s to %(last)s: %(definition)s") % {**words, **days},
        gettext("Whatever held on some day of this window counts, and what took place in it."),
    ]


def _how(view: View) -> list[str]:
    facet = view.encoding.facet.label.in_language(reader_language())
    colour = gettext("Colour and shape: %(facet)s.") % {"facet": _lowered(facet)}
    if view.encoding.facet.id in SIZES:
        colour = gettext("Colour: %(facet)s, in classes of about as many each.") % {"facet": _lowered(facet)}
    if view.is_grouped:
        return [
            gettext(
                "Each disc is a group found in the ties; the larger, the more it holds. "
                "Its colour is that of the most frequent value."
            ),
            gettext("Colour: %(facet)s.") % {"facet": _lowered(facet)},
            gettext("The thicker a line, the more ties between two groups; the strongest alone are drawn."),
        ]
    sentences = [colour, _size_sentence(view)]
    weight = view.chart.kind.weight.in_language(reader_language())
    if int(view.encoding.tiers.max(initial=1)) > 1:
        sentences.append(gettext("Thickness of a line: %(weight)s") % {"weight": ended(weight)})
    told = set(view.chart.pairs["status"].to_list())
    if "claimed" in told:
        sentences.append(gettext("Ties told by one side alone are dashed."))
    if "disputed" in told:
        sentences.append(gettext("Disputed ties are dotted."))
    if view.chosen is None and view.encoding.bridging:
        sentences.append(gettext("Named first: those most often on the way between others."))
    if view.chart.kind.is_directed:
        form = gettext("An arrow leads %(direction)s; a line without a head runs both ways.")
        sentences.append(form % {"direction": direction_words(view.chart.kind)})
    if view.asked.view == "land":
        sentences += _ground_sentences(view)
    else:
        sentences.append(_place_sentence(view))
    return sentences


def _place_sentence(view: View) -> str:
    if view.stays:
        return gettext("Those that are tied stand near each other, and stay in place from one day to another.")
    return gettext(
        "Those that are tied stand near each other; this part of a large network is placed by itself, and anew on "
        "another day."
    )


def _ground_sentences(view: View) -> list[str]:
    away = int((~view.chart.ground.is_placed & view.narrowed.nodes).sum())
    sentences = [
        gettext(
            "Each stands where it receives people, or in the middle of its territory; "
            "marks that would cover one another are moved apart."
        )
    ]
    if away:
        form = ngettext(
            "%(n)s has no known place: it stands in the row beneath.",
            "%(n)s have no known place: they stand in the rows beneath.",
            away,
        )
        sentences.append(form % {"n": number_words(away)})
    return sentences


def _size_sentence(view: View) -> str:
    if view.encoding.size == "same":
        return gettext("Size: the same for all.")
    size, language = SIZES[view.encoding.size], reader_language()
    words = {"label": _lowered(size.label.in_language(language)), "saying": ended(size.saying.in_language(language))}
    if view.asked.narrowing.is_narrow:
        return gettext("Size: %(label)s, in the whole network; %(saying)s") % words
    return gettext("Size: %(label)s; %(saying)s") % words


def _who(view: View) -> list[str]:
    chart, shown = view.chart, view.narrowed
    alone = int((shown.nodes & (chart.degrees == 0)).sum())
    counts = {"nodes": nodes_words(chart, shown.node_count), "ties": ties_words(shown.tie_count)}
    if alone:
        return [gettext("%(nodes)s, %(ties)s; without any tie: %(alone)s.") % {**counts, "alone": number_words(alone)}]
    return [gettext("%(nodes)s, %(ties)s.") % counts]


def _left_out(view: View) -> list[str]:
    chart, shown, language = view.chart, view.narrowed, reader_language()
    sentences = []
    if view.asked.narrowing.is_narrow:
        form = gettext("Left out of this view: %(nodes)s and %(ties)s.")
        nodes, ties = chart.size - shown.node_count, chart.network.tie_count - shown.tie_count
        sentences.append(form % {"nodes": nodes_words(chart, nodes), "ties": ties_words(ties)})
    if view.chosen is not None and view.asked.steps:
        form = ngettext(
            "Only %(name)s and those within %(n)s step.",
            "Only %(name)s and those within %(n)s steps.",
            view.asked.steps,
        )
        sentences.append(form % {"name": name_of(chart, view.chosen), "n": view.asked.steps})
    if shown.lit is not None and view.asked.light:
        label = chart.facets[view.asked.light[0]].label_of(view.asked.light[1]).in_language(language)
        sentences.append(gettext("Lit: %(value)s.") % {"value": label})
    return [*sentences, *(remark.in_language(language) for remark in chart.network.remarks)]


def method(view: View) -> list[str]:
    """How places, groups and measures were made, for whoever takes the picture away."""
    sentences = [
        gettext("Places: Fruchterman and Reingold (1991), over all ties up to the day of the drawing."),
        gettext("Groups found in the ties: Leiden algorithm, Traag, Waltman and van Eck (2019), modularity."),
    ]
    if view.encoding.size in SIZES:
        size = SIZES[view.encoding.size]
        label = size.label.in_language(reader_language())
        if reference := reference_of(size.id):
            words = {"label": label, "reference": reference.in_language(reader_language())}
            sentences.append(gettext("%(label)s: %(reference)s") % words)
    return [*sentences, gettext("Made by Concertation, an open observatory of local partnerships.")]


def name_of(chart: Chart, node: int) -> str:
    """What a node is called."""
    name: str = chart.network.nodes[f"label_{reader_language()}"][node]
    return name


def state_words(view: View) -> str:
    """How many are shown, of how many."""
    chart, shown = view.chart, view.narrowed
    if not view.asked.narrowing.is_narrow:
        return pgettext("counts of a network", "%(nodes)s, %(ties)s") % {
            "nodes": nodes_words(chart, chart.size),
            "ties": ties_words(chart.network.tie_count),
        }
    return gettext("%(shown)s of %(nodes)s, %(kept)s of %(ties)s") % {
        "shown": number_words(shown.node_count),
        "nodes": nodes_words(chart, chart.size),
        "kept": number_words(shown.tie_count),
        "ties": ties_words(chart.network.tie_count),
    }


def shape_words(view: View) -> str:
    """What is to be said of a network that has little to draw: nobody, one, no tie, several parts."""
    chart, shown = view.chart, view.narrowed
    if chart.size == 0:
        return gettext("Nobody is in the register on this day: there is nothing to draw yet.")
    if shown.node_count == 0:
        return gettext("No one passes all these filters: take one of them away.")
    if shown.node_count == 1:
        return gettext("One alone: it has nobody to be tied to in this view.")
    if shown.tie_count == 0:
        return gettext("None of them are tied to each other, as far as the register knows: each stands alone.")
    return ""


def parts_words(count: int, largest: int) -> str:
    """In how many parts a network falls."""
    form = ngettext(
        "All that have ties hang together in one part.",
        "Those that have ties fall into %(n)s parts; no way leads from one to another. The largest holds %(largest)s.",
        count,
    )
    return form % {"n": number_words(count), "largest": number_words(largest)}


def told_words(status: str) -> str:
    """Who says a tie, in words."""
    return {
        "confirmed": gettext("Both sides say it"),
        "recorded": gettext("On record"),
        "claimed": gettext("One side says it"),
        "disputed": gettext("Disputed"),
    }.get(status, gettext("unknown"))


def end_words(word: str | None) -> str:
    """What one end says of a tie."""
    return {
        "tells": gettext("says it"),
        "denies": gettext("says there is none"),
        "silent": gettext("does not mention it"),
        "unknown": gettext("has said nothing"),
    }.get(word or "", gettext("was not asked"))


def measure_words(number: float, size: str) -> str:
    """A measure as it is read."""
    if number != number:  # noqa: PLR0124 - NaN, which nobody knows
        return gettext("unknown")
    unit = SIZES[size].unit
    if unit == "share":
        share = decimal_words(number * 100, 1) if 0 < number < 1 else number_words(number * 100)
        return f"{share}\u00a0%" if reader_language() == "fr" else f"{share}%"
    return number_words(number) if unit == "count" else decimal_words(number, 2 if unit == "index" else 3)


def ended(sentence: str) -> str:
    """The rest of a sentence, with its full stop."""
    return f"{_lowered(sentence).rstrip('.')}."


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]
