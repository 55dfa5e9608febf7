"""A list of people pasted as lines, or a CSV file: name, e-mail, organisation, language."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from concertation.core.faults import Fault, FaultKind, Place
from concertation.core.text import Language, fold, search_key
from concertation.journeys.waves.inviting import NO_ORGANISATION, NOBODY, NOT_AN_ADDRESS, NotInvited, Person, is_address
from concertation.store.models import Organisation

MOST_LINES = 5_000
_COLUMNS = ("name", "email", "organisation", "language")
_HEADINGS: Mapping[str, str] = {
    **dict.fromkeys(("name", "nom", "person", "personne"), "name"),
    **dict.fromkeys(("e mail", "email", "courriel", "mail", "address", "adresse", "adresse courriel"), "email"),
    **dict.fromkeys(("organisation", "organization", "organisme"), "organisation"),
    **dict.fromkeys(("language", "langue"), "language"),
}
_LANGUAGES: Mapping[str, Language] = {
    **dict.fromkeys(("en", "eng", "english", "anglais", "an", "e"), "en"),
    **dict.fromkeys(("fr", "fra", "french", "francais", "f"), "fr"),
}
_SHEET = "list"
NOT_A_LANGUAGE = FaultKind(
    "invitation-language",
    "“{found}” is neither English nor French. Write en or fr.",
    "«\u00a0{found}\u00a0» n’est ni l’anglais ni le français. Écrivez en ou fr.",
)
SAME_NAME = FaultKind(
    "invitation-same-name",
    "Several organisations are called “{found}”. Write the code of the one you mean.",
    "Plusieurs organismes se nomment «\u00a0{found}\u00a0». Écrivez le code de celui dont il s’agit.",
)
TOO_MANY = FaultKind(
    "invitation-too-many",
    "More than {most} lines. Add them in several times.",
    "Plus de {most} lignes. Ajoutez-les en plusieurs fois.",
)


def read_people(pasted: str, *, otherwise: Language, is_list: bool = True) -> list[Person]:
    """The people of a list; ``otherwise`` is the language of those for whom it says none.

    Columns are parted by tabs, semicolons or commas, in the order name, e-mail, organisation, language, or in that of
    a first line of headings in either language. An organisation is named by its code or by its name in either language.
    Raises ``NotInvited`` with every fault of every line.
    """
    rows = list(_rows(pasted))
    if len(rows) > MOST_LINES:
        raise NotInvited([TOO_MANY.at(Place(sheet=_SHEET, row=MOST_LINES + 1), most=MOST_LINES)])
    keys = _organisations([row["organisation"] for _, row in rows])
    faults = [fault for number, row in rows for fault in _faults(number if is_list else None, row, keys)]
    if faults:
        raise NotInvited(faults)
    return [
        Person(
            organisation=keys[row["organisation"]][0],
            name=row["name"],
            email=row["email"],
            language=_LANGUAGES.get(fold(row["language"]), otherwise),
        )
        for _, row in rows
    ]


def _rows(pasted: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line with its number; blank lines and headings are no people."""
    names: Sequence[str] = _COLUMNS
    is_first = True
    for number, cells in enumerate(csv.reader(io.StringIO(pasted.lstrip("\ufeff")), delimiter=_delimiter(pasted)), 1):
        written = [cell.strip() for cell in cells]
        if not any(written):
            continue
        headings = [_HEADINGS.get(search_key(cell), "") for cell in written]
        if is_first and sum(map(bool, headings)) > 1:
            names = headings
        else:
            yield number, dict.fromkeys(_COLUMNS, "") | dict(zip(names, written, strict=False))
        is_first = False


def _delimiter(pasted: str) -> str:
    first = next((line for line in pasted.splitlines() if line.strip()), "")
    return max("\t;,", key=first.count)


def _faults(number: int | None, row: Mapping[str, str], keys: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    place, found = Place(sheet=_SHEET, row=number), keys[row["organisation"]]
    if not (row["name"] or row["email"]):
        yield NOBODY.at(place)
    if row["email"] and not is_address(row["email"]):
        yield NOT_AN_ADDRESS.at(place, found=row["email"])
    if row["language"] and fold(row["language"]) not in _LANGUAGES:
        yield NOT_A_LANGUAGE.at(place, found=row["language"])
    if len(found) != 1:
        yield (SAME_NAME if found else NO_ORGANISATION).at(place, found=row["organisation"])


def _organisations(written: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """By what was written: the codes that it may stand for. A code written whole is that organisation alone."""
    by_words: dict[str, list[str]] = {search_key(words): [] for words in written}
    codes: set[str] = set()
    for key, english, french in Organisation.objects.values_list("key", "name_en", "name_fr").iterator():
        if search_key(key) in by_words:
            codes.add(key)
        for said in {search_key(english), search_key(french)} - {""}:
            if said in by_words:
                by_words[said].append(key)
    return {words: [words] if words in codes else by_words[search_key(words)] for words in written}
