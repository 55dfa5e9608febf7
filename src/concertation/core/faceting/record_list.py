"""All the records of a list, held as columns, and the answers to what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial, reduce
from operator import and_

import polars as pl

from concertation.core.faceting.counting import Count, count_passing, passes, total
from concertation.core.faceting.facet import Choice, Facet, Question
from concertation.core.faceting.search import holds_words, searchable

# The prefix of the columns by which a list is sorted.
SORTED = "sorted."

# Whether each row of a frame answers to words.
Search = Callable[[pl.DataFrame, str], pl.Series]

_NAMES = ("name_en", "name_fr", "acronym_en", "acronym_fr", "aliases", "key")

# Answers kept, whether to words or to a choice; an eighth of a byte a record.
_ANSWERS_KEPT = 32


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
    _answers: dict[object, pl.Series] = field(default_factory=dict)

    def find(self, question: Question, *, start: int = 0, length: int | None = None) -> pl.DataFrame:
        """The records that answer the question, in the order asked for, from ``start`` on, ``length`` at most.

        Ties fall in the order of names; what is unknown comes last either way.
        """
        return self.frame[self.places(question, start=start, length=length)]

    def places(self, question: Question, *, start: int = 0, length: int | None = None) -> pl.Series:
        """Where the records that ``find`` answers stand in the frame."""
        by = self._order(question)
        rows = self.frame.select(by).with_row_index("place")
        kept = self._kept(question)
        answers = rows if kept is None else rows.filter(kept)
        is_falling = [question.is_descending, *(False for _ in by[1:])]
        if length is not None and len(by) == 1:
            # A page of names needs no more than the first of them in order.
            answers = answers.bottom_k(start + length, by=by, reverse=is_falling)
        ordered = answers.sort(by, descending=is_falling, nulls_last=True)
        return ordered.get_column("place").slice(start, length)

    def count(self, question: Question) -> dict[str, dict[str, Count]]:
        """For each facet, what choosing each of its values would find."""
        columns = self.frame.select(*(facet.column for facet in self.facets.values()), *self._marks)
        return count_passing(columns, self.facets, self._tests(question))

    def matching(self, question: Question) -> Count:
        """How many records answer the question."""
        kept = self._kept(question)
        if kept is None:
            return total(self.frame)
        groups = int((kept & self.frame["is_group"]).sum()) if self._marks else 0
        return Count(int(kept.sum()) - groups, groups)

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

    def _kept(self, question: Question) -> pl.Series | None:
        """Which records answer, ``None`` for all of them."""
        tests = [*self._tests(question).values()]
        return reduce(and_, tests) if tests else None

    def _tests(self, question: Question) -> dict[str, pl.Series]:
        """Which records each part of the question lets through: the words, under no facet's name, and each choice."""
        tests = {}
        if words := question.words.strip():
            tests[""] = self._tested(words, lambda: self.search(self.frame, words))
        for name, choice in question.choices.items():
            if choice:
                facet = self.facets[name]
                tests[name] = self._tested((name, choice), partial(self._passing, facet, choice))
        return tests

    def _passing(self, facet: Facet, choice: Choice) -> pl.Series:
        return self.frame.select(passes(facet, choice)).to_series()

    def _tested(self, asked: object, test: Callable[[], pl.Series]) -> pl.Series:
        """The answer, kept: one bit a record, asked for by the rows, their number and each facet of a page."""
        answer = self._answers.get(asked)
        if answer is None:
            answer = test()
            while len(self._answers) >= _ANSWERS_KEPT:
                self._answers.pop(next(iter(self._answers)), None)
            self._answers[asked] = answer
        return answer
