"""What a request lacks or misspells, in sentences of both languages that say what to write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from concertation.api.problems import fault_at
from concertation.core.text import Language, Text

# By the type of the error that the validation library names (Pydantic, "Validation errors").
_SENTENCES: Mapping[str, tuple[str, str]] = {
    "missing": ("It is needed. Write it.", "C’est nécessaire. Écrivez-le."),
    "int_parsing": ("Write a whole number.", "Écrivez un nombre entier."),
    "int_type": ("Write a whole number.", "Écrivez un nombre entier."),
    "int_parsing_size": ("The number is too large.", "Le nombre est trop grand."),
    "float_parsing": ("Write a number.", "Écrivez un nombre."),
    "finite_number": ("Write a finite number.", "Écrivez un nombre fini."),
    "greater_than_equal": ("Write {ge} or more.", "Écrivez {ge} ou plus."),
    "less_than_equal": ("Write {le} or less.", "Écrivez {le} ou moins."),
    "literal_error": ("Choose one of: {expected}.", "Choisissez parmi : {expected}."),
    "string_type": ("Write text in quotes.", "Écrivez du texte entre guillemets."),
    "string_too_short": ("Write at least {min_length} character(s).", "Écrivez au moins {min_length} caractère(s)."),
    "string_too_long": ("Write at most {max_length} characters.", "Écrivez au plus {max_length} caractères."),
    "dict_type": ("Write an object.", "Écrivez un objet."),
    "list_type": ("Write a list.", "Écrivez une liste."),
    "extra_forbidden": ("There is no such part. Take it away.", "Cette partie n’existe pas. Retirez-la."),
    "day": (
        "Write a day like 2014-06-30, from 1000-01-01 to 2999-12-31.",
        "Écrivez un jour comme 2014-06-30, de 1000-01-01 à 2999-12-31.",
    ),
    "instant": ("Write an instant like 2026-03-01T09:30:00Z.", "Écrivez un instant comme 2026-03-01T09:30:00Z."),
}
_OTHERWISE = (
    "This cannot be read. The document says what is expected.",
    "Illisible. Le document dit ce qui est attendu.",
)
UNKNOWN_PARAMETER = Text(
    en="This address knows no such parameter. Check its spelling, or take it away.",
    fr="Cette adresse ne connaît pas ce paramètre. Vérifiez-en l’orthographe, ou retirez-le.",
)
UNKEPT_CHARACTER = Text(
    en="It holds a character that the register cannot keep (NUL or half a character). Take it away.",
    fr="Il contient un caractère que le registre ne peut tenir (nul ou incomplet). Retirez-le.",
)


def faults_of(errors: Iterable[Mapping[str, Any]], language: Language) -> list[Mapping[str, Any]]:
    """Each error of the validation library as a fault with its place."""
    return [_fault(error, language) for error in errors]


def _fault(error: Mapping[str, Any], language: Language) -> Mapping[str, Any]:
    place, *parts = (str(part) for part in error["loc"])
    names = [part for part in parts if part != "body"] or [""]
    english, french = _SENTENCES.get(error["type"], _OTHERWISE)
    facts = error.get("ctx", {})
    expected = str(facts.get("expected", "")).replace("'", "").replace(" or ", ", ")
    filled = {**facts, "expected": expected}
    return fault_at(place, ".".join(names), Text(english.format(**filled), french.format(**filled)), language)
