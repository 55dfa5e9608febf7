"""All the records of a list, held as columns, and the answers to what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from concertation.core.faceting.counting import Count, choose, count_values, total
from concertation.core.faceting.facet import Facet, Question
from concertation.core.faceting.search import holds_words, searchable

# The prefix of the columns by which a list is sorted.
SORTED = "sorted."

# Whether each row of a frame answers to words.
Search = Callable[[pl.DataFrame, str], pl.Series]

_NAMES = ("name_en", "name_fr", "acronym_en", "acronym_fr", "aliases", "key")

# Searches whose answer is kept: a page asks the same one for its rows, for their number and for each facet.
_SEARCHES_KEPT = 4


def names_hold(frame: pl.DataFrame, words: str) -> pl.Series:
    """The plain reading of every name, where no index is at hand."""
    names = searchable(*(pl.col(name) for name in _NAMES if name in frame.columns))
    return frame.select(names.alias("searched")).select(holds_words("searched", words)).to_series()


@dataclass(frozen=True, slots=True, eq=False)
class RecordList:
    """All the records that a list may show, with its facets; ``find`` answers a question.

    ``search`` says which rows answer to words: an index of the register, or a plain reading of the names.
    """

    frame: pl.DataFrame
    facets: Mapping[str, Facet]
    search: Search = names_hold
    _answers: dict[str, pl.Series] = field(default_factory=dict)

    def find(self, question: Question, *, start: int = 0, length: int | None = None) -> pl.DataFrame:
        """The records that answer the question, in the order asked for, from ``start`` on, ``length`` at most.

        Ties fall in the order of names; what is unknown comes last either way.
        """
        return self.frame[self.places(question, start=start, length=length)]

    def places(self, question: Question, *, start: int = 0, length: int | None = None) -> pl.Series:
        """Where the records that ``find`` answers stand in the frame."""
        by = self._order(question)
        chosen = {name: choice for name, choice in question.choices.items() if choice}
        columns = {*by, *(self.facets[name].column for name in chosen)}
        narrow = self._with_words(self.frame.select(columns).with_row_index("place"), question)
        answers = choose(narrow, self.facets, chosen).select("place", *by)
        is_falling = [question.is_descending, *(False for _ in by[1:])]
        if length is not None and len(by) == 1:
            # A page of names needs no more than the first of them in order.
            first = answers.bottom_k(start + length, by=by, reverse=is_falling)
            return first.sort(by, descending=is_falling).get_column("place").slice(start, length)
        ordered = answers.sort(by, descending=is_falling, nulls_last=True)
        return ordered.get_column("place").slice(start, length)

    def count(self, question: Question) -> dict[str, dict[str, Count]]:
        """For each facet, what choosing each of its values would find."""
        narrow = self.frame.select(*(facet.column for facet in self.facets.values()), *self._marks)
        return count_values(self._with_words(narrow, question), self.facets, question.choices)

    def matching(self, question: Question) -> Count:
        """How many records answer the question."""
        chosen = [self.facets[name].column for name, choice in question.choices.items() if choice]
        # A frame of no column has no row: what is always there keeps the rows counted.
        narrow = self.frame.select("key", *chosen, *self._marks)
        return total(choose(self._with_words(narrow, question), self.facets, question.choices))

    def size(self, question: Question) -> Count:
        """How many records there would be with no other limit than those that hold, or not, on the day."""
        kept = {name: choice for name, choice in question.choices.items() if name == "existence"}
        return self.matching(Question(question.language, choices=kept))

    @property
    def _marks(self) -> list[str]:
        return ["is_group"] if "is_group" in self.frame.columns else []

    def _order(self, question: Question) -> list[str]:
        name = f"{SORTED}name_{question.language}"
        asked = f"{SORTED}{question.sort}"
        return [asked, name] if asked in self.frame.columns and question.sort != "name" else [name]

    def _with_words(self, frame: pl.DataFrame, question: Question) -> pl.DataFrame:
        words = question.words.strip()
        if not words:
            return frame
        if words not in self._answers:
            while len(self._answers) >= _SEARCHES_KEPT:
                self._answers.pop(next(iter(self._answers)), None)
            self._answers[words] = self.search(self.frame, words)
        return frame.filter(self._answers[words])
