"""What a card of review shows of a record or of a row: its filled cells, its other names, its places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from concertation.core.text import Language, Text, search_key
from concertation.exchange.workbook import SameFile, SheetRow
from concertation.exchange.workbook.layout import sheet_layout
from concertation.journeys.workbook.catalogue import Catalogue, Entry
from concertation.journeys.workbook.comparing import in_words
from concertation.journeys.workbook.preview import CardLine

_OTHER_NAMES = Text(en="Other names", fr="Autres noms")
_PLACES = Text(en="Places", fr="Lieux")
# A card is read at a glance; an organisation may have a hundred places.
_MOST_LISTED = 4
_LANGUAGES: tuple[Language, Language] = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where organisations receive people, by the key of a record or the name that a row writes."""

    by_key: Mapping[str, Sequence[Text]]
    by_row: Mapping[object, Sequence[Text]]

    def of(self, entry: Entry) -> list[Text]:
        """All the places known of an entry, from the register and from the file."""
        sides = [self.by_key.get(entry.key, ()), self.by_row.get(entry.place, ())]
        sides += [self.by_row.get(search_key(name), ()) for name in entry.names]
        return list(dict.fromkeys(address for side in sides for address in side))


def find_addresses(catalogue: Catalogue, rows: Iterable[SheetRow]) -> Addresses:
    """The places of the register and those of the file."""
    by_key: dict[str, list[Text]] = {}
    by_row: dict[object, list[Text]] = {}
    for site in catalogue.entries("site").values():
        by_key.setdefault(str(site.values.get("organisation")), []).extend(_address(site.values))
    for row in rows:
        if row.kind_id == "site":
            owner = row.values.get("organisation")
            words = getattr(owner, "words", "")
            name = owner.place if isinstance(owner, SameFile) else search_key(words)
            by_row.setdefault(name, []).extend(_address(row.values))
    return Addresses(by_key, by_row)


def card_lines(entry: Entry, catalogue: Catalogue, addresses: Addresses | None) -> tuple[CardLine, ...]:
    """The lines of one side of the card, in the order of the sheet."""
    lines = []
    for column in sheet_layout(entry.kind_id).columns:
        value = entry.values.get(column.name)
        words = in_words(column, value, catalogue.get)
        if words is not None and value is not False:
            lines.append(CardLine(column.name, column.label, words))
    if entry.other_names:
        lines.append(CardLine("other_names", _OTHER_NAMES, _listed([Text(en=n, fr=n) for n in entry.other_names])))
    places = addresses.of(entry) if addresses is not None else []
    if places:
        lines.append(CardLine("places", _PLACES, _listed(places)))
    return tuple(lines)


def _address(values: Mapping[str, object]) -> list[Text]:
    """One line in each language, or nothing."""
    sides = {}
    for language, other in (("en", "fr"), ("fr", "en")):
        parts = [values.get(f"{name}_{language}") or values.get(f"{name}_{other}") for name in ("address", "city")]
        sides[language] = ", ".join(str(part) for part in (*parts, values.get("postal_code")) if isinstance(part, str))
    return [Text(en=sides["en"], fr=sides["fr"])] if sides["en"] else []


def _listed(words: Sequence[Text]) -> Text:
    english, french = ([side.in_language(language) for side in words[:_MOST_LISTED]] for language in _LANGUAGES)
    more = len(words) - _MOST_LISTED
    if more > 0:
        english.append(f"and {more} more")
        french.append(f"et {more} de plus")
    return Text(en="\n".join(english), fr="\n".join(french))
