"""Pairs of organisations compared field by field, as columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from concertation.core.discovery.agreement import Agreements, Words, beginnings, find_agreements, lay_words
from concertation.core.discovery.opposites import poles
from concertation.core.discovery.organisations import Sketches

_CHUNK = 15_000
_LANGUAGES = {"en": 1, "fr": 2}

# By kind of word, information.
_Sums = Mapping[str, np.ndarray]


def compare_names(sketches: Sketches, pairs: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Every reading of one name against every reading of another, in chunks of pairs.

    Columns: ``pair`` (position in ``pairs``), ``reading``, ``reading_other``, ``agreed`` (information of the words
    that agree, mean of the two sides); ``known_least``, ``known_most``, ``own_least``, ``own_most`` (information of
    the words without a counterpart, on the side that has least and most of it: words that the glossary knows, and all
    others, mostly names); ``apart`` (the same of names of places and of people and, within one language, of unknown
    words, on the side that has least); ``closeness`` (normalised Indel similarity of the sorted stems);
    ``numbers_differ``; ``number_alone`` (one has numbers); ``opposed`` (one is of the north, the other of the south, or
    one denies what the other says).
    """
    ground = _ground(sketches)
    for start in range(0, len(pairs), _CHUNK):
        crossings = _cross(ground, pairs[start : start + _CHUNK])
        if len(crossings.pair):
            yield _compared(ground, crossings).with_columns(pl.col("pair") + start)


@dataclass(frozen=True, slots=True)
class _Ground:
    """Readings in the order of their records (from ``begin`` on, ``count`` of a record), and what is compared of each:
    its words, the information of each kind of word (``says``) and which words are of it (``is_of``), its numbers and
    language as marks (0 for none), the poles that it names, its words after a negation."""

    readings: pl.DataFrame
    begin: np.ndarray
    count: np.ndarray
    words: Words
    says: _Sums
    is_of: _Sums
    numbers: np.ndarray
    language: np.ndarray
    opposites: pl.DataFrame
    negated: pl.DataFrame


@dataclass(frozen=True, slots=True)
class _Crossings:
    """Every reading of one record against every reading of another: the position of the ``pair``, those of the two
    readings."""

    pair: np.ndarray
    one: np.ndarray
    other: np.ndarray


def _ground(sketches: Sketches) -> _Ground:
    readings = sketches.readings.sort("row", "reading")
    count = np.bincount(readings["row"].to_numpy(), minlength=sketches.count)
    is_of = {"known": sketches.is_known, "own": ~sketches.is_known}
    is_of |= {"named": sketches.is_named, "strange": sketches.is_strange}
    return _Ground(
        readings=readings.select("reading", "name", "ordered"),
        begin=np.cumsum(count) - count,
        count=count,
        words=lay_words(sketches),
        says={name: readings[name].to_numpy() for name in is_of},
        is_of=is_of,
        numbers=_numbers(sketches, readings),
        language=readings["language"].replace_strict(_LANGUAGES, default=0, return_dtype=pl.Int8).to_numpy(),
        opposites=_opposites(sketches),
        negated=sketches.negated,
    )


def _cross(ground: _Ground, pairs: pl.DataFrame) -> _Crossings:
    one, other = pairs["one"].to_numpy(), pairs["other"].to_numpy()
    across = ground.count[other]
    number = ground.count[one] * across
    pair = np.repeat(np.arange(len(pairs)), number)
    turn = np.arange(len(pair)) - np.repeat(np.cumsum(number) - number, number)
    return _Crossings(
        pair=pair,
        one=ground.begin[one][pair] + turn // across[pair],
        other=ground.begin[other][pair] + turn % across[pair],
    )


def _compared(ground: _Ground, crossings: _Crossings) -> pl.DataFrame:
    ones, others = ground.readings[crossings.one], ground.readings[crossings.other]
    found = find_agreements(ground.words, ones["reading"].to_numpy(), others["reading"].to_numpy())
    agreed = [
        _agreed(ground.is_of, crossings, found.crossing, word, found.shared) for word in (found.word, found.word_other)
    ]
    left = [
        {name: np.maximum(ground.says[name][at] - side[name], 0.0) for name in side}
        for at, side in zip((crossings.one, crossings.other), agreed, strict=True)
    ]
    numbers, numbers_other = ground.numbers[crossings.one], ground.numbers[crossings.other]
    return pl.DataFrame(
        {
            "pair": crossings.pair.astype(np.uint32),
            "reading": ones["reading"],
            "reading_other": others["reading"],
            "agreed": sum(side[name] for side in agreed for name in ("known", "own")) / 2,
            "known_least": np.minimum(left[0]["known"], left[1]["known"]),
            "known_most": np.maximum(left[0]["known"], left[1]["known"]),
            "own_least": np.minimum(left[0]["own"], left[1]["own"]),
            "own_most": np.maximum(left[0]["own"], left[1]["own"]),
            "apart": _apart(left, ground.language[crossings.one] != ground.language[crossings.other]),
            "closeness": _closeness(ones["ordered"], others["ordered"]),
            "numbers_differ": (numbers > 0) & (numbers_other > 0) & (numbers != numbers_other),
            "number_alone": (numbers > 0) != (numbers_other > 0),
            "opposed": _opposed(ground, crossings, ones, others, found),
        }
    )


def _agreed(is_of: _Sums, crossings: _Crossings, crossing: np.ndarray, word: np.ndarray, shared: np.ndarray) -> _Sums:
    """What the words of one side share with their nearest of the other, by kind of word."""
    order = np.argsort((crossing << 32) | word, kind="stable")
    crossing, word, shared = crossing[order], word[order], shared[order]
    starts = beginnings(crossing, word)
    nearest = np.maximum.reduceat(shared, starts) if len(starts) else shared
    crossing, word = crossing[starts], word[starts]
    count = len(crossings.pair)
    return {name: np.bincount(crossing, nearest * flag[word], minlength=count) for name, flag in is_of.items()}


def _apart(left: Sequence[_Sums], is_translated: np.ndarray) -> np.ndarray:
    """A word that no glossary knows may be the translation of another, where the two names are not of one language."""
    one, other = (side["named"] + np.where(is_translated, 0.0, side["strange"]) for side in left)
    return np.asarray(np.minimum(one, other))


def _opposed(
    ground: _Ground, crossings: _Crossings, ones: pl.DataFrame, others: pl.DataFrame, found: Agreements
) -> np.ndarray:
    """Whether some reading of the one name says the contrary of some reading of the other."""
    crossed = pl.DataFrame({"reading": ones["reading"], "reading_other": others["reading"]}).with_row_index("crossing")
    contrary = pl.concat([_contrary(ground.opposites, crossed), _denied(ground.negated, crossed, found)]).to_series()
    opposed = np.zeros(len(crossed), dtype=bool)
    opposed[contrary.to_numpy()] = True
    if not opposed.any():
        return opposed
    names = pl.DataFrame(
        {"pair": crossings.pair, "name": ones["name"], "name_other": others["name"], "opposed": opposed}
    )
    return names.select(pl.col("opposed").any().over("pair", "name", "name_other")).to_series().to_numpy()


def _opposites(sketches: Sketches) -> pl.DataFrame:
    """By reading and axis, the poles that its words name."""
    lines = [(word, axis, pole) for word, stem in enumerate(sketches.stems) for axis, pole in poles().get(stem, ())]
    named = pl.DataFrame(lines, schema={"word": pl.UInt32, "axis": pl.String, "pole": pl.UInt32}, orient="row")
    return sketches.words.join(named, on="word").group_by("reading", "axis").agg(pl.col("pole").unique())


def _contrary(opposites: pl.DataFrame, crossed: pl.DataFrame) -> pl.DataFrame:
    """Each names a pole of one axis that the other does not: north and south, not north and north-east."""
    both = crossed.join(opposites, on="reading").join(
        opposites, left_on=["reading_other", "axis"], right_on=["reading", "axis"], suffix="_other"
    )
    differ = [
        pl.col(one).list.set_difference(other).list.len() > 0
        for one, other in (("pole", "pole_other"), ("pole_other", "pole"))
    ]
    return both.filter(*differ).select("crossing")


def _denied(negated: pl.DataFrame, crossed: pl.DataFrame, found: Agreements) -> pl.DataFrame:
    """A word that agrees follows a negation on one side alone."""
    words = negated["word"].unique().to_numpy()
    near = np.isin(found.word, words) | np.isin(found.word_other, words)
    agreements = pl.DataFrame({"word": found.word[near], "word_other": found.word_other[near]}).with_columns(
        crossed[found.crossing[near]]
    )
    denied = negated.with_columns(is_negated=True)
    both = agreements.join(denied, on=["reading", "word"], how="left").join(
        denied, left_on=["reading_other", "word_other"], right_on=["reading", "word"], how="left", suffix="_other"
    )
    return both.filter(pl.col("is_negated").is_null() != pl.col("is_negated_other").is_null()).select("crossing")


def _numbers(sketches: Sketches, readings: pl.DataFrame) -> np.ndarray:
    """A mark by reading: the same for two that hold the same numbers, 0 where there are none."""
    digits = pl.DataFrame(
        {"word": np.arange(len(sketches.stems), dtype=np.uint32), "stem": list(sketches.stems)},
        schema={"word": pl.UInt32, "stem": pl.String},
    ).filter(pl.col("stem").str.contains(r"^\d+$"))
    held = sketches.words.join(digits, on="word").sort("stem")
    told = held.group_by("reading").agg(numbers=pl.col("stem").str.join(" "))
    marked = told.with_columns(pl.col("numbers").rank("dense"))
    found = readings.select("reading").join(marked, on="reading", how="left", maintain_order="left")
    return found["numbers"].fill_null(0).to_numpy()


def _closeness(ones: pl.Series, others: pl.Series) -> np.ndarray:
    return cpdist(ones.to_list(), others.to_list(), scorer=Indel.normalized_similarity, dtype=np.float32)


def compare_acronyms(sketches: Sketches, pairs: pl.DataFrame) -> pl.DataFrame:
    """``pair``, ``acronym``, its ``information``: given on a side, it is given on the other or makes its initials."""
    known = sketches.acronyms.rename({"row": "one"})
    others = sketches.acronyms.select(other="row", acronym="acronym", is_given_other="is_given")
    shared = (
        pairs.with_row_index("pair")
        .join(known, on="one")
        .join(others, on=["other", "acronym"])
        .filter(pl.col("is_given") | pl.col("is_given_other"))
        .sort("information", "acronym", descending=[True, False])
    )
    return shared.group_by("pair", maintain_order=True).agg(pl.col("acronym", "information").first())
