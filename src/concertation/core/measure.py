"""What each measure says of itself: name, unit, what it reads, with what caution, and from whom."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from concertation.core.errors import InvalidData, UnknownRecord
from concertation.core.facts import all_kinds
from concertation.core.text import Language, Text

Unit = Literal["category", "share", "index", "points", "count", "rung", "flag", "steps", "signed", "table"]
Origin = Literal["article", "convention", "mixed", "literature"]
Capability = Literal["typology", "network"]
Level = Literal["partnership", "network", "node", "tie", "pair"]
Need = Literal["direction", "strengths", "group", "number", "mode", "scale", "layers"]

_UNITS: Mapping[Unit, Text] = {
    "category": Text(en="a term of a vocabulary", fr="un terme d’un vocabulaire"),
    "share": Text(en="a share, from 0 to 1", fr="une part, de 0 à 1"),
    "index": Text(en="an index without unit", fr="un indice sans unité"),
    "points": Text(en="points, from 0 to 100", fr="des points, de 0 à 100"),
    "count": Text(en="a count", fr="un nombre"),
    "rung": Text(en="a rung, from 1 to 8", fr="un échelon, de 1 à 8"),
    "flag": Text(en="yes, no or unknown", fr="oui, non ou inconnu"),
    "steps": Text(en="steps from one organisation to another", fr="des pas d’un organisme à un autre"),
    "signed": Text(en="an index from −1 to 1", fr="un indice de −1 à 1"),
    "table": Text(en="a table of counts", fr="un tableau de nombres"),
}
_ORIGINS: Mapping[Origin, Text] = {
    "article": Text(en="per the article", fr="selon l’article"),
    "convention": Text(en="a Concertation convention", fr="une convention de Concertation"),
    "mixed": Text(
        en="per the article, with thresholds that are Concertation conventions",
        fr="selon l’article, avec des seuils qui sont des conventions de Concertation",
    ),
    "literature": Text(en="per the literature", fr="selon les écrits"),
}
_LEVELS: Mapping[Level, Text] = {
    "partnership": Text(en="a partnership", fr="un partenariat"),
    "network": Text(en="the whole network", fr="tout le réseau"),
    "node": Text(en="an organisation in the network", fr="un organisme dans le réseau"),
    "tie": Text(en="a tie", fr="un lien"),
    "pair": Text(en="a pair of organisations", fr="une paire d’organismes"),
}
_NEEDS: Mapping[Need, Text] = {
    "direction": Text(en="ties with a direction", fr="des liens orientés"),
    "strengths": Text(en="the strength of ties", fr="la force des liens"),
    "group": Text(en="a group for each organisation (sector, kind)", fr="un groupe par organisme (secteur, genre)"),
    "number": Text(en="a number for each organisation", fr="un nombre par organisme"),
    "mode": Text(
        en="two sides, such as organisations and partnerships",
        fr="deux côtés, comme des organismes et des partenariats",
    ),
    "scale": Text(en="the scale on which ties were rated", fr="l’échelle sur laquelle les liens ont été notés"),
    "layers": Text(en="several kinds of ties", fr="plusieurs genres de liens"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that the product shows, as its headers, legends, footnotes and pages of methods describe it.

    ``reads`` are the kinds of facts it is computed from; ``formula`` says how; ``caution`` what it does not say;
    ``reference`` where it comes from; ``is_restricted`` whether few may see it. ``level`` is what one figure is
    about; ``needs`` what must be known beside the ties of a network; ``definition`` says in plain words what it
    measures, where the formula alone would not; ``is_on_request`` whether it is computed only when asked by name.
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
    capability: Capability = "typology"
    level: Level = "partnership"
    needs: tuple[Need, ...] = ()
    definition: Text | None = None
    is_on_request: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """What computing a measure takes of it; its words are left aside."""

    id: str
    level: Level
    needs: tuple[Need, ...]
    is_on_request: bool


# The lines of a data file that name a measure, or say what computing it takes.
_OUTLINES = re.compile(r"^(?:\[.*\]|(?:level|needs|on_request) = .*)$", re.MULTILINE)


@cache
def outlines_of(capability: Capability) -> tuple[Outline, ...]:
    """The measures of one capability without their words, in the order of its data file.

    Reading the words of a hundred measures takes longer than computing many of them.
    """
    entries = tomllib.loads("\n".join(_OUTLINES.findall(_data(capability))))
    return tuple(
        Outline(name, one.get("level", "partnership"), tuple(one.get("needs", ())), one.get("on_request", False))
        for name, one in entries.items()
    )


def measure(measure_id: str) -> Measure:
    """The measure of that id; raises ``UnknownRecord`` when there is none."""
    for known in all_measures():
        if known.id == measure_id:
            return known
    raise UnknownRecord(kind="measure", key=measure_id)


@cache
def all_measures() -> tuple[Measure, ...]:
    """Every measure, in the order of the data files; raises ``InvalidData`` listing every fault at once."""
    measures = tuple(one for capability in get_args(Capability) for one in measures_of(capability))
    ids = [one.id for one in measures]
    if repeated := sorted({one for one in ids if ids.count(one) > 1}):
        raise InvalidData(count=len(repeated), listing="; ".join(repeated))
    return measures


@cache
def measures_of(capability: Capability) -> tuple[Measure, ...]:
    """The measures of one capability, in the order of its data file; raises ``InvalidData`` likewise."""
    faults: list[str] = []
    measures = tuple(_read(capability, faults))
    if faults:
        raise InvalidData(count=len(faults), listing="; ".join(faults))
    return measures


_TITLES: Mapping[Capability, Text] = {
    "typology": Text(en="Methods: the typologies", fr="Méthodes : les typologies"),
    "network": Text(en="Methods: who works with whom", fr="Méthodes : qui travaille avec qui"),
}


def describe_measures(language: Language, capability: Capability = "typology") -> str:
    """The page of methods, in Markdown: one section a measure, from the measures' own words."""
    kinds = {kind.id: kind.plural for kind in all_kinds()}
    opening = Text(
        en="This page is generated from what each measure says of itself. Unknown is a value: a figure that "
        "too few facts support is not shown, and says which facts are missing.",
        fr="Cette page est produite à partir de ce que chaque mesure dit d’elle-même. L’inconnu est une valeur : "
        "un chiffre que trop peu de faits appuient n’est pas montré, et dit quels faits manquent.",
    )
    sections = [f"# {_TITLES[capability].in_language(language)}", opening.in_language(language)]
    sections += [_section(one, kinds, language) for one in measures_of(capability)]
    return "\n\n".join(sections) + "\n"


_WORDS = {
    "level": Text(en="Said of", fr="Dit de"),
    "unit": Text(en="Unit", fr="Unité"),
    "reads": Text(en="Read from", fr="Lue dans"),
    "needs": Text(en="Needs", fr="Demande"),
    "caution": Text(en="Caution", fr="Précaution"),
    "origin": Text(en="Origin", fr="Origine"),
    "restricted": Text(en="Few may see it.", fr="Peu de personnes y ont accès."),
    "on_request": Text(en="Computed when asked by name.", fr="Calculée quand on la demande par son nom."),
}


def _section(one: Measure, kinds: Mapping[str, Text], language: Language) -> str:
    colon = ":" if language == "en" else "\u00a0:"
    parts = [f"## {one.label.in_language(language)} (`{one.id}`)"]
    parts += [one.definition.in_language(language)] if one.definition else []
    parts.append(one.formula.in_language(language))
    lines = ((name, text) for name, text in _lines(one, kinds, language) if text)
    parts.append("\n".join(f"- {_WORDS[name].in_language(language)}{colon} {text}" for name, text in lines))
    ends = (("restricted", one.is_restricted), ("on_request", one.is_on_request))
    return "\n\n".join([*parts, *(_WORDS[name].in_language(language) for name, holds in ends if holds)])


def _lines(one: Measure, kinds: Mapping[str, Text], language: Language) -> Iterator[tuple[str, str]]:
    if one.level != "partnership":
        yield "level", _LEVELS[one.level].in_language(language)
    yield "unit", _UNITS[one.unit].in_language(language)
    yield "reads", ", ".join(kinds[kind].in_language(language).lower() for kind in one.reads)
    yield "needs", ", ".join(_NEEDS[need].in_language(language) for need in one.needs)
    yield "caution", one.caution.in_language(language)
    yield "origin", f"{_ORIGINS[one.origin].in_language(language)}. {one.reference.in_language(language)}"


def _read(capability: Capability, faults: list[str]) -> Iterator[Measure]:
    for measure_id, entry in tomllib.loads(_data(capability)).items():
        faults += _faults_of(measure_id, entry)
        yield _measure(capability, measure_id, entry, faults)


def _data(capability: Capability) -> str:
    return resources.files(f"concertation.core.{capability}").joinpath("measures.toml").read_text(encoding="utf-8")


def _faults_of(measure_id: str, entry: Mapping[str, Any]) -> Iterator[str]:
    known = {kind.id for kind in all_kinds()}
    yield from (f"{measure_id}: {kind}" for kind in entry.get("reads", ()) if kind not in known)
    yield from (f"{measure_id}: {need}" for need in entry.get("needs", ()) if need not in get_args(Need))
    for name, allowed in (("unit", get_args(Unit)), ("origin", get_args(Origin))):
        if entry.get(name) not in allowed:
            yield f"{measure_id}.{name}: {entry.get(name)}"
    if entry.get("level", "partnership") not in get_args(Level):
        yield f"{measure_id}.level: {entry['level']}"


def _measure(capability: Capability, measure_id: str, entry: Mapping[str, Any], faults: list[str]) -> Measure:
    texts = {name: _text(entry, name, measure_id, faults) for name in _TEXTS}
    has_definition = capability != "typology" or "definition" in entry
    return Measure(
        id=measure_id,
        unit=entry.get("unit", "index"),
        origin=entry.get("origin", "convention"),
        reads=tuple(entry.get("reads", ())),
        is_restricted=entry.get("restricted", False),
        capability=capability,
        level=entry.get("level", "partnership"),
        needs=tuple(entry.get("needs", ())),
        definition=_text(entry, "definition", measure_id, faults) if has_definition else None,
        is_on_request=entry.get("on_request", False),
        **texts,
    )


_TEXTS = ("label", "formula", "caution", "reference")


def _text(entry: Mapping[str, Any], name: str, measure_id: str, faults: list[str]) -> Text:
    sides = entry.get(name, {})
    missing = [language for language in get_args(Language) if not sides.get(language, "").strip()]
    faults += [f"{measure_id}.{name}: {language}" for language in missing]
    return Text(en=sides.get("en") or "—", fr=sides.get("fr") or "—")
