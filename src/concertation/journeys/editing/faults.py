"""What can be wrong in a fact that a person writes, each sentence saying what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from concertation.core.errors import ConcertationError
from concertation.core.faults import FaultKind, Place
from concertation.core.text import Text

_HERE = Place("")


@dataclass(frozen=True, slots=True)
class SlotFault:
    """One fault, beside the part that it concerns; ``slot`` is empty where it concerns the whole."""

    slot: str
    message: Text


class RefusedFact(ConcertationError):
    """What was written cannot be kept as it is; every fault is listed."""

    code = "refused-fact"
    english = "Nothing was saved: {count} thing(s) to correct. {listing}"
    french = "Rien n’a été enregistré : {count} élément(s) à corriger. {listing}"

    def __init__(self, faults: tuple[SlotFault, ...], *, deed: int = 0) -> None:
        self.faults = faults
        self.deed = deed
        super().__init__(count=len(faults), listing=" ".join(fault.message.en for fault in faults))


class GoneMeanwhile(ConcertationError):
    """The fact that a person was correcting was removed by someone else."""

    code = "gone-meanwhile"
    english = "{who} removed this fact while you were writing. Its history tells why, and can bring it back."
    french = "{who} a retiré ce fait pendant que vous écriviez. Son historique dit pourquoi et permet de le rétablir."


MISSING = FaultKind(
    "missing",
    "“{label}” is needed. Fill it in.",
    "« {label} » est nécessaire. Remplissez-le.",
)
MISSING_CHOICE = FaultKind(
    "missing-choice",
    "“{label}” is needed. Choose one.",
    "« {label} » est nécessaire. Faites un choix.",
)
NOT_A_NUMBER = FaultKind(
    "not-a-number",
    "“{found}” is not a number. Write one like 1,234.5, or leave it empty when you do not know.",
    "« {found} » n’est pas un nombre. Écrivez-en un comme 1 234,5, ou laissez vide si vous l’ignorez.",
)
NOT_A_FULL_DATE = FaultKind(
    "not-a-full-date",
    "“{found}” lacks the day, which is needed here. Write it like 2014-06-30.",
    "Il manque le jour à « {found} », et il le faut ici. Écrivez la date comme 2014-06-30.",
)
NOT_IN_LIST = FaultKind(
    "not-in-list",
    "“{found}” is not one of the choices. Choose one of the list.",
    "« {found} » n’est pas l’un des choix. Choisissez dans la liste.",
)
NO_SUCH_RECORD = FaultKind(
    "no-such-record",
    "The register holds no {kind} with the code “{found}”. Choose another one.",
    "Le registre ne tient pas de {kind} portant le code « {found} ». Choisissez-en un autre.",
)
ANOTHER_PARTNERSHIP = FaultKind(
    "another-partnership",
    "“{label}” belongs to another partnership than this fact. Choose one of the same partnership.",
    "« {label} » relève d’un autre partenariat que ce fait. Choisissez dans le même partenariat.",
)
ENDS_BEFORE_IT_BEGINS = FaultKind(
    "ends-before-it-begins",
    "It ends on {until}, before it begins on {since}. Correct one of the two dates.",
    "Le fait prend fin le {until}, avant de commencer le {since}. Corrigez l’une des deux dates.",
)
KEY_TAKEN = FaultKind(
    "key-taken",
    "The code “{found}” is taken. Choose another one.",
    "Le code « {found} » est déjà pris. Choisissez-en un autre.",
)
REASON_NEEDED = FaultKind(
    "reason-needed",
    "Say why you change it: whoever reads the history will want to know.",
    "Dites pourquoi vous le modifiez : qui lira l’historique voudra le savoir.",
)

# Sentences that speak of cells where a page has none.
SAID_HERE: Mapping[str, FaultKind] = MappingProxyType({kind.code: kind for kind in (NOT_A_NUMBER, NOT_A_FULL_DATE)})


def fault(sentence: FaultKind, slot: str, /, *, found: object = None, **facts: object) -> SlotFault:
    """The fault of that kind beside that part."""
    return SlotFault(slot, sentence.at(_HERE, found=found, **facts).message)
