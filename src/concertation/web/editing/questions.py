"""The questions of a form, made from the dictionary of facts in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext

from concertation.core.facts import Column, FactKind, Field, fact_kind, unit_of
from concertation.core.typology.explanation import SCHEMES
from concertation.core.vocabulary import Scheme, load_scheme
from concertation.journeys.editing.reading import SHARING_PRECISION
from concertation.web.editing.references import ADDED_IN_PLACE, Asked
from concertation.web.wording import reader_language

Widget = Literal["text", "lines", "day", "number", "choices", "list", "search", "fixed"]

# More choices than this are a list; fewer are seen at a glance.
_AT_A_GLANCE = 8
_LANGUAGES = {"en": {"en": "English", "fr": "French"}, "fr": {"en": "anglais", "fr": "français"}}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose, and what it means."""

    value: str
    label: str
    definition: str = ""
    is_chosen: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One box: a field has one, a bilingual field two."""

    slot: str
    value: str
    language: str = ""
    language_name: str = ""
    fault: str = ""
    meanwhile: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form."""

    name: str
    label: str
    widget: Widget
    sides: tuple[Side, ...]
    help: str = ""
    is_optional: bool = False
    choices: tuple[Choice, ...] = ()
    scheme: str = ""
    unit: str = ""
    asked: Asked | None = None
    candidates: tuple[Choice, ...] = ()
    new: tuple[Question, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def hint(self) -> str:
        """What to know before answering."""
        is_exact = self.widget == "day" and self.name not in SHARING_PRECISION
        return " ".join(filter(None, (self.help, gettext("Like 2014-06-30 or 30 June 2014.") if is_exact else "")))

    @property
    def groups(self) -> list[tuple[str, list[Choice]]]:
        """Choices under their headings, in order."""
        found: dict[str, list[Choice]] = {}
        for choice in self.choices:
            found.setdefault(choice.group, []).append(choice)
        return list(found.items())

    @property
    def meanings(self) -> tuple[Choice, ...]:
        """The choices whose meaning the vocabulary gives."""
        return tuple(choice for choice in self.choices if choice.definition)

    @property
    def is_set(self) -> bool:
        """Whether several boxes answer it, and a legend names them all."""
        return self.widget == "choices" or len(self.sides) > 1

    @property
    def first(self) -> Side:
        """The box to which an error leads."""
        return next((side for side in self.sides if side.fault), self.sides[0])


@dataclass(frozen=True, slots=True)
class Answers:
    """What a form shows: the words in each box, faults and other people's changes beside them."""

    written: Mapping[str, str]
    faults: Mapping[str, str] = field(default_factory=dict)
    meanwhile: Mapping[str, str] = field(default_factory=dict)


def question_of(kind: FactKind, item: Field, answers: Answers, *, prefix: str = "") -> Question:
    """The question that asks for a field, without what a reference needs."""
    language = reader_language()
    sides = tuple(_side(column, answers, prefix) for column in item.columns)
    return Question(
        name=f"{prefix}{item.name}",
        label=item.label.in_language(language),
        widget=_widget(kind, item),
        sides=sides,
        help=item.help.in_language(language) if item.help is not None else "",
        is_optional=not item.is_required,
        choices=tuple(_choices(kind, item, answers.written)),
        scheme=item.scheme or "",
        unit=unit_of(kind, item),
        faults=tuple(side.fault for side in sides if side.fault),
    )


def new_questions(asked: Asked, faults: Mapping[str, str]) -> tuple[Question, ...]:
    """The few questions about a record that is added in place."""
    prefix = f"{asked.item.name}-new-"
    answers = Answers({f"{prefix}{slot}": text for slot, text in asked.new.items()}, faults)
    target = fact_kind(asked.target)
    return tuple(
        question_of(target, target[name], answers, prefix=prefix) for name in ADDED_IN_PLACE.get(asked.target, ())
    )


def found_choices(asked: Asked) -> tuple[Choice, ...]:
    """The records that the words may mean."""
    language = reader_language()
    return tuple(
        Choice(
            value=found.key,
            label=found.name.in_language(language),
            definition=asked.doubts.get(found.key) or (found.note.in_language(language) if found.note else ""),
            is_chosen=found.key == asked.key,
        )
        for found in asked.candidates
    )


def _side(column: Column, answers: Answers, prefix: str) -> Side:
    slot = f"{prefix}{column.slot}"
    return Side(
        slot=slot,
        value=answers.written.get(slot, ""),
        language=column.language or "",
        language_name=_LANGUAGES[reader_language()].get(column.language or "", ""),
        fault=answers.faults.get(slot, ""),
        meanwhile=answers.meanwhile.get(slot, ""),
    )


def _widget(kind: FactKind, item: Field) -> Widget:
    if (kind.id, item.name) in _LISTED:
        return "list"
    if item.type == "term":
        return "choices" if len(load_scheme(str(item.scheme))) <= _AT_A_GLANCE else "list"
    widgets: Mapping[str, Widget] = {
        "long_text": "lines",
        "boolean": "choices",
        "date": "day",
        "integer": "number",
        "decimal": "number",
        "reference": "search",
    }
    return widgets.get(item.type, "text")


def _choices(kind: FactKind, item: Field, written: Mapping[str, str]) -> Iterator[Choice]:
    value = written.get(item.columns[0].slot, "")
    if (kind.id, item.name) in _LISTED:
        yield from _listed(kind, item, written)
    elif item.type == "boolean":
        chosen = value or ("" if not item.is_required else "yes" if item.default else "no")
        for own, label in (("yes", gettext("Yes")), ("no", gettext("No"))):
            yield Choice(own, label, is_chosen=chosen == own)
        if not item.is_required:
            yield Choice("", gettext("I do not know"), is_chosen=chosen == "")
    elif item.type == "term":
        yield from _term_choices(load_scheme(str(item.scheme)), value)
        if not item.is_required:
            yield Choice("", gettext("I do not know"), is_chosen=value == "")


def _term_choices(scheme: Scheme, value: str) -> Iterator[Choice]:
    """Narrower terms under the name of the broader one, which can be chosen as well."""
    language = reader_language()
    broader = {term.parent for term in scheme if term.parent}
    for term in scheme:
        label = term.label.in_language(language)
        group = scheme[term.parent].label.in_language(language) if term.parent else ""
        if term.code in broader:
            group, label = label, gettext("%(kind)s, not known more closely") % {"kind": label}
        definition = term.definition.in_language(language)
        yield Choice(term.code, label, definition, is_chosen=term.code == value, group=group)


# Words that follow from another answer: a type from its typology, a part from the kind of fact it belongs to.
_LISTED = frozenset({("declared_type", "value"), ("statement", "field")})


def _listed(kind: FactKind, item: Field, written: Mapping[str, str]) -> Iterator[Choice]:
    language, value = reader_language(), written.get(item.name, "")
    known: list[tuple[str, str, str]] = []
    if kind.id == "declared_type":
        for scheme in map(load_scheme, SCHEMES.values()):
            known += [(t.code, t.label.in_language(language), scheme.label.in_language(language)) for t in scheme]
    else:
        subject = written.get("subject_kind", "")
        fields = fact_kind(subject).fields if subject else ()
        known = [(f.name, f.label.in_language(language), "") for f in fields if f.name not in ("source", "locator")]
    codes = {code for code, _, _ in known}
    if value and value not in codes:
        yield Choice(value, value, is_chosen=True)
    for code, label, group in known:
        yield Choice(code, label, is_chosen=code == value, group=group)
    if not item.is_required:
        yield Choice("", gettext("I do not know"), is_chosen=value == "")
