"""Pairs of organisations compared field by field, as columns."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from concertation.core.discovery.opposites import poles
from concertation.core.discovery.organisations import Sketches

_CHUNK = 15_000


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
    readings = sketches.readings.select(
        "reading", "row", "name", "known", "own", "named", "strange", "ordered", "language"
    )
    opposites = _opposites(sketches)
    numbers = _numbers(sketches)
    for start in range(0, len(pairs), _CHUNK):
        chunk = pairs[start : start + _CHUNK].with_row_index("pair", offset=start)
        crossed = (
            chunk.join(readings, left_on="one", right_on="row")
            .join(readings, left_on="other", right_on="row", suffix="_right")
            .rename({"reading_right": "reading_other"})
            .with_row_index("crossing")
        )
        if crossed.is_empty():
            continue
        agreements = find_agreements(sketches, crossed)
        agreed = _agreed(sketches, agreements)
        opposed = pl.concat([_contrary(opposites, crossed), _denied(sketches, agreements)]).unique()
        compared = (
            crossed.join(agreed, on="crossing", how="left")
            .join(numbers, on="reading", how="left")
            .join(numbers, left_on="reading_other", right_on="reading", how="left", suffix="_other")
            .join(opposed.with_columns(opposed=True), on="crossing", how="left")
            .with_columns(pl.col("^(known|own|named|strange)_(one|other)$").fill_null(0.0))
            .sort("crossing")
        )
        yield compared.select(
            "pair",
            "reading",
            "reading_other",
            agreed=pl.sum_horizontal("known_one", "known_other", "own_one", "own_other") / 2,
            known_least=pl.min_horizontal(*_left_over("known")),
            known_most=pl.max_horizontal(*_left_over("known")),
            own_least=pl.min_horizontal(*_left_over("own")),
            own_most=pl.max_horizontal(*_left_over("own")),
            apart=_apart(),
            closeness=pl.Series(_closeness(compared)),
            numbers_differ=(
                pl.col("numbers").is_not_null()
                & pl.col("numbers_other").is_not_null()
                & (pl.col("numbers") != pl.col("numbers_other"))
            ),
            number_alone=pl.col("numbers").is_null() != pl.col("numbers_other").is_null(),
            opposed=pl.col("opposed").fill_null(False).any().over("pair", "name", "name_right"),
        )


def find_agreements(sketches: Sketches, crossed: pl.DataFrame) -> pl.DataFrame:
    """The words that agree: ``crossing``, the two ``reading``, ``word``, ``word_other``, ``likeness``, ``shared``
    information."""
    information = pl.DataFrame(
        {"word": np.arange(len(sketches.stems), dtype=np.uint32), "information": sketches.information}
    )
    held = sketches.words.select(reading_other="reading", word_other="word")
    return (
        crossed.select("crossing", "reading", "reading_other")
        .join(sketches.senses, on="reading")
        .rename({"other": "word_other"})
        .join(held, on=["reading_other", "word_other"])
        .join(information, on="word")
        .join(information, left_on="word_other", right_on="word", suffix="_other")
        .select(
            *("crossing", "reading", "reading_other", "word", "word_other", "likeness"),
            shared=pl.col("likeness") * pl.min_horizontal("information", "information_other"),
        )
    )


def _left_over(kind: str) -> tuple[pl.Expr, pl.Expr]:
    one = (pl.col(kind) - pl.col(f"{kind}_one")).clip(lower_bound=0.0)
    other = (pl.col(f"{kind}_right") - pl.col(f"{kind}_other")).clip(lower_bound=0.0)
    return one, other


def _apart() -> pl.Expr:
    """A word that no glossary knows may be the translation of another, where the two names are not of one language."""
    named, strange = _left_over("named"), _left_over("strange")
    is_translated = pl.col("language").ne_missing(pl.col("language_right"))
    return pl.min_horizontal(
        *(name + pl.when(is_translated).then(0.0).otherwise(word) for name, word in zip(named, strange, strict=True))
    )


def _agreed(sketches: Sketches, found: pl.DataFrame) -> pl.DataFrame:
    flags = pl.DataFrame(
        {
            "word": np.arange(len(sketches.stems), dtype=np.uint32),
            "known": sketches.is_known,
            "own": ~sketches.is_known,
            "named": sketches.is_named,
            "strange": sketches.is_strange,
        }
    )
    sides = []
    for word, side in (("word", "one"), ("word_other", "other")):
        nearest = (
            found.group_by("crossing", pl.col(word).alias("word")).agg(pl.col("shared").max()).join(flags, on="word")
        )
        sums = [(pl.col("shared") * pl.col(flag)).sum().alias(f"{flag}_{side}") for flag in flags.columns[1:]]
        sides.append(nearest.group_by("crossing").agg(sums))
    return sides[0].join(sides[1], on="crossing")


def _opposites(sketches: Sketches) -> pl.DataFrame:
    """By reading and axis, the poles that its words name."""
    lines = [(word, axis, pole) for word, stem in enumerate(sketches.stems) for axis, pole in poles().get(stem, ())]
    named = pl.DataFrame(lines, schema={"word": pl.UInt32, "axis": pl.String, "pole": pl.UInt32}, orient="row")
    return sketches.words.join(named, on="word").group_by("reading", "axis").agg(pl.col("pole").unique())


def _contrary(opposites: pl.DataFrame, crossed: pl.DataFrame) -> pl.DataFrame:
    """Each names a pole of one axis that the other does not: north and south, not north and north-east."""
    both = (
        crossed.select("crossing", "reading", "reading_other")
        .join(opposites, on="reading")
        .join(opposites, left_on=["reading_other", "axis"], right_on=["reading", "axis"], suffix="_other")
    )
    differ = [
        pl.col(one).list.set_difference(other).list.len() > 0
        for one, other in (("pole", "pole_other"), ("pole_other", "pole"))
    ]
    return both.filter(*differ).select("crossing").unique()


def _denied(sketches: Sketches, agreements: pl.DataFrame) -> pl.DataFrame:
    """A word that agrees follows a negation on one side alone."""
    denied = sketches.negated.with_columns(is_negated=True)
    both = agreements.join(denied, on=["reading", "word"], how="left").join(
        denied, left_on=["reading_other", "word_other"], right_on=["reading", "word"], how="left", suffix="_other"
    )
    return (
        both.filter(pl.col("is_negated").is_null() != pl.col("is_negated_other").is_null()).select("crossing").unique()
    )


def _numbers(sketches: Sketches) -> pl.DataFrame:
    digits = pl.DataFrame(
        {"word": np.arange(len(sketches.stems), dtype=np.uint32), "stem": list(sketches.stems)},
        schema={"word": pl.UInt32, "stem": pl.String},
    ).filter(pl.col("stem").str.contains(r"^\d+$"))
    held = sketches.words.join(digits, on="word").sort("stem")
    return held.group_by("reading").agg(numbers=pl.col("stem").str.join(" "))


def _closeness(compared: pl.DataFrame) -> np.ndarray:
    ones, others = compared["ordered"].to_list(), compared["ordered_right"].to_list()
    return cpdist(ones, others, scorer=Indel.normalized_similarity, dtype=np.float32)


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
