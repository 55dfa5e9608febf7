"""The facets beside a list, with their counts; what is applied; the pages; the order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext, ngettext, pgettext

from concertation.core.faceting import UNKNOWN, Choice, Count, Facet, ordered_codes
from concertation.core.search import sought
from concertation.core.text import Language, search_key
from concertation.journeys.finding import Found
from concertation.journeys.finding.asking import EXISTENCE
from concertation.journeys.finding.columns import ListColumn, columns_of
from concertation.web.finding.asking import AMONG, Asked
from concertation.web.wording import number_words

# Values of a facet seen without asking for more, and the most that a page lists beside them; a facet with more yet
# has a search of its own.
_SEEN_FIRST = 8
_MOST_LISTED = 40
# Facets that stand open when the page opens: the typologies of the article's Table 1.
_OPEN_FIRST = 5


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value of a facet: how many records hold it, and where including or excluding it leads."""

    id: str
    label: str
    count: Count
    share: float
    is_unknown: bool
    is_included: bool
    is_excluded: bool
    include: str
    exclude: str

    @property
    def is_chosen(self) -> bool:
        """Whether it is kept or removed."""
        return self.is_included or self.is_excluded

    @property
    def groups_words(self) -> str:
        """The records that stand for several unnamed ones, never counted as one."""
        return groups_words(self.count.groups)


@dataclass(frozen=True, slots=True)
class FacetPart:
    """One facet of the panel; ``more`` lines wait to be asked for, ``unlisted`` values are too many to list.

    Where they are, ``kept`` is what a form that looks through them carries besides, and ``among`` what it asks.
    """

    id: str
    label: str
    lines: list[ValueLine]
    more: list[ValueLine]
    unlisted: int
    is_open: bool
    chosen: int
    among: str = ""
    field: str = ""
    action: str = ""
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing applied, in words, and the address without it."""

    facet: str
    label: str
    is_excluded: bool
    is_unknown: bool
    removal: str

    @property
    def words(self) -> str:
        """As it is read aloud and printed."""
        form = gettext("%(facet)s: not %(value)s") if self.is_excluded else gettext("%(facet)s: %(value)s")
        return form % {"facet": self.facet, "value": self.label}


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column, and the address of the list sorted by it."""

    label: str
    address: str
    state: str
    is_number: bool


def facet_parts(asked: Asked, counts: Mapping[str, Mapping[str, Count]]) -> list[FacetPart]:
    """The facets of the list, in reading order."""
    return [_part(asked, facet, position, counts[facet.id]) for position, facet in enumerate(asked.facets.values())]


def _part(asked: Asked, facet: Facet, position: int, counts: Mapping[str, Count]) -> FacetPart:
    choice = asked.question.choices.get(facet.id, Choice())
    both, among = choice.include | choice.exclude, asked.among.get(facet.id, "")
    codes = _codes(facet, counts, both)
    wanted = _called(facet, codes, among, asked.question.language) if among else codes
    first = [
        code for place, code in enumerate(wanted) if code in both or place < (_MOST_LISTED if among else _SEEN_FIRST)
    ]
    seen = set(first)
    rest = [code for code in wanted if code not in seen]
    opens_on = facet.id == EXISTENCE and not any(applied.id == facet.id for applied, *_ in asked.applied)
    largest = max((count.total for count in counts.values()), default=1)
    part = FacetPart(
        id=facet.id,
        label=facet.label.in_language(asked.question.language),
        lines=[_line(asked, facet, code, counts, largest) for code in first],
        more=[_line(asked, facet, code, counts, largest) for code in rest[: 0 if among else _MOST_LISTED]],
        unlisted=len(rest) if among else max(0, len(rest) - _MOST_LISTED),
        is_open=position < _OPEN_FIRST or bool(among) or (bool(both) and not opens_on),
        chosen=0 if opens_on else len(both),
    )
    if len(codes) <= _SEEN_FIRST + _MOST_LISTED:
        return part
    kept = tuple(asked.pairs(asked.question))
    return replace(part, among=among, field=f"{AMONG}{facet.id}", action=asked.address().partition("?")[0], kept=kept)


def _codes(facet: Facet, counts: Mapping[str, Count], chosen: frozenset[str]) -> list[str]:
    """The values in reading order: those that records hold, those chosen, and all of a facet that has few."""
    sizes = {code: count.total for code, count in counts.items()}
    ordered = ordered_codes(facet, sizes)
    codes = [*ordered, *sorted(chosen - set(ordered))]
    return [code for code in codes if sizes.get(code) or code in chosen or len(codes) <= _SEEN_FIRST]


def _called(facet: Facet, codes: Sequence[str], words: str, language: Language) -> list[str]:
    """Those of the values whose words, in either language, hold the words asked for."""
    asked = sought(words)
    found = []
    for code in codes:
        label = facet.values.get(code)
        names = f"{label.en} {label.fr}" if label else value_words(facet, code, language)
        if all(any(name.startswith(form) for name in search_key(names).split() for form in w) for w in asked.words):
            found.append(code)
    return found


def _line(asked: Asked, facet: Facet, code: str, counts: Mapping[str, Count], largest: int) -> ValueLine:
    choice, count = asked.question.choices.get(facet.id, Choice()), counts.get(code, Count(0))
    return ValueLine(
        id=f"{facet.id}-{code}",
        label=value_words(facet, code, asked.question.language),
        count=count,
        share=100 * count.total / largest,
        is_unknown=code == UNKNOWN,
        is_included=code in choice.include,
        is_excluded=code in choice.exclude,
        include=asked.address(asked.including(facet.id, code)),
        exclude=asked.address(asked.excluding(facet.id, code)),
    )


def value_words(facet: Facet, code: str, language: Language) -> str:
    """A value in words; not knowing is a word too."""
    return gettext("unknown") if code == UNKNOWN else facet.values[code].in_language(language)


def chips(asked: Asked) -> list[Chip]:
    """What is applied, the words of the search first."""
    found = []
    if asked.question.words:
        without = asked.address(replace(asked.question, words=""))
        found.append(Chip(pgettext("what was searched", "Search"), asked.question.words, False, False, without))
    for facet, code, is_excluded in asked.applied:
        change = asked.excluding if is_excluded else asked.including
        found.append(
            Chip(
                facet.label.in_language(asked.question.language),
                value_words(facet, code, asked.question.language),
                is_excluded,
                code == UNKNOWN,
                asked.address(change(facet.id, code)),
            )
        )
    return found


def headings(asked: Asked, shown: Iterable[ListColumn], name: str) -> list[Heading]:
    """The name, then each column shown; a column of several facets is sorted from the menu instead."""
    language = asked.question.language
    first = _heading(asked, name, "name", is_number=False)
    rest = []
    for column in shown:
        label = column.label.in_language(language)
        if len(column.sorts) == 1:
            rest.append(_heading(asked, label, column.sorts[0], is_number=column.is_number))
        else:
            rest.append(Heading(label, "", "", column.is_number))
    return [first, *rest]


def _heading(asked: Asked, label: str, sort: str, *, is_number: bool) -> Heading:
    question = asked.question
    is_current = question.sort == sort
    turned = replace(question, sort=sort, is_descending=is_current and not question.is_descending)
    state = ("descending" if question.is_descending else "ascending") if is_current else ""
    return Heading(label, asked.address(turned), state, is_number)


def orders(asked: Asked, name: str) -> list[tuple[str, str, bool]]:
    """The menu of orders: a code, its words, whether it is the current one."""
    language = asked.question.language
    current = f"{'-' if asked.question.is_descending else ''}{asked.question.sort}"
    words = {"name": name}
    for column in columns_of(asked.listing).values():
        for sort in column.sorts:
            facet = asked.facets.get(sort)
            words[sort] = (facet.label if len(column.sorts) > 1 and facet else column.label).in_language(language)
    menu = []
    for sort, label in words.items():
        menu.append((sort, label, sort == current))
        menu.append((f"-{sort}", gettext("%(column)s, descending") % {"column": label}, f"-{sort}" == current))
    return menu


def column_choices(asked: Asked) -> list[tuple[str, str, bool]]:
    """Every column on offer: its code, its words, whether it is shown."""
    language = asked.question.language
    offered = columns_of(asked.listing).values()
    return [(column.id, column.label.in_language(language), column.id in asked.columns) for column in offered]


def page_links(asked: Asked, found: Found) -> list[tuple[int, str, bool]]:
    """The first and last pages and those around: number, address, current; a gap has number 0."""
    wanted = sorted({1, found.pages, *range(found.page - 2, found.page + 3)} & set(range(1, found.pages + 1)))
    links: list[tuple[int, str, bool]] = []
    for number in wanted:
        if links and number - links[-1][0] > 1:
            links.append((0, "", False))
        links.append((number, asked.address(page=number), number == found.page))
    return links


def groups_words(groups: int) -> str:
    """How many records stand for several that a source does not name."""
    if not groups:
        return ""
    form = ngettext("+ %(number)s group", "+ %(number)s groups", groups)
    return form % {"number": number_words(groups)}
