"""Changes as the reader's language tells them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from concertation.core.text import Language
from concertation.journeys.naming import label_in
from concertation.journeys.records import Record
from concertation.journeys.trace import Edit, FactChange, TracedChange
from concertation.web.wording import day_words, number_words, reader_language, term_words, yes_no

# Facts of one kind that a change lists; a first loading writes thousands, each with a history of its own.
_LISTED = 25


@dataclass(frozen=True, slots=True)
class EditInWords:
    """One column before and after, as a reader of the language says it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FactInWords:
    """What a change did to one fact."""

    change: FactChange
    label: str
    edits: tuple[EditInWords, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one kind to which a change did the same."""

    label: str
    count: int
    deed: str
    facts: list[FactInWords]

    @property
    def unlisted(self) -> int:
        """How many more there are."""
        return self.count - len(self.facts)


@dataclass(frozen=True, slots=True)
class ChangeInWords:
    """A change with its facts grouped by kind."""

    change: TracedChange
    groups: Sequence[Group]
    may_be_undone: bool = False


def in_words(change: TracedChange) -> ChangeInWords:
    """The change as the reader's language tells it."""
    told, groups = _Telling(reader_language(), gettext("unknown")), []
    for kind, deed, facts in change.by_kind():
        label = (kind.label if len(facts) == 1 else kind.plural).in_language(told.language)
        groups.append(Group(label, len(facts), deed, [told.fact(fact) for fact in facts[:_LISTED]]))
    return ChangeInWords(change, groups)


@dataclass(frozen=True, slots=True)
class _Telling:
    """One reader's language; what many values refer to is named once."""

    language: Language
    unknown: str
    names: dict[tuple[str, int], str] = field(default_factory=dict)

    def fact(self, fact: FactChange) -> FactInWords:
        edits = tuple(self._edit(fact.record, edit) for edit in fact.edits if edit.column.name != "key")
        return FactInWords(change=fact, label=label_in(fact.record, self.language), edits=edits)

    def _edit(self, record: Record, edit: Edit) -> EditInWords:
        label = edit.column.label.in_language(self.language)
        return EditInWords(label, self._value(record, edit, edit.before), self._value(record, edit, edit.after))

    def _value(self, record: Record, edit: Edit, value: Any) -> str:
        """A value of a column as people read it; an empty one is unknown."""
        if value is None:
            return self.unknown
        item = edit.column.field
        if item.type == "reference":
            return self._name(record, str(item.to), value)
        if item.type == "term":
            return term_words(item.scheme, value)
        return _WORDS.get(item.type, str)(value)

    def _name(self, record: Record, target: str, number: int) -> str:
        if (target, number) not in self.names:
            found = record.referred(target, number)
            name = label_in(found, self.language) if found is not None else gettext("a record since removed")
            self.names[target, number] = name
        return self.names[target, number]


_WORDS: Mapping[str, Callable[[Any], str]] = {
    "boolean": yes_no,
    "date": day_words,
    "decimal": number_words,
    "integer": str,
}
