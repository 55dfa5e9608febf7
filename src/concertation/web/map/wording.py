"""The map in words: the legend, the caption made from what the tints say, values, populations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from concertation.core.cartography import SEVERAL, Shade, Tint
from concertation.core.cartography.tints import POPULATION, RECORDS
from concertation.core.faceting import UNKNOWN
from concertation.core.geography import UnionPopulation
from concertation.core.text import Text
from concertation.journeys.observation import observe_register
from concertation.journeys.territories import MOST_SITES, RegisterMap, Territory, sources_of_population
from concertation.web.wording import listed, number_words, reader_language, term_words


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One entry of the legend: its tone, its words, and how many drawn territories have it."""

    code: str
    tone: str
    words: str
    count: int


def legend(drawn: RegisterMap) -> list[LegendLine]:
    """The entries in reading order; several values and unknown only where they occur."""
    counts = Counter(one.shade for one in drawn.territories if one.is_drawn)
    for place in drawn.places:
        counts[place.shade] += drawn.listing == "organisation" and drawn.tint.id not in (RECORDS, POPULATION)
    seldom = (UNKNOWN, SEVERAL)
    return [
        LegendLine(shade.code, shade.tone, shade_words(shade), counts[shade.code])
        for shade in drawn.tint.shades
        if counts[shade.code] or (shade.code not in seldom and drawn.tint.facet is not None)
    ]


def shade_words(shade: Shade) -> str:
    """An entry of the legend in words: a value, or the numbers that it holds."""
    if shade.code == UNKNOWN:
        return gettext("unknown")
    if shade.label is not None:
        return shade.label.in_language(reader_language())
    if shade.highest is None:
        return gettext("%(low)s or more") % {"low": number_words(shade.lowest)}
    if shade.lowest == shade.highest:
        return number_words(shade.lowest)
    return gettext("%(low)s to %(high)s") % {"low": number_words(shade.lowest), "high": number_words(shade.highest)}


def value_words(territory: Territory, tint: Tint) -> str:
    """What a territory shows: its number or its value."""
    if tint.id == POPULATION:
        return population_words(territory.population)
    if tint.id == RECORDS:
        return number_words(territory.records)
    return next(shade_words(shade) for shade in tint.shades if shade.code == territory.shade)


def population_words(population: UnionPopulation) -> str:
    """A count, what is known of it at least, or unknown."""
    if population.high is not None:
        return number_words(population.high)
    if population.low:
        return gettext("at least %(number)s") % {"number": number_words(population.low)}
    return gettext("unknown")


def years_words(population: UnionPopulation) -> str:
    """The years of the counts."""
    return listed(str(year) for year in population.years)


def kind_words(kind: str, code: str, vintage: int | None) -> str:
    """What a territory is in the official geography: its kind, its code, the year of that code."""
    parts = [term_words("area_kind", kind), code, f"({vintage})" if code and vintage else ""]
    return " ".join(part for part in parts if part)


def tint_words(tint: Tint, listing: str) -> str:
    """The name of what tints say."""
    if tint.id == RECORDS:
        return gettext("Number of partnerships") if listing == "partnership" else gettext("Number of organisations")
    return tint.label.in_language(reader_language())


def caption(drawn: RegisterMap) -> list[str]:
    """What the picture shows, sentence after sentence, from the choice that made it."""
    return [*_tint_sentence(drawn), *_territory_sentences(drawn), *_place_sentences(drawn)]


def _tint_sentence(drawn: RegisterMap) -> list[str]:
    partnerships = drawn.listing == "partnership"
    if drawn.tint.id == RECORDS:
        return [
            gettext("Tint: how many partnerships serve each territory by name.")
            if partnerships
            else gettext("Tint: how many organisations serve each territory by name.")
        ]
    if drawn.tint.id == POPULATION:
        return [*_population_sentences(drawn.territories, drawn)]
    label = drawn.tint.label.in_language(reader_language())
    form = (
        gettext("Tint: %(facet)s of the partnerships that serve each territory by name.")
        if partnerships
        else gettext("Tint: %(facet)s of the organisations at each place and on each territory.")
    )
    sentences = [form % {"facet": _lowered(label)}]
    shades = {one.shade for one in drawn.territories} | {one.shade for one in drawn.places}
    if SEVERAL in shades:
        sentences.append(gettext("“Several values”: they differ, or one of them is unknown."))
    return sentences


def _population_sentences(territories: Iterable[Territory], drawn: RegisterMap) -> Iterable[str]:
    counted = [one for one in territories if one.population.years]
    years = sorted({year for one in counted for year in one.population.years})
    yield gettext("Tint: how many people live on each territory.")
    if years:
        yield gettext("Counted in %(years)s.") % {"years": listed(map(str, years))}
    sources = sources_of_population(observe_register(as_of=drawn.as_of), [one.key for one in counted])
    if sources:
        yield _sources_words(sources)


def _sources_words(sources: list[Text]) -> str:
    titles = [source.in_language(reader_language()) for source in sources]
    form = ngettext("Source: %(titles)s.", "Sources: %(titles)s.", len(titles))
    return form % {"titles": "; ".join(titles[:3]) + ("…" if len(titles) > 3 else "")}


def _territory_sentences(drawn: RegisterMap) -> list[str]:
    total = len(drawn.territories)
    hidden = sum(not one.is_drawn for one in drawn.territories)
    if not total:
        return []
    form = ngettext("%(number)s territory is served.", "%(number)s territories are served.", total)
    sentences = [form % {"number": number_words(total)}]
    if hidden:
        lost = ngettext(
            "%(number)s of them has no outline on record: it stands in the table alone.",
            "%(number)s of them have no outline on record: they stand in the table alone.",
            hidden,
        )
        sentences.append(lost % {"number": number_words(hidden)})
    return sentences


def _place_sentences(drawn: RegisterMap) -> list[str]:
    if not drawn.places:
        return []
    form = (
        ngettext(
            "%(number)s point: a place of their members.",
            "%(number)s points: places of their members.",
            len(drawn.places),
        )
        if drawn.listing == "partnership"
        else ngettext("%(number)s point: a place of theirs.", "%(number)s points: places of theirs.", len(drawn.places))
    )
    sentences = [form % {"number": number_words(len(drawn.places))}]
    if drawn.sites.height > MOST_SITES:
        more = gettext("Only the first %(drawn)s of %(all)s sites are drawn: narrow the map to see the others.")
        sentences.append(more % {"drawn": number_words(MOST_SITES), "all": number_words(drawn.sites.height)})
    return sentences


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]
