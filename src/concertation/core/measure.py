"""What each measure says of itself: name, unit, what it reads, with what caution, and from whom."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from concertation.core.errors import InvalidData, UnknownRecord
from concertation.core.facts import all_kinds
from concertation.core.text import Language, Text

Unit = Literal["category", "share", "index", "points", "count", "rung", "flag"]
Origin = Literal["article", "convention", "mixed"]

# Folders of the core that bring a `measures.toml`.
_CAPABILITIES = ("typology",)

_UNITS: Mapping[Unit, Text] = {
    "category": Text(en="a term of a vocabulary", fr="un terme d’un vocabulaire"),
    "share": Text(en="a share, from 0 to 1", fr="une part, de 0 à 1"),
    "index": Text(en="an index without unit", fr="un indice sans unité"),
    "points": Text(en="points, from 0 to 100", fr="des points, de 0 à 100"),
    "count": Text(en="a count", fr="un nombre"),
    "rung": Text(en="a rung, from 1 to 8", fr="un échelon, de 1 à 8"),
    "flag": Text(en="yes, no or unknown", fr="oui, non ou inconnu"),
}
_ORIGINS: Mapping[Origin, Text] = {
    "article": Text(en="per the article", fr="selon l’article"),
    "convention": Text(en="a Concertation convention", fr="une convention de Concertation"),
    "mixed": Text(
        en="per the article, with thresholds that are Concertation conventions",
        fr="selon l’article, avec des seuils qui sont des conventions de Concertation",
    ),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that the product shows, as its headers, legends, footnotes and pages of methods describe it.

    ``reads`` are the kinds of facts it is computed from; ``formula`` says how; ``caution`` what it does not say;
    ``reference`` where it comes from; ``is_restricted`` whether few may see it.
    """

    id: str
    label: Text
    unit: Unit
    reads: tuple[str, ...]
    formula: Text
    caution: Text
    reference: Text
    origin: Origin
    is_restricted: bool = False


def measure(measure_id: str) -> Measure:
    """The measure of that id; raises ``UnknownRecord`` when there is none."""
    for known in all_measures():
        if known.id == measure_id:
            return known
    raise UnknownRecord(kind="measure", key=measure_id)


@cache
def all_measures() -> tuple[Measure, ...]:
    """Every measure, in the order of the data files; raises ``InvalidData`` listing every fault at once."""
    faults: list[str] = []
    measures = tuple(_read(faults))
    if faults:
        raise InvalidData(count=len(faults), listing="; ".join(faults))
    return measures


def describe_measures(language: Language) -> str:
    """The page of methods, in Markdown: one section a measure, from the measures' own words."""
    kinds = {kind.id: kind.plural for kind in all_kinds()}
    title = Text(en="Methods: the typologies", fr="Méthodes : les typologies")
    opening = Text(
        en="This page is generated from what each measure says of itself. Unknown is a value: a figure that "
        "too few facts support is not shown, and says which facts are missing.",
        fr="Cette page est produite à partir de ce que chaque mesure dit d’elle-même. L’inconnu est une valeur : "
        "un chiffre que trop peu de faits appuient n’est pas montré, et dit quels faits manquent.",
    )
    sections = [f"# {title.in_language(language)}", opening.in_language(language)]
    sections += [_section(one, kinds, language) for one in all_measures()]
    return "\n\n".join(sections) + "\n"


def _section(one: Measure, kinds: Mapping[str, Text], language: Language) -> str:
    words = {
        "unit": Text(en="Unit", fr="Unité"),
        "reads": Text(en="Read from", fr="Lue dans"),
        "caution": Text(en="Caution", fr="Précaution"),
        "origin": Text(en="Origin", fr="Origine"),
        "restricted": Text(en="Few may see it.", fr="Peu de personnes y ont accès."),
    }
    colon = ":" if language == "en" else "\u00a0:"
    read = ", ".join(kinds[kind].in_language(language).lower() for kind in one.reads)
    origin = f"{_ORIGINS[one.origin].in_language(language)}. {one.reference.in_language(language)}"
    lines = [
        f"## {one.label.in_language(language)} (`{one.id}`)",
        one.formula.in_language(language),
        "\n".join(
            f"- {words[name].in_language(language)}{colon} {text}"
            for name, text in (
                ("unit", _UNITS[one.unit].in_language(language)),
                ("reads", read),
                ("caution", one.caution.in_language(language)),
                ("origin", origin),
            )
        ),
    ]
    return "\n\n".join([*lines, words["restricted"].in_language(language)] if one.is_restricted else lines)


def _read(faults: list[str]) -> Iterator[Measure]:
    known = {kind.id for kind in all_kinds()}
    for capability in _CAPABILITIES:
        file = resources.files(f"concertation.core.{capability}").joinpath("measures.toml")
        for measure_id, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
            reads = tuple(entry.get("reads", ()))
            faults += [f"{measure_id}: {kind}" for kind in reads if kind not in known]
            faults += [
                f"{measure_id}.{name}: {entry.get(name)}"
                for name, allowed in (("unit", get_args(Unit)), ("origin", get_args(Origin)))
                if entry.get(name) not in allowed
            ]
            yield Measure(
                id=measure_id,
                unit=entry.get("unit", "index"),
                origin=entry.get("origin", "convention"),
                reads=reads,
                is_restricted=entry.get("restricted", False),
                **{name: _text(entry, name, measure_id, faults) for name in _TEXTS},
            )


_TEXTS = ("label", "formula", "caution", "reference")


def _text(entry: Mapping[str, Any], name: str, measure_id: str, faults: list[str]) -> Text:
    sides = entry.get(name, {})
    missing = [language for language in get_args(Language) if not sides.get(language, "").strip()]
    faults += [f"{measure_id}.{name}: {language}" for language in missing]
    return Text(en=sides.get("en") or "—", fr=sides.get("fr") or "—")
