"""Compares what is to be translated with the French catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po
from scripts.translations.extraction import Message
from scripts.translations.fault import Fault
from scripts.translations.typography import slips

# %(day)s, %d, {count}, <slug:key>: what the program fills in and both languages must keep.
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|<\w+:\w+>")

_OF_A_LANGUAGE = re.compile(r"_(?:en|fr)\}")
# What an entry is known by: its context, if any, and its text over one line or several.
_HEADING = re.compile(r'^(?:msgctxt .*\n)?msgid (?:".*"\n)+', re.MULTILINE)


def read_catalogue(file: Path) -> Catalog:
    """A catalogue as it is committed."""
    with file.open("rb") as stream:
        return read_po(stream)


def catalogue_faults(messages: Iterable[Message], catalogue: Catalog, name: str) -> Iterator[Fault]:
    """All that keeps the catalogue from being whole: missing, empty, uncertain, unlike, unused, ill-set."""
    wanted = {message.identity: message for message in messages}
    entries = {_identity(entry): entry for entry in catalogue if entry.id}
    for identity, message in wanted.items():
        if identity not in entries:
            yield Fault(message.file, message.line, f"no French for “{_short(message.singular)}”")
    for identity, entry in entries.items():
        for sentence in _entry_faults(entry, wanted.get(identity)):
            yield Fault(name, entry.lineno or 0, f"{sentence}: “{_short(identity[1])}”")
    for obsolete in catalogue.obsolete.values():
        yield Fault(name, obsolete.lineno or 0, f"kept as obsolete, take it out: “{_short(_identity(obsolete)[1])}”")


def repeated_faults(text: str, name: str) -> Iterator[Fault]:
    """Readers of catalogues keep the last of two entries in silence."""
    seen: set[str] = set()
    for found in _HEADING.finditer(text):
        if found[0] in seen:
            yield Fault(name, text.count("\n", 0, found.start()) + 1, f"translated twice: {_short(found[0])}")
        seen.add(found[0])


def _entry_faults(entry: Entry, message: Message | None) -> Iterator[str]:
    if message is None:
        yield "translates what nothing says any more"
        return
    ids, translations = _sides(entry.id), _sides(entry.string)
    if entry.fuzzy:
        yield "marked fuzzy"
    if bool(message.plural) != (len(ids) > 1):
        yield "has a plural on one side only"
    if len(ids) > 1 and len(translations) != 2:
        yield "does not have its two plural forms"
    if not all(translation.strip() for translation in translations):
        yield "is empty"
        return
    for translation in translations:
        yield from _unlike(ids, translation)
        yield from slips(translation)


def _unlike(ids: tuple[str, ...], translation: str) -> Iterator[str]:
    """A form may leave out the number that its words already say, never invent nor lose another placeholder."""
    first, *others = (placeholders(side) for side in ids)
    kept = placeholders(translation)
    if missing := first.intersection(*others) - kept:
        yield f"loses {', '.join(sorted(missing))}"
    if invented := kept - first.union(*others):
        yield f"invents {', '.join(sorted(invented))}"


def placeholders(text: str) -> set[str]:
    """The places that the program fills in; a doubled %% is a plain sign, and {name_fr} stands for {name_en}."""
    return set(_PLACEHOLDER.findall(_OF_A_LANGUAGE.sub("}", text.replace("%%", ""))))


def _identity(entry: Entry) -> tuple[str, str]:
    return (entry.context or "", _sides(entry.id)[0])


def _sides(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str) or text is None else tuple(text)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
