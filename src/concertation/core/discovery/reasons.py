"""Why a pair may be one organisation, or not, in sentences of both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from concertation.core.discovery.comparison import agreements
from concertation.core.discovery.doubles import Doubles
from concertation.core.discovery.fields import SINGLE_NUMBER_SCHEMES
from concertation.core.discovery.name_reading import read_name
from concertation.core.discovery.weights import CONSTANT
from concertation.core.text import Text, search_key
from concertation.core.vocabulary import load_scheme

_LN2 = float(np.log(2.0))


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: what it says, and its weight in bits, positive for one organisation, negative for two."""

    says: Text
    bits: float


def explain_double(doubles: Doubles, position: int) -> tuple[Reason, ...]:
    """The reasons of the pair at that position of ``doubles.pairs``, the weightiest first, whatever their sign.

    Bits are log-odds / ln 2. Those of the names count from what any two records have in common. What neither or only
    one of the records says gives no reason.
    """
    pair = doubles.pairs.row(position, named=True)
    reasons = [
        *_identifiers(doubles, pair),
        *_names(doubles, pair),
        *_acronym(pair),
        *_places(doubles, pair),
        *_sites(doubles, pair),
        *_fields(doubles, pair),
        *_rivals(pair),
    ]
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.bits)))


def _reason(en: str, fr: str, log_odds: float) -> Reason:
    return Reason(Text(en=en, fr=fr), round(log_odds / _LN2, 1))


def _identifiers(doubles: Doubles, pair: Mapping[str, Any]) -> Iterator[Reason]:
    if not pair["identifiers"]:
        return
    one, other = (_numbers(doubles, pair[side]) for side in ("one", "other"))
    for name in sorted(one.keys() & other.keys()):
        label = load_scheme("identifier_scheme")[name].label
        same = sorted(one[name] & other[name])
        if pair["conflict"] and not same and name in SINGLE_NUMBER_SCHEMES:
            numbers = f"{min(one[name])}, {min(other[name])}"
            yield _reason(
                f"two different numbers: {label.en.lower()} ({numbers})",
                f"deux numéros différents : {label.fr.lower()} ({numbers})",
                pair["identifiers"],
            )
        elif same and not pair["conflict"]:
            yield _reason(
                f"same {label.en.lower()} ({same[0]})", f"même {label.fr.lower()} ({same[0]})", pair["identifiers"]
            )


def _numbers(doubles: Doubles, row: int) -> dict[str, set[str]]:
    held = doubles.organisations.identifiers.filter(pl.col("row") == row)
    numbers: dict[str, set[str]] = {}
    for name, number in held.select("scheme", "number").iter_rows():
        numbers.setdefault(name, set()).add(number)
    return numbers


def _names(doubles: Doubles, pair: Mapping[str, Any]) -> Iterator[Reason]:
    if pair["reading"] is None:
        return
    one, other = (_written(doubles, pair[reading]) for reading in ("reading", "reading_other"))
    evidence = pair["names"] - CONSTANT
    if search_key(one) == search_key(other):
        yield _reason(f"same name (“{other}”)", f"même nom (« {other} »)", evidence)
        return
    agreed, left = _words(doubles, pair)
    told = ", ".join(agreed) or "—"
    apart = f" ≠ {', '.join(left)}" if left else ""
    yield _reason(
        f"names “{one}” and “{other}”: {told}{apart}", f"noms « {one} » et « {other} » : {told}{apart}", evidence
    )


def _written(doubles: Doubles, reading: int) -> str:
    name = doubles.sketches.readings.filter(pl.col("reading") == reading)["name"][0]
    return str(doubles.organisations.names["name"][name])


def _words(doubles: Doubles, pair: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """« école = school » for the words that agree, the rarest first; then those without a counterpart."""
    stems = doubles.sketches.stems
    crossing = pl.DataFrame(
        {"crossing": [0], "reading": [pair["reading"]], "reading_other": [pair["reading_other"]]},
        schema={"crossing": pl.UInt32, "reading": pl.UInt32, "reading_other": pl.UInt32},
    )
    found = agreements(doubles.sketches, crossing).sort(
        ["shared", "word", "word_other"], descending=[True, False, False]
    )
    writing = [dict(read_name(_written(doubles, pair[side])).written_by_stem) for side in ("reading", "reading_other")]
    agreed: dict[str, None] = {}
    seen: tuple[set[str], set[str]] = (set(), set())
    for word, word_other in found.select("word", "word_other").iter_rows():
        one, other = stems[word], stems[word_other]
        if one in seen[0] and other in seen[1]:
            continue
        seen[0].add(one)
        seen[1].add(other)
        first, second = writing[0].get(one, one), writing[1].get(other, other)
        agreed[first if first == second else f"{first} = {second}"] = None
    left = [
        writing[side].get(stem, stem)
        for side, reading in enumerate(("reading", "reading_other"))
        for stem in _stems(doubles, pair[reading])
        if stem not in seen[side]
    ]
    return list(agreed), left


def _stems(doubles: Doubles, reading: int) -> list[str]:
    held = doubles.sketches.words.filter(pl.col("reading") == reading)["word"]
    return [doubles.sketches.stems[word] for word in held]


def _acronym(pair: Mapping[str, Any]) -> Iterator[Reason]:
    if pair["acronym"]:
        word = pair["acronym"].upper()
        yield _reason(f"same acronym ({word})", f"même sigle ({word})", pair["acronyms"])


def _places(doubles: Doubles, pair: Mapping[str, Any]) -> Iterator[Reason]:
    if not pair["places"]:
        return
    held = doubles.organisations.places
    one, other = (held.filter(pl.col("row") == pair[side]) for side in ("one", "other"))
    same = sorted(set(one["locality"].drop_nulls()) & set(other["locality"].drop_nulls()))
    if same:
        yield _reason(f"same place ({same[0].title()})", f"même lieu ({same[0].title()})", pair["places"])
    elif set(one["region"].drop_nulls()) & set(other["region"].drop_nulls()):
        yield _reason("same province, another place", "même province, autre lieu", pair["places"])
    else:
        yield _reason("two places far apart", "deux lieux éloignés", pair["places"])


def _sites(doubles: Doubles, pair: Mapping[str, Any]) -> Iterator[Reason]:
    if not pair["sites"]:
        return
    held = doubles.organisations.sites
    one, other = (set(held.filter(pl.col("row") == pair[side])["host"]) for side in ("one", "other"))
    same = sorted(one & other)
    if same:
        yield _reason(f"same Web site ({same[0]})", f"même site Web ({same[0]})", pair["sites"])
    else:
        yield _reason("two Web sites", "deux sites Web", pair["sites"])


_FIELDS: Mapping[str, tuple[Text, Text]] = {
    "postal_codes": (
        Text(en="same postal code, or nearly", fr="même code postal, ou presque"),
        Text(en="two postal codes", fr="deux codes postaux"),
    ),
    "kinds": (Text(en="same kind", fr="même genre"), Text(en="two kinds", fr="deux genres")),
}


def _fields(doubles: Doubles, pair: Mapping[str, Any]) -> Iterator[Reason]:
    for name, (agreeing, differing) in _FIELDS.items():
        if pair[name]:
            says = agreeing if pair[name] > 0 else differing
            yield Reason(says, round(pair[name] / _LN2, 1))


def _rivals(pair: Mapping[str, Any]) -> Iterator[Reason]:
    """What hearing the rivals took away from the pair, where both sides have a candidate as near."""
    if min(pair["rival_one"], pair["rival_other"]) >= pair["apart"]:
        yield _reason(
            "each of the two is as near to another record",
            "chacun des deux ressemble autant à un autre enregistrement",
            pair["apart"] - min(pair["rival_one"], pair["rival_other"]),
        )
