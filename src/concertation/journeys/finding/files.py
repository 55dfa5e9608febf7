"""What a list shows, all pages of it, as a file for people or for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from concertation.core.faceting import Question, RecordList
from concertation.core.faceting.facet import Listing
from concertation.core.text import Language, Text
from concertation.exchange.flat_file import write_csv, write_json, write_xlsx
from concertation.journeys.finding.columns import FileField, columns_of, name_fields

# Rows put in words at once: what is read ahead of the person who receives the file.
_ROWS_AT_ONCE = 5_000

_STEMS = {
    "partnership": Text(en="partnerships", fr="partenariats"),
    "organisation": Text(en="organisations", fr="organismes"),
}


@dataclass(frozen=True, slots=True)
class ListFile:
    """The records that answer a question, with the columns shown, ready to be written.

    ``about`` says in words what was asked: pairs of a heading and what it says.
    """

    listing: Listing
    records: RecordList
    question: Question
    columns: Sequence[str]
    as_of: date
    about: Sequence[tuple[str, str]]

    @property
    def stem(self) -> str:
        """The name of the file without its ending: what it lists, and the day."""
        return f"{_STEMS[self.listing].in_language(self.question.language)}-{self.as_of.isoformat()}"

    def as_rows(self, language: Language | None) -> list[dict[str, Any]]:
        """One plain row a record, by the names of the columns: words of a language, or codes where it is ``None``."""
        names = [field.name for field in self._fields()]
        return [dict(zip(names, row, strict=True)) for row in self._rows(language)]

    def as_frame(self, *, start: int = 0, length: int | None = None) -> pl.DataFrame:
        """One plain row a record with codes instead of words, for programs that read columns."""
        return self._in_words(self.records.places(self.question, start=start, length=length), None)

    def as_csv(self) -> Iterator[str]:
        """Headings and terms in the language of the question; unknowns are empty."""
        return write_csv(self._headings(), self._rows(self.question.language))

    def as_xlsx(self) -> Iterator[bytes]:
        """The same as a workbook, with a second sheet that says what was asked."""
        language = self.question.language
        return write_xlsx(
            _STEMS[self.listing].in_language(language).capitalize(),
            self._headings(),
            self._rows(language),
            about=self.about,
            about_title=Text(en="About", fr="À propos").in_language(language),
        )

    def as_json(self) -> Iterator[str]:
        """Codes instead of words, with the words of each code in both languages beside."""
        names = [field.name for field in self._fields()]
        head = {
            "list": self.listing,
            "as_of": self.as_of.isoformat(),
            "question": dict(self.about),
            "labels": {
                name: {
                    code: {"en": label.en, "fr": label.fr} for code, label in self.records.facets[name].values.items()
                }
                for name in names
                if name in self.records.facets
            },
        }
        return write_json(head, names, self._rows(None))

    def _fields(self) -> list[FileField]:
        offered = columns_of(self.listing)
        shown = [field for column in self.columns for field in offered[column].fields]
        return [*name_fields(self.listing), *shown]

    def _headings(self) -> list[str]:
        return [field.heading.in_language(self.question.language) for field in self._fields()]

    def _rows(self, language: Language | None) -> Iterator[tuple[Any, ...]]:
        """Row after row in the order asked for, a few thousand in words at a time: only their places are kept."""
        places = self.records.places(self.question)
        for start in range(0, len(places), _ROWS_AT_ONCE):
            yield from self._in_words(places.slice(start, _ROWS_AT_ONCE), language).iter_rows()

    def _in_words(self, places: pl.Series, language: Language | None) -> pl.DataFrame:
        said = [field.say(self.records, language).alias(field.name) for field in self._fields()]
        return self.records.frame[places].select(said).with_columns(pl.selectors.float().round(4))
