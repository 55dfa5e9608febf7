"""Sentences of the data file with their facts: counts that agree, numbers and lists as each language writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

from concertation.core.network.saying.conventions import MOST_NAMES
from concertation.core.network.saying.said import Name, Piece, plain_words
from concertation.core.text import Counted, Language, Text
from concertation.core.typology.wording import sentences_of, written

_AND: Mapping[Language, str] = {"en": " and ", "fr": " et "}
_OTHERS: Mapping[Language, tuple[str, str]] = {"en": ("{} other", "{} others"), "fr": ("{} autre", "{} autres")}
Pair = tuple[Name, Name]


@dataclass(frozen=True, slots=True)
class Noted:
    """A name with a word beside it, in brackets."""

    name: Name
    note: Text


def told(sentence: str, count: float | None = None, /, **facts: object) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The sentence of that name in English and in French, agreeing with ``count``, names kept apart from words.

    Facts may be names, a list of names or of texts (joined by "and", those beyond a few counted), pairs of names,
    texts, numbers, days. Raises ``KeyError`` for a sentence that the data file lacks.
    """
    forms = sentences_of(__package__)[sentence]
    values = facts if count is None else {"count": count, **facts}
    return _filled(forms, count, values, "en"), _filled(forms, count, values, "fr")


def phrase(sentence: str, count: float | None = None, /, **facts: object) -> Text:
    """The same as plain words in both languages."""
    english, french = told(sentence, count, **facts)
    return Text(en=plain_words(english, "en"), fr=plain_words(french, "fr"))


def sentence_names() -> tuple[str, ...]:
    """The names of all sentences."""
    return tuple(sentences_of(__package__))


def fields_of(sentence: str) -> frozenset[str]:
    """The facts that a sentence asks for, in any of its forms."""
    forms = sentences_of(__package__)[sentence]
    templates = (side for form in (forms.one, forms.other) for side in (form.en, form.fr))
    return frozenset(name for one in templates for _, name, _, _ in Formatter().parse(one) if name)


def _filled(forms: Counted, count: float | None, facts: Mapping[str, object], language: Language) -> tuple[Piece, ...]:
    template = forms.other.in_language(language) if count is None else forms.for_count(count, language)
    pieces: list[Piece] = []
    for words, name, _, _ in Formatter().parse(template):
        pieces.append(words)
        if name is not None:
            pieces += _pieces(facts[name], language)
    return tuple(_joined(pieces))


def _pieces(value: object, language: Language) -> Iterator[Piece]:
    if isinstance(value, Name):
        yield value
    elif isinstance(value, Noted):
        yield from (value.name, f" ({value.note.in_language(language)})")
    elif isinstance(value, list):
        yield from _listed(value, language)
    elif isinstance(value, tuple):
        yield from _of_pair(value, language)
    else:
        yield written(value, language)


def _of_pair(pair: tuple[object, ...], language: Language) -> Iterator[Piece]:
    for place, end in enumerate(pair):
        yield from (_AND[language],) if place else ()
        yield from _pieces(end, language)


def _listed(values: Sequence[object], language: Language) -> Iterator[Piece]:
    """A few of them, the rest counted; what holds commas or pairs is parted by semicolons."""
    kept = values if len(values) <= MOST_NAMES + 1 else values[:MOST_NAMES]
    items: list[list[Piece]] = [list(_pieces(value, language)) for value in kept]
    if rest := len(values) - len(kept):
        items.append([_OTHERS[language][rest > 1].format(written(rest, language))])
    comma = "; " if any(isinstance(value, tuple) or "," in _label(value, language) for value in kept) else ", "
    last = comma if comma == "; " else _AND[language]
    for place, item in enumerate(items):
        if place:
            yield last if place == len(items) - 1 else comma
        yield from item


def _label(value: object, language: Language) -> str:
    value = value.name if isinstance(value, Noted) else value
    return value.label.in_language(language) if isinstance(value, Name) else written(value, language)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Words that follow one another as one."""
    words = ""
    for piece in pieces:
        if isinstance(piece, str):
            words += piece
            continue
        yield from (words,) if words else ()
        words = ""
        yield piece
    yield from (words,) if words else ()
