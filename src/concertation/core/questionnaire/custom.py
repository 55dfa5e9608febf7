"""A table’s own questions, beside ours: asked in both languages or not at all, and never scored into a factor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from concertation.core.errors import InvalidData
from concertation.core.faults import Fault, FaultKind, Place, shorten
from concertation.core.questionnaire.instrument import Instrument, Item, Section
from concertation.core.text import Language, Text, search_key

SECTION = "our_own"
_TITLE = Text(en="Our own questions", fr="Nos propres questions")
_SIDES: Mapping[Language, Text] = {"en": Text(en="English", fr="anglais"), "fr": Text(en="French", fr="français")}

_NO_TEXT = FaultKind(
    "question-empty",
    "Question {number} has no text. Write it in both languages, or take it out.",
    "La question {number} n’a pas de texte. Rédigez-la dans les deux langues, ou retirez-la.",
)
_ONE_SIDE = FaultKind(
    "question-side-missing",
    "Question {number}, “{said}”, has no {side} text. Write it: each partner answers in their own language.",
    "La question {number}, « {said} », n’a pas de texte {side}. Rédigez-le : chaque partenaire répond dans sa langue.",
)
_REPEATED_CODE = FaultKind(
    "question-code-repeated",
    "Question {number} has the code “{found}”, which another question has. Give it a code of its own.",
    "La question {number} porte le code « {found} », qu’une autre question porte déjà. Donnez-lui un autre code.",
)
_REPEATED_TEXT = FaultKind(
    "question-text-repeated",
    "Question {number}, “{found}”, is already asked. Change it, or take it out.",
    "La question {number}, « {found} », est déjà posée. Modifiez-la, ou retirez-la.",
)


@dataclass(frozen=True, slots=True)
class CustomItem:
    """A question as a table drafts it: a side may still be blank."""

    code: str
    en: str = ""
    fr: str = ""

    def side(self, language: Language) -> str:
        """What is written on that side, without the space around it."""
        return (self.fr if language == "fr" else self.en).strip()


def add_items(instrument: Instrument, custom: Sequence[CustomItem]) -> Instrument:
    """The instrument with a last section of the table’s own items; as it was when there are none.

    Raises ``InvalidData`` with every fault that ``faults_before_opening`` finds.
    """
    faults = faults_before_opening(instrument, custom)
    if faults:
        raise InvalidData(count=len(faults), listing="; ".join(fault.message.en for fault in faults))
    if not custom:
        return instrument
    items = tuple(Item(code=one.code, factor="", text=Text(en=one.side("en"), fr=one.side("fr"))) for one in custom)
    return replace(instrument, sections=(*instrument.sections, Section(SECTION, _TITLE, items)))


def faults_before_opening(instrument: Instrument, drafts: Sequence[CustomItem]) -> tuple[Fault, ...]:
    """What keeps a wave with these drafts from opening, in their order; nothing when it may open.

    A draft without text, or with one side only; a code, or a text (whatever its capitals, accents and punctuation),
    that an item of the instrument or an earlier draft has. ``Place.row`` is the number of the draft, from 1, and
    ``Place.column`` the language concerned.
    """
    codes = {*(one.code for one in instrument.items), *(one.code for one in instrument.open_questions)}
    said = {_said(language, one.text.in_language(language)) for one in instrument.items for language in _SIDES}
    faults: list[Fault] = []
    for number, draft in enumerate(drafts, start=1):
        faults += [*_missing_sides(number, draft), *_repeated(number, draft, codes, said)]
        codes.add(draft.code)
        said |= {_said(language, draft.side(language)) for language in _SIDES}
    return tuple(faults)


def _missing_sides(number: int, draft: CustomItem) -> Iterator[Fault]:
    blank = [language for language in get_args(Language) if not draft.side(language)]
    if len(blank) == len(_SIDES):
        yield _NO_TEXT.at(_place(number), number=number)
    elif blank:
        said = shorten(draft.side("en") or draft.side("fr"))
        yield _ONE_SIDE.at(_place(number, blank[0]), number=number, said=said, side=_SIDES[blank[0]])


def _repeated(number: int, draft: CustomItem, codes: set[str], said: set[tuple[Language, str]]) -> Iterator[Fault]:
    if draft.code in codes:
        yield _REPEATED_CODE.at(_place(number), found=draft.code, number=number)
    for language in _SIDES:
        if draft.side(language) and _said(language, draft.side(language)) in said:
            yield _REPEATED_TEXT.at(_place(number, language), found=draft.side(language), number=number)


def _said(language: Language, text: str) -> tuple[Language, str]:
    return language, search_key(text)


def _place(number: int, language: Literal["en", "fr"] | None = None) -> Place:
    return Place(sheet=SECTION, row=number, column=language)
