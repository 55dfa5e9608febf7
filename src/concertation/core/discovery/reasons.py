"""Why a pair may be one organisation, or not, in sentences of both languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from concertation.core.discovery.agreement import Words, find_agreements, lay_words
from concertation.core.discovery.doubles import Doubles
from concertation.core.discovery.fields import SINGLE_NUMBER_SCHEMES
from concertation.core.discovery.name_reading import read_name
from concertation.core.discovery.weights import CONSTANT
from concertation.core.text import Text, search_key
from concertation.core.vocabulary import load_scheme

_LN2 = float(np.log(2.0))
# Pairs whose words are crossed in one go.
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: what it says, and its weight in bits, positive for one organisation, negative for two."""

    says: Text
    bits: float


@dataclass(frozen=True, slots=True)
class _Held:
    """What the records of some pairs hold, by record or reading: looked up once for all of these pairs."""

    stems: Sequence[str]
    names: Mapping[int, str]
    words: Mapping[int, list[int]]
    agreed: Mapping[int, list[tuple[int, int]]]
    numbers: Mapping[int, list[tuple[str, str]]]
    places: Mapping[int, list[tuple[str | None, str | None]]]
    sites: Mapping[int, list[str]]


def explain_double(doubles: Doubles, position: int) -> tuple[Reason, ...]:
    """The reasons of the pair at that position of ``doubles.pairs``, the weightiest first, whatever their sign.

    Bits are log-odds / ln 2. Those of the names count from what any two records have in common. What neither or only
    one of the records says gives no reason.
    """
    return next(explain_doubles(doubles, start=position, count=1))


def explain_doubles(doubles: Doubles, *, start: int = 0, count: int | None = None) -> Iterator[tuple[Reason, ...]]:
    """The same for pairs that follow each other, in their order: what they hold is looked up some thousands at once."""
    pairs = doubles.pairs[start : None if count is None else start + count]
    laid = lay_words(doubles.sketches)
    for chunk in pairs.iter_slices(_CHUNK):
        held = _held(doubles, laid, chunk)
        for position, pair in enumerate(chunk.iter_rows(named=True)):
            reasons = [
                *_identifiers(held, pair),
                *_names(held, pair, position),
                *_contrasts(pair),
                *_acronym(pair),
                *_places(held, pair),
                *_sites(held, pair),
                *_fields(pair),
                *_rivals(pair),
            ]
            yield tuple(sorted(reasons, key=lambda reason: -abs(reason.bits)))


def _held(doubles: Doubles, laid: Words, pairs: pl.DataFrame) -> _Held:
    rows = pl.concat([pairs["one"], pairs["other"]]).unique()
    read = pl.concat([pairs["reading"], pairs["reading_other"]]).drop_nulls().unique()
    sketches, organisations = doubles.sketches, doubles.organisations
    names = sketches.readings.filter(pl.col("reading").is_in(read.implode())).select("reading", "name")
    words = sketches.words.filter(pl.col("reading").is_in(read.implode()))
    numbers = organisations.identifiers.filter(pl.col("row").is_in(rows.implode()))
    places = organisations.places.filter(pl.col("row").is_in(rows.implode()))
    sites = organisations.sites.filter(pl.col("row").is_in(rows.implode()))
    return _Held(
        stems=sketches.stems,
        names={reading: str(organisations.names["name"][name]) for reading, name in names.iter_rows()},
        words=_listed(words.select("reading", "word").iter_rows()),
        agreed=_listed(_agreed(laid, pairs)),
        numbers=_listed((row, (scheme, number)) for row, scheme, number in _columns(numbers, "scheme", "number")),
        places=_listed((row, (locality, region)) for row, locality, region in _columns(places, "locality", "region")),
        sites=_listed(_columns(sites, "host")),
    )


def _columns(table: pl.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    return table.select("row", *names).iter_rows()


def _listed(lines: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for key, value in lines:
        found[key].append(value)
    return found


def _agreed(words: Words, pairs: pl.DataFrame) -> Iterator[tuple[int, tuple[int, int]]]:
    """By position, the words that agree, the most telling first."""
    crossing = pairs.with_row_index("crossing").drop_nulls("reading").select("crossing", "reading", "reading_other")
    ends = (crossing["reading"].to_numpy(), crossing["reading_other"].to_numpy())
    found = find_agreements(words, *ends)
    order = np.lexsort((found.word_other, found.word, -found.shared, found.crossing))
    positions = crossing["crossing"].to_numpy()[found.crossing[order]]
    lines = (positions.tolist(), found.word[order].tolist(), found.word_other[order].tolist())
    for position, word, word_other in zip(*lines, strict=True):
        yield position, (word, word_other)


def _reason(en: str, fr: str, log_odds: float) -> Reason:
    return Reason(Text(en=en, fr=fr), round(log_odds / _LN2, 1))


def _identifiers(held: _Held, pair: Mapping[str, Any]) -> Iterator[Reason]:
    if not pair["identifiers"]:
        return
    one, other = (_numbers(held, pair[side]) for side in ("one", "other"))
    for name in sorted(one.keys() & other.keys()):
        label = load_scheme("identifier_scheme")[name].label
        same = sorted(one[name] & other[name])
        if pair["conflict"] and not same and name in SINGLE_NUMBER_SCHEMES:
            numbers = f"{min(one[name])}, {min(other[name])}"
            yield _reason(
                f"two different numbers: {label.en.lower()} ({numbers})",
                f"deux numéros différents : {label.fr.lower()} ({numbers})",
                pair["identifiers"],
            )
        elif same and not pair["conflict"]:
            yield _reason(
                f"same {label.en.lower()} ({same[0]})", f"même {label.fr.lower()} ({same[0]})", pair["identifiers"]
            )


def _numbers(held: _Held, row: int) -> dict[str, set[str]]:
    numbers: dict[str, set[str]] = {}
    for name, number in held.numbers.get(row, ()):
        numbers.setdefault(name, set()).add(number)
    return numbers


def _names(held: _Held, pair: Mapping[str, Any], position: int) -> Iterator[Reason]:
    if pair["reading"] is None:
        return
    one, other = (held.names[pair[reading]] for reading in ("reading", "reading_other"))
    evidence = pair["names"] - CONSTANT
    if search_key(one) == search_key(other):
        yield _reason(f"same name (“{other}”)", f"même nom (« {other} »)", evidence)
        return
    agreed, left = _words(held, pair, position)
    told = ", ".join(agreed) or "—"
    apart = f" ≠ {', '.join(left)}" if left else ""
    yield _reason(
        f"names “{one}” and “{other}”: {told}{apart}",
        f"noms « {one} » et « {other} » : {told}{apart}",
        evidence,
    )


def _words(held: _Held, pair: Mapping[str, Any], position: int) -> tuple[list[str], list[str]]:
    """« école = school » for the words that agree, the rarest first; then those without a counterpart."""
    sides = ("reading", "reading_other")
    writing = [dict(read_name(held.names[pair[side]]).written_by_stem) for side in sides]
    agreed: dict[str, None] = {}
    seen: tuple[set[str], set[str]] = (set(), set())
    for word, word_other in held.agreed.get(position, ()):
        one, other = held.stems[word], held.stems[word_other]
        if one in seen[0] and other in seen[1]:
            continue
        seen[0].add(one)
        seen[1].add(other)
        first, second = writing[0].get(one, one), writing[1].get(other, other)
        agreed[first if first == second else f"{first} = {second}"] = None
    left = [
        writing[side].get(stem, stem)
        for side, reading in enumerate(sides)
        for stem in (held.stems[word] for word in held.words.get(pair[reading], ()))
        if stem not in seen[side]
    ]
    return list(agreed), left


_CONTRASTS: Mapping[str, Text] = {
    "numbers_differ": Text(en="two different numbers in the names", fr="deux numéros différents dans les noms"),
    "opposed": Text(en="one name says the contrary of the other", fr="un nom dit le contraire de l’autre"),
    "told_apart": Text(
        en="a place or another proper name that differs in each name",
        fr="un lieu ou un autre nom propre qui diffère dans chaque nom",
    ),
}


def _contrasts(pair: Mapping[str, Any]) -> Iterator[Reason]:
    for name, says in _CONTRASTS.items():
        if pair[name]:
            yield Reason(says, round(pair[name] / _LN2, 1))


def _acronym(pair: Mapping[str, Any]) -> Iterator[Reason]:
    if pair["acronym"]:
        word = pair["acronym"].upper()
        yield _reason(f"same acronym ({word})", f"même sigle ({word})", pair["acronyms"])


def _places(held: _Held, pair: Mapping[str, Any]) -> Iterator[Reason]:
    if not pair["places"]:
        return
    one, other = (held.places.get(pair[side], []) for side in ("one", "other"))
    same = sorted({place for place, _ in one if place} & {place for place, _ in other if place})
    if same:
        yield _reason(f"same place ({same[0].title()})", f"même lieu ({same[0].title()})", pair["places"])
    elif {region for _, region in one if region} & {region for _, region in other if region}:
        yield _reason("same province, another place", "même province, autre lieu", pair["places"])
    else:
        yield _reason("two places far apart", "deux lieux éloignés", pair["places"])


def _sites(held: _Held, pair: Mapping[str, Any]) -> Iterator[Reason]:
    if not pair["sites"]:
        return
    same = sorted(set(held.sites.get(pair["one"], ())) & set(held.sites.get(pair["other"], ())))
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


def _fields(pair: Mapping[str, Any]) -> Iterator[Reason]:
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
