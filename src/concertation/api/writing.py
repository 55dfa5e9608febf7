"""Values as programs write them, in the types of the dictionary; every fault at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from concertation.api.errors import InvalidRequest
from concertation.api.fact_schemas import slots_of
from concertation.api.problems import fault_at
from concertation.core.facts import Column, FactKind
from concertation.core.text import Language, Text

_NO_SUCH_SLOT = Text(
    en="Facts of this kind have no such part. “/kinds” lists the parts of each kind.",
    fr="Les faits de ce genre n’ont pas cette partie. « /kinds » énumère celles de chaque genre.",
)
_BOTH = Text(
    en="It is given a value and said to be unknown. Keep one of the two.",
    fr="Une valeur lui est donnée, et il est dit inconnu. Gardez l’un des deux.",
)
_TYPES: Mapping[str, tuple[type | tuple[type, ...], Text]] = {
    "date": (date, Text(en="Write a day like 2014-06-30.", fr="Écrivez un jour comme 2014-06-30.")),
    "boolean": (bool, Text(en="Write true or false.", fr="Écrivez true ou false.")),
    "integer": (int, Text(en="Write a whole number, without quotes.", fr="Écrivez un entier, sans guillemets.")),
    "decimal": ((int, float), Text(en="Write a number, without quotes.", fr="Écrivez un nombre, sans guillemets.")),
}
_TEXT = Text(
    en="Write text in quotes, not empty; to say that it is not known, name it in “unknown”.",
    fr="Écrivez du texte entre guillemets, non vide; pour dire qu’on l’ignore, nommez-le dans « unknown ».",
)
_LARGEST = 2**31 - 1


def read_values(
    kind: FactKind, values: Mapping[str, Any], unknown: Sequence[str], language: Language
) -> dict[str, object]:
    """The values in the slots of the dictionary, ``None`` for what is said to be unknown; raises ``InvalidRequest``."""
    slots = {column.slot: column for column in slots_of(kind)}
    faults = [fault_at("body", name, _NO_SUCH_SLOT, language) for name in {*values, *unknown} - slots.keys()]
    faults += [fault_at("body", name, _BOTH, language) for name in values.keys() & set(unknown)]
    read: dict[str, object] = dict.fromkeys(unknown)
    for name, value in values.items():
        if name in slots:
            found = _read(slots[name], value)
            if isinstance(found, Text):
                faults.append(fault_at("body", name, found, language))
            else:
                read[name] = found
    if faults:
        raise InvalidRequest(*faults)
    return read


def _read(column: Column, value: Any) -> object:
    """The value, or the sentence that says what to write instead."""
    kind = column.field.type
    if kind == "date":
        return _day(value) or _TYPES[kind][1]
    if kind not in _TYPES:
        return value if isinstance(value, str) and value.strip() else _TEXT
    expected, sentence = _TYPES[kind]
    is_right = isinstance(value, expected) and isinstance(value, bool) == (kind == "boolean")
    if not is_right or (kind == "integer" and abs(value) > _LARGEST):
        return sentence
    return value


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None
