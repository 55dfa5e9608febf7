"""What a heading names, in either language: accents, plurals, articles and small slips forgiven."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from concertation.core.text import Language, search_key
from concertation.exchange.mapping.recipes import Part, Recipe, find_recipe
from concertation.exchange.workbook.layout import KEY

# What a heading that spells a known one, is nearly one, or holds one among other words is worth.
SPELLS, NEARLY, HOLDS = 0.95, 0.75, 0.56
_LEAST_LIKENESS = 88
_LEAST_LETTERS = 4
# Two columns headed “English” and “French” hold the names of what the table lists.
_ONLY_A_LANGUAGE = "name"
# Between the two lines of a heading.
TWO_LINES = " – "
LANGUAGES: tuple[Language, ...] = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Named:
    """A column of a recipe that a heading may name."""

    target: str
    worth: float
    spelling: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart: its words without articles and plurals, and the language that it says."""

    words: str
    language: Language | None


@lru_cache(maxsize=4_096)
def take_apart(heading: str) -> Heading:
    """« Nom de l’organisme (français) » is ``nom organisme`` in French."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    words = search_key(parted).split()
    marks = {mark: language for language in LANGUAGES for mark in _plain_words(f"marks_{language}")}
    if len(words) == 1 and words[0] in marks:
        return Heading(_ONLY_A_LANGUAGE, marks[words[0]])
    spoken = [marks[word] for word in (words[-1:] + words[:1]) if len(words) > 1 and word in marks]
    language = spoken[0] if spoken else None
    articles = _plain_words("articles")
    kept = [_singular(word) for word in words if word not in articles and not (language and word in marks)]
    return Heading(" ".join(kept) or " ".join(words), language)


def named_by(recipe: Recipe, heading: str) -> tuple[Named, ...]:
    """The columns of a recipe that a heading may name, the likeliest first."""
    found = _named_by(recipe.id, take_apart(heading).words)
    _, between, below = heading.rpartition(TWO_LINES)
    if not between or (found and found[0].worth >= SPELLS):
        return found
    alone = _named_by(recipe.id, take_apart(below).words)
    return tuple(sorted((*alone, *found), key=lambda named: -named.worth))


@lru_cache(maxsize=16_384)
def _named_by(recipe_id: str, words: str) -> tuple[Named, ...]:
    known = _spellings(recipe_id)
    found: dict[str, Named] = {}
    for spelling, worth in _near(words, known):
        for target, written in known[spelling].items():
            if worth > (found[target].worth if target in found else 0):
                found[target] = Named(target, worth, written)
    return tuple(sorted(found.values(), key=lambda named: -named.worth))


def knows(recipes: tuple[Recipe, ...], heading: str) -> bool:
    """Whether some recipe has a column of that heading."""
    return any(named.worth > HOLDS for recipe in recipes for named in named_by(recipe, heading)[:1])


def spoken_in(headings: tuple[str, ...]) -> Language | None:
    """The language of headings, or nothing where their words belong to both."""
    words = [one for heading in headings for word in search_key(heading).split() for one in {word, _singular(word)}]
    accented = sum(any(c in "éèêàùçœô" for c in heading.casefold()) for heading in headings)
    french = accented + sum(word in _plain_words("french") for word in words)
    english = sum(word in _plain_words("english") for word in words)
    return None if french == english else "fr" if french > english else "en"


def _near(words: str, known: Mapping[str, object]) -> list[tuple[str, float]]:
    found = [(words, SPELLS)] if words in known else []
    if len(words) >= _LEAST_LETTERS:
        alike = process.extract(words, known.keys(), scorer=ratio, score_cutoff=_LEAST_LIKENESS, limit=5)
        found += [(spelling, NEARLY) for spelling, score, _ in alike if spelling != words]
    parts = words.split()
    found += [
        (spelling, HOLDS - 0.03 * (len(parts) - length))
        for length in range(min(len(parts) - 1, 4), 0, -1)
        for start in range(len(parts) - length + 1)
        if (spelling := " ".join(parts[start : start + length])) in known
    ]
    return found


@cache
def _spellings(recipe_id: str) -> Mapping[str, Mapping[str, str]]:
    """Every spelling of every column of a recipe, taken apart: the columns it names, and how it is written."""
    recipe = find_recipe(recipe_id)
    assert recipe is not None
    known: dict[str, dict[str, str]] = {}
    for part in recipe.parts:
        for column in part.columns:
            bare = KEY if column.field is None else column.field.name
            # What is asked once for a part that others share the kind of is named with the words of the part.
            prefixes = _part_words(part.id)
            target = f"{part.id}.{bare}"
            for spelling in _of_recipe(recipe_id, target):
                known.setdefault(take_apart(spelling).words, {})[target] = spelling
            for spelling in _of_column(part, bare):
                for words in [f"{prefix} {spelling}" for prefix in prefixes] or [spelling]:
                    known.setdefault(take_apart(words).words, {})[target] = words
            if bare == "name":
                for prefix in prefixes:
                    known.setdefault(take_apart(prefix).words, {})[target] = prefix
    return MappingProxyType({words: MappingProxyType(targets) for words, targets in known.items() if words})


def _of_recipe(recipe_id: str, target: str) -> list[str]:
    return list(_aliases().get("recipe", {}).get(recipe_id, {}).get(target, ()))


def _of_column(part: Part, bare: str) -> list[str]:
    spellings = list(_aliases().get(part.kind_id, {}).get(bare, ()))
    for column in part.columns:
        if (KEY if column.field is None else column.field.name) == bare and column.field is not None:
            label = column.field.label
            spellings += [label.en, label.fr, bare, *_label_of_kind(part, bare, label.en, label.fr)]
            break
    if bare == KEY:
        spellings += ["code", "key"]
    if part.id == "other_number":
        return [s for s in spellings if "incorporation" in s or "corporation" in s or "constitution" in s or s == "neq"]
    if part.id == "business_number":
        return [s for s in spellings if not ("incorporation" in s or "constitution" in s or s == "neq")]
    return spellings


def _label_of_kind(part: Part, bare: str, english: str, french: str) -> list[str]:
    """“Name” of a site is also headed “Site name”, and « Nom du lieu »."""
    return [f"{part.label.en} {english}", f"{french} {part.label.fr}", f"{part.kind_id} {bare}"]


def _part_words(part_id: str) -> list[str]:
    return list(_aliases().get("part", {}).get(part_id, {}).get("words", ()))


@cache
def _plain_words(name: str) -> frozenset[str]:
    return frozenset(_aliases()["words"][name])


@cache
def _aliases() -> Mapping[str, Any]:
    document = resources.files("concertation.exchange.mapping").joinpath("aliases.toml")
    return MappingProxyType(tomllib.loads(document.read_text(encoding="utf-8")))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" and not word.endswith("ss") else word
