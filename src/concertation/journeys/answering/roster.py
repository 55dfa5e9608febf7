"""The roster of a wave: the organisations that it lists, frozen with the questions, and the answers about each.

``wave.roster`` is ``{"roster": …, "organisations": [[key, English name, French name], …]}``. In answers,
``organisations`` holds the keys that were ticked, ``other_organisations`` those that were named in words, and
``tie:KEY:PART`` what is said of one: ``intensity``, ``kinds``, or the code of an item.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concertation.core.text import Language, Text, search_key, sort_key

TICKED, OTHERS = "organisations", "other_organisations"
INTENSITY, KINDS = "intensity", "kinds"
_TIE = "tie"


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation as the roster of a wave names it."""

    key: str
    name: Text

    def is_found_by(self, words: Sequence[str]) -> bool:
        """Whether each word begins one of its name, in either language, whatever the accents."""
        names = f" {search_key(self.name.en)} {search_key(self.name.fr)}"
        return all(f" {word}" in names for word in words)

    def letter(self, language: Language) -> str:
        """Under which letter it stands; # for those that begin otherwise."""
        first = sort_key(self.name.in_language(language))[:1].upper()
        return first if "A" <= first <= "Z" else "#"


def thaw_organisations(frozen: Mapping[str, Any]) -> tuple[Listed, ...]:
    """The organisations that a wave lists, in the order of their English names."""
    return tuple(Listed(key, Text(en=en, fr=fr)) for key, en, fr in frozen["organisations"])


def follow_code(code: str, led: Mapping[str, str]) -> str:
    """Where that answer is kept once the organisation that it is of was merged; ``led`` is by former key."""
    key = organisation_in(code)
    return tie_code(led[key], code.rpartition(":")[2]) if key in led else code


def follow_answers(answers: Mapping[str, Any], led: Mapping[str, str]) -> dict[str, Any]:
    """Answers by the keys of the organisations that stand: of two that became one, what was said of it comes first."""
    moved = {code for code in answers if follow_code(code, led) != code}
    followed = {code: value for code, value in answers.items() if code not in moved}
    for code in (code for code in answers if code in moved):
        followed.setdefault(follow_code(code, led), answers[code])
    if led and TICKED in followed:
        followed[TICKED] = sorted({led.get(key, key) for key in followed[TICKED]})
    return followed


def found_by(listed: Iterable[Listed], query: str) -> tuple[Listed, ...]:
    """Those that all words of the query find; all of them for an empty one."""
    words = search_key(query).split()
    return tuple(one for one in listed if one.is_found_by(words))


def tie_code(key: str, part: str) -> str:
    """Where answers keep one part of what is said of an organisation."""
    return f"{_TIE}:{key}:{part}"


def organisation_in(code: str) -> str:
    """Of which organisation an answer is; empty for the answers that are of none."""
    head, _, rest = code.partition(":")
    return rest.rpartition(":")[0] if head == _TIE else ""


def ties_in(answers: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What was said of each ticked organisation, by part."""
    ties: dict[str, dict[str, Any]] = {key: {} for key in answers.get(TICKED, ())}
    for code, value in answers.items():
        if (key := organisation_in(code)) in ties:
            ties[key][code.rpartition(":")[2]] = value
    return ties
