"""Which pairs are worth comparing: never all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from concertation.core.discovery.nearest_names import lay_out, nearest_met
from concertation.core.discovery.organisations import Organisations, Sketches
from concertation.core.discovery.word_likeness import TRANSLATION

# The longest list that one key may open, and how many candidates names alone give a record; conventions.
LONGEST_LIST = 80
NEAREST_BY_NAME = 12
_SHORT_LIST = 60
# Readings whose words are paired together.
_READINGS = 20_000


@dataclass(frozen=True, slots=True)
class Reach:
    """How far candidates are looked for: the longest list that a key may open, how many the names of a record
    retain, and the records that look (all of them when absent; the others are only looked at)."""

    longest_list: int = LONGEST_LIST
    nearest: int = NEAREST_BY_NAME
    looking: Sequence[bool] | None = None


def find_candidates(
    organisations: Organisations,
    sketches: Sketches,
    *,
    lists: Sequence[int] | None = None,
    reach: Reach = Reach(),
) -> pl.DataFrame:
    """Pairs (``one`` < ``other``) of rows that share a key: name, acronym, identifier, site, postal code.

    ``lists`` says which list each record comes from: pairs within a list are then left out. The names of a record
    retain its nearest candidates by the information of the words they share; the other keys all of theirs.
    Source: Christen (2012), *Data Matching*, ch. 4; Papadakis et al. (2020), ACM Computing Surveys 53(2).
    """
    by_name = _by_name(sketches, organisations, lists, reach)
    found = [_ordered(frame) for frame in (*by_name, *_by_key(organisations, sketches))]
    pairs = pl.concat(found).unique()
    if reach.looking is not None:
        looks = np.asarray(reach.looking, dtype=bool)
        pairs = pairs.filter(pl.Series(looks[pairs["one"].to_numpy()] | looks[pairs["other"].to_numpy()]))
    if lists is not None:
        source = np.asarray(lists)
        pairs = pairs.filter(pl.Series(source[pairs["one"].to_numpy()] != source[pairs["other"].to_numpy()]))
    return pairs.sort("one", "other")


def _ordered(pairs: pl.DataFrame) -> pl.DataFrame:
    ends = pl.min_horizontal("row", "row_right").alias("one"), pl.max_horizontal("row", "row_right").alias("other")
    return pairs.filter(pl.col("row") != pl.col("row_right")).select(*ends)


def _by_name(
    sketches: Sketches, organisations: Organisations, lists: Sequence[int] | None, reach: Reach
) -> Iterator[pl.DataFrame]:
    rows = sketches.readings.select("reading", "row", "information")
    looking = rows
    if reach.looking is not None:
        looking = rows.filter(pl.Series(np.asarray(reach.looking, dtype=bool)[rows["row"].to_numpy()]))
    posted, keyed = _postings(sketches, organisations, looking["reading"], reach.longest_list)
    groups = None if lists is None else np.asarray(lists, dtype=np.int64)
    return nearest_met(lay_out(rows, posted, keyed, looking["reading"], groups), reach.nearest)


def _postings(
    sketches: Sketches, organisations: Organisations, looking: pl.Series, longest: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Lists (``key``, ``reading``), and the keys under which each reading that looks does so (``reading``, ``key``,
    ``weight``)."""
    frequency = sketches.words.group_by("word").len()
    rare = frequency.filter(pl.col("len") <= longest).select("word")
    information = pl.DataFrame(
        {"word": np.arange(len(sketches.stems), dtype=np.uint32), "information": sketches.information}
    )
    senses = (
        sketches.words.join(looking.to_frame(), on="reading", how="semi")
        .join(sketches.likeness, on="word")
        .join(information, on="word")
        .with_columns(weight=pl.col("likeness") * pl.col("information"))
    )
    single = sketches.words.join(rare, on="word", how="semi").select(
        pl.col("word").cast(pl.UInt64).alias("key"), "reading"
    )
    looked = senses.join(rare, left_on="other", right_on="word", how="semi").select(
        "reading", pl.col("other").cast(pl.UInt64).alias("key"), "weight"
    )
    paired, paired_looked = _paired(sketches, senses, rare, longest)
    placed, placed_looked = _placed(sketches, organisations, senses, rare, longest)
    return pl.concat([single, paired, placed]), pl.concat([looked, paired_looked, placed_looked])


def _paired(
    sketches: Sketches, senses: pl.DataFrame, rare: pl.DataFrame, longest: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Two words that are each in too many names are together in fewer; the shortest names are listed first."""
    common = sketches.words.join(rare, on="word", how="anti")
    ranked = sketches.readings.sort("information", "reading").select("reading").with_row_index("rank")
    held = common.join(ranked, on="reading").select("rank", "word")
    listed = (
        held.join(held, on="rank", suffix="_b")
        .filter(pl.col("word") < pl.col("word_b"))
        .select("rank", _pair_key("word", "word_b"))
        .sort("rank")
        .group_by("key", maintain_order=True)
        .head(longest)
        .join(ranked, on="rank")
        .select("key", "reading")
    )
    rare_words = sketches.words.join(rare, on="word", how="semi").group_by("reading").agg(rares=pl.len())
    ordinary = sketches.readings.join(rare_words, on="reading", how="left").filter(pl.col("rares").fill_null(0) <= 1)
    full = (
        senses.filter(pl.col("likeness") >= TRANSLATION)
        .join(rare, left_on="other", right_on="word", how="anti")
        .join(ordinary.select("reading"), on="reading", how="semi")
        .select("reading", "word", "other", "weight")
    )
    keys = listed.select("key").unique()
    return listed, pl.concat([_looked_in_pairs(part, keys) for part in _parts(full)])


def _parts(senses: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The words of some readings at a time; none as one part."""
    last = senses["reading"].max() if len(senses) else 0
    assert isinstance(last, int)
    for start in range(0, last + 1, _READINGS):
        yield senses.filter(pl.col("reading").is_between(start, start + _READINGS - 1))


def _looked_in_pairs(full: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    return (
        full.join(full, on="reading", suffix="_b")
        .filter((pl.col("other") < pl.col("other_b")) & (pl.col("word") != pl.col("word_b")))
        .select("reading", _pair_key("other", "other_b"), weight=pl.col("weight") + pl.col("weight_b"))
        .join(keys, on="key", how="semi")
    )


def _pair_key(one: str, other: str) -> pl.Expr:
    return ((pl.col(one).cast(pl.UInt64) + 1) * 4_294_967_296 + pl.col(other).cast(pl.UInt64)).alias("key")


def _placed(
    sketches: Sketches, organisations: Organisations, senses: pl.DataFrame, rare: pl.DataFrame, longest: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A word that is in too many names is in fewer of one locality."""
    places = organisations.places.filter(pl.col("locality").is_not_null()).select("row", "locality").unique()
    located = sketches.readings.join(places, on="row").select("reading", "locality")
    key = pl.concat_str(pl.col("word").cast(pl.String), "locality", separator=" ").hash(seed=1).alias("key")
    listed = sketches.words.join(rare, on="word", how="anti").join(located, on="reading").select(key, "reading")
    short = listed.group_by("key").len().filter(pl.col("len") <= longest).select("key")
    looked = (
        senses.filter(pl.col("likeness") >= TRANSLATION)
        .select("reading", "weight", word="other")
        .join(rare, on="word", how="anti")
        .join(located, on="reading")
        .select("reading", key, "weight")
    )
    return listed.join(short, on="key", how="semi"), looked.join(short, on="key", how="semi")


def _by_key(organisations: Organisations, sketches: Sketches) -> Iterator[pl.DataFrame]:
    exact = sketches.readings.select("row", key="ordered").unique()
    yield _sharing(exact)
    yield _sharing(
        organisations.identifiers.select("row", key=pl.concat_str("scheme", "number", separator=" ")).unique()
    )
    yield _sharing(organisations.sites.select("row", key="host").unique())
    yield _sharing(organisations.postal_codes.select("row", key="code").unique())
    given = sketches.acronyms.filter("is_given").select("row", key="acronym")
    every = sketches.acronyms.select("row", key="acronym")
    short = every.group_by("key").len().filter(pl.col("len") <= _SHORT_LIST).select("key")
    yield given.join(short, on="key", how="semi").join(every, on="key").select("row", "row_right")


def _sharing(keyed: pl.DataFrame) -> pl.DataFrame:
    short = keyed.group_by("key").len().filter(pl.col("len").is_between(2, _SHORT_LIST)).select("key")
    listed = keyed.join(short, on="key", how="semi")
    return listed.join(listed, on="key").select("row", "row_right")
