"""The question that an address asks, and the addresses of the questions next to it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from concertation.core.faceting import UNKNOWN, Choice, Facet, Question, RecordList
from concertation.core.faceting.facet import Listing
from concertation.journeys.finding.asking import EXISTENCE, OPENING, choice_pairs, choices_in, shown_first, sorts_of
from concertation.journeys.finding.columns import columns_of
from concertation.web.asof import as_of_day
from concertation.web.context import language_of

# Before the name of a facet, words by which its values are looked through.
AMONG = "among-"

LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what an address says beside it: the columns, the page, the day, and what a page adds."""

    listing: Listing
    name: str
    question: Question
    facets: Mapping[str, Facet]
    columns: tuple[str, ...]
    page: int
    as_of: date
    carried: tuple[tuple[str, str], ...] = ()
    among: Mapping[str, str] = field(default_factory=dict)
    _paths: dict[tuple[str, str], str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _written: dict[Hashable, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def address(self, question: Question | None = None, *, page: int = 1, name: str = "", format: str = "") -> str:
        """The address of a question of the same list: what is as at the opening needs no mention."""
        said = self._query(question or self.question)
        if page > 1:
            said += f"{'&' if said else ''}page={page}"
        place = (name or self.name, format)
        if place not in self._paths:
            self._paths[place] = reverse(place[0], args=(format,) if format else ())
        return f"{self._paths[place]}?{said}" if said else self._paths[place]

    def pairs(self, question: Question, *, with_day: bool = True) -> list[tuple[str, str]]:
        """What the address of a question says, always in the same order."""
        chosen = [pair for choice in self._chosen(question) for pair in choice_pairs(*choice)]
        return [*self._opening(question.words), *chosen, *self._closing(question, with_day=with_day)]

    def _query(self, question: Question) -> str:
        """What ``pairs`` says, as an address writes it: a panel asks for hundreds, which differ in one choice."""
        parts = [
            self._once(question.words, partial(self._opening, question.words)),
            *(self._once(choice, partial(choice_pairs, *choice)) for choice in self._chosen(question)),
            self._once((question.sort, question.is_descending), partial(self._closing, question)),
        ]
        return "&".join(part for part in parts if part)

    def _once(self, said: Hashable, pairs: Callable[[], Iterable[tuple[str, str]]]) -> str:
        if said not in self._written:
            self._written[said] = urlencode(list(pairs()))
        return self._written[said]

    def _chosen(self, question: Question) -> list[tuple[str, Choice]]:
        return [(facet, question.choices[facet]) for facet in self.facets if facet in question.choices]

    def _opening(self, words: str) -> list[tuple[str, str]]:
        return [*self.carried, *([("q", words)] if words else [])]

    def _closing(self, question: Question, *, with_day: bool = True) -> list[tuple[str, str]]:
        pairs = []
        if question.sort != "name" or question.is_descending:
            pairs.append(("sort", f"{'-' if question.is_descending else ''}{question.sort}"))
        if self.columns != shown_first(self.listing):
            pairs += [("columns", column) for column in self.columns]
        if with_day and self.as_of != timezone.localdate():
            pairs.append(("as_of", self.as_of.isoformat()))
        return pairs

    def including(self, facet: str, code: str) -> Question:
        """The question with a value included, or no longer when it already was."""
        choice = self.question.choices.get(facet, Choice())
        changed = Choice(choice.include ^ {code}, choice.exclude - {code})
        return self._with(facet, changed)

    def excluding(self, facet: str, code: str) -> Question:
        """The question with a value excluded, or no longer when it already was."""
        choice = self.question.choices.get(facet, Choice())
        include = frozenset() if facet == EXISTENCE and choice == OPENING else choice.include
        return self._with(facet, Choice(include - {code}, choice.exclude ^ {code}))

    def cleared(self) -> Question:
        """The question without words or facets, in the same order."""
        return replace(self.question, words="", choices={EXISTENCE: OPENING} if EXISTENCE in self.facets else {})

    def _with(self, facet: str, choice: Choice) -> Question:
        return replace(self.question, choices={**self.question.choices, facet: choice})

    @property
    def applied(self) -> list[tuple[Facet, str, bool]]:
        """Each value chosen, whether it is excluded; not what every list opens on."""
        chosen = []
        for name, facet in self.facets.items():
            choice = self.question.choices.get(name, Choice())
            if name == EXISTENCE and choice == OPENING:
                continue
            chosen += [(facet, code, False) for code in _in_order(facet, choice.include)]
            chosen += [(facet, code, True) for code in _in_order(facet, choice.exclude)]
        return chosen


def asked(request: HttpRequest, listing: Listing, name: str, records: RecordList) -> Asked:
    """What the address of the page asks; what it says that the list does not know is left aside."""
    parameters = request.GET
    offered = columns_of(listing)
    chosen = tuple(column for column in offered if column in parameters.getlist("columns"))
    sort = parameters.get("sort", "name")
    question = Question(
        language=language_of(request),
        words=_words(parameters.get("q", "")),
        choices=choices_in(dict(parameters.lists()), records.facets),
        sort=sort.removeprefix("-") if sort.removeprefix("-") in sorts_of(listing) else "name",
        is_descending=sort.startswith("-"),
    )
    return Asked(
        listing=listing,
        name=name,
        question=question,
        facets=records.facets,
        columns=chosen or shown_first(listing),
        page=_whole(parameters.get("page", "1")),
        as_of=as_of_day(request),
        among={name: words for name in records.facets if (words := _words(parameters.get(f"{AMONG}{name}", "")))},
    )


def _words(text: str) -> str:
    return text.replace("\0", "").strip()[:LONGEST_SEARCH]


def _in_order(facet: Facet, codes: Iterable[str]) -> list[str]:
    order = [*facet.values, UNKNOWN]
    return sorted(codes, key=order.index)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
