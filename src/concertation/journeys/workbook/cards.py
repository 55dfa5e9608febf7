"""What a card of review shows of a record or of a row: its filled cells, its other names, its places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from concertation.core.text import Text, search_key
from concertation.exchange.workbook import SameFile, SheetRow
from concertation.exchange.workbook.layout import sheet_layout
from concertation.journeys.workbook.catalogue import Catalogue, Entry
from concertation.journeys.workbook.comparing import in_words
from concertation.journeys.workbook.preview import CardLine

_OTHER_NAMES = Text(en="Other names", fr="Autres noms")
_PLACES = Text(en="Places", fr="Lieux")
# A card is read at a glance; an organisation may have a hundred places.
_MOST_LISTED = 4


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where organisations receive people, by the key of a record or the name that a row writes."""

    by_key: Mapping[str, Sequence[str]]
    by_row: Mapping[object, Sequence[str]]

    def of(self, entry: Entry) -> list[str]:
        """All the places known of an entry, from the register and from the file."""
        sides = [self.by_key.get(entry.key, ()), self.by_row.get(entry.place, ())]
        sides += [self.by_row.get(search_key(name), ()) for name in entry.names]
        return list(dict.fromkeys(address for side in sides for address in side))


def find_addresses(catalogue: Catalogue, rows: Iterable[SheetRow]) -> Addresses:
    """The places of the register and those of the file."""
    by_key: dict[str, list[str]] = {}
    by_row: dict[object, list[str]] = {}
    for site in catalogue.entries("site").values():
        by_key.setdefault(str(site.values.get("organisation")), []).append(_address(site.values))
    for row in rows:
        if row.kind_id == "site":
            owner = row.values.get("organisation")
            words = getattr(owner, "words", "")
            name = owner.place if isinstance(owner, SameFile) else search_key(words)
            by_row.setdefault(name, []).append(_address(row.values))
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
        lines.append(CardLine("other_names", _OTHER_NAMES, _listed(entry.other_names)))
    places = [place for place in addresses.of(entry) if place] if addresses is not None else []
    if places:
        lines.append(CardLine("places", _PLACES, _listed(places)))
    return tuple(lines)


def _address(values: Mapping[str, object]) -> str:
    parts = (values.get("address_en") or values.get("address_fr"), values.get("city_en"), values.get("postal_code"))
    return ", ".join(str(part) for part in parts if isinstance(part, str))


def _listed(words: Sequence[str]) -> Text:
    listed = "\n".join(words[:_MOST_LISTED])
    more = len(words) - _MOST_LISTED
    if more <= 0:
        return Text(en=listed, fr=listed)
    return Text(en=f"{listed}\nand {more} more", fr=f"{listed}\net {more} de plus")
