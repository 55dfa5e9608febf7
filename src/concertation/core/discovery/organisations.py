"""What is compared of organisations, as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from concertation.core.discovery.glossary import PROPER_SHARE, UNKNOWN_SHARE, glossary
from concertation.core.discovery.name_columns import NameColumns, read_names
from concertation.core.discovery.name_reading import folded_acronym
from concertation.core.discovery.opposites import poles
from concertation.core.discovery.word_likeness import word_information, word_likeness

_TEXT = pl.String()
_ROW = pl.UInt32()
_SHORTEST_NAME = 4


def _table(**columns: pl.DataType) -> pl.DataFrame:
    return pl.DataFrame(schema={"row": _ROW, **columns})


@dataclass(frozen=True, slots=True)
class Organisations:
    """Records to compare. ``row`` is the position in ``keys``; every table may have none or several lines a record.

    ``identifiers`` (scheme, number), ``sites`` (host), ``postal_codes`` (code), ``places`` (locality, region),
    ``kinds`` (kind) hold folded values; a record that is not in a table says nothing of it.
    """

    keys: Sequence[str]
    names: pl.DataFrame = field(default_factory=lambda: _table(name=_TEXT))
    acronyms: pl.DataFrame = field(default_factory=lambda: _table(acronym=_TEXT))
    identifiers: pl.DataFrame = field(default_factory=lambda: _table(scheme=_TEXT, number=_TEXT))
    sites: pl.DataFrame = field(default_factory=lambda: _table(host=_TEXT))
    postal_codes: pl.DataFrame = field(default_factory=lambda: _table(code=_TEXT))
    places: pl.DataFrame = field(default_factory=lambda: _table(locality=_TEXT, region=_TEXT))
    kinds: pl.DataFrame = field(default_factory=lambda: _table(kind=_TEXT))


@dataclass(frozen=True, slots=True)
class Sketches:
    """Names made ready for many comparisons.

    ``readings``: reading, row, name (position in the table of names), information (sum over its words, and of those
    that are ``known``, ``own``, ``named``, ``strange``), ordered (its words sorted, one string), language (where its
    words betray it). ``words``: reading, word; ``negated``: the same of those after a negation. ``likeness``: word,
    other (a word that stands for it), likeness. By word: ``stems``, ``information``; ``is_known``: it stands in
    the glossary, ``is_named``: as the name of a place or of a person; ``is_strange``: it does not, and may be a name.
    ``acronyms``: row, acronym, is_given, information.
    """

    count: int
    readings: pl.DataFrame
    words: pl.DataFrame
    likeness: pl.DataFrame
    stems: Sequence[str]
    information: np.ndarray
    is_known: np.ndarray
    is_named: np.ndarray
    is_strange: np.ndarray
    negated: pl.DataFrame
    acronyms: pl.DataFrame


def sketch(organisations: Organisations) -> Sketches:
    """Reads every name once, and weighs every word by its rarity among them."""
    readings, words, stems, acronyms, negated = _readings(organisations.names)
    likeness = word_likeness(stems)
    frequency = _frequency(readings, words, len(stems))
    names = max(int(readings["is_plain"].sum()), 1)
    information = word_information(stems, frequency.tolist(), names, likeness)
    is_known = np.array([stem in glossary().senses for stem in stems], dtype=bool)
    is_named = np.array([_is_named(stem) for stem in stems], dtype=bool) & is_known
    is_strange = np.array([_may_be_name(stem) for stem in stems], dtype=bool) & ~is_known
    totals = _totals(words, information, {"known": is_known, "named": is_named, "strange": is_strange})
    return Sketches(
        count=len(organisations.keys),
        readings=readings.join(totals, on="reading", how="inner").sort("reading"),
        words=words,
        likeness=likeness,
        stems=stems,
        information=information,
        is_known=is_known,
        is_named=is_named,
        is_strange=is_strange,
        negated=negated,
        acronyms=_acronyms(organisations, acronyms),
    )


def _is_named(stem: str) -> bool:
    return glossary().shares.get(stem, UNKNOWN_SHARE) <= PROPER_SHARE and stem not in poles()


def _may_be_name(stem: str) -> bool:
    """Shorter words are mostly initials."""
    return len(stem) >= _SHORTEST_NAME and stem.isalpha()


def _frequency(readings: pl.DataFrame, words: pl.DataFrame, stems: int) -> np.ndarray:
    """In how many names each word is, however many readings of a name hold it."""
    names = readings["name"].to_numpy().astype(np.uint64)[words["reading"].to_numpy()]
    held = pl.Series(names * np.uint64(max(stems, 1)) + words["word"].to_numpy()).unique().to_numpy()
    return np.bincount((held % np.uint64(max(stems, 1))).astype(np.int64), minlength=stems)


def _totals(words: pl.DataFrame, information: np.ndarray, flags: Mapping[str, np.ndarray]) -> pl.DataFrame:
    held = words["word"].to_numpy()
    says = information[held]
    columns = words.with_columns(
        pl.Series("information", says),
        *(pl.Series(name, np.where(flag[held], says, 0.0)) for name, flag in flags.items()),
    )
    sums = columns.group_by("reading").agg(pl.col("information", *flags).sum())
    return sums.with_columns(own=pl.col("information") - pl.col("known"))


def _readings(names: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, list[str], pl.DataFrame, pl.DataFrame]:
    """Readings, their words, the stems, the acronyms that names carry, the negated. Of two readings of a record with
    the same words, the first stays."""
    read = read_names(names["name"])
    owners = pl.DataFrame({"name": np.arange(len(names), dtype=np.uint32), "row": names["row"].cast(pl.UInt32)})
    readings, words = _told_once(read, owners)
    known = words["stem"].unique(maintain_order=True)
    numbered = pl.DataFrame({"stem": known}).with_row_index("word")
    words = words.join(numbered, on="stem", maintain_order="left")
    denied = words.join(readings.select("reading", "name"), on="reading").join(read.negated, on=["name", "stem"])
    return (
        readings.select("reading", "row", "name", "ordered", "is_plain", "language"),
        words.select("reading", "word"),
        known.to_list(),
        read.acronyms.join(owners, on="name").select("row", "acronym", "is_given"),
        denied.select("reading", "word"),
    )


def _told_once(read: NameColumns, owners: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """``reading``, ``name``, ``row`` and what is told of each; ``reading``, ``stem`` in their order."""
    sorted_stems = pl.col("stem").sort()
    told = (
        read.words.group_by("name", "turn", maintain_order=True)
        .agg("stem", ordered=sorted_stems.str.join(" "), mark=sorted_stems.str.join("\x1f"))
        .join(owners, on="name", maintain_order="left")
        .unique(["row", "mark"], keep="first", maintain_order=True)
        .join(read.languages, on="name", how="left", maintain_order="left")
        .with_row_index("reading")
    )
    readings = told.select("reading", "row", "name", "ordered", (pl.col("turn") == 0).alias("is_plain"), "language")
    return readings, told.select("reading", "stem").explode("stem")


def _acronyms(organisations: Organisations, carried: pl.DataFrame) -> pl.DataFrame:
    given_acronyms = organisations.acronyms.select("row", "acronym").iter_rows()
    given = [(row, key, True) for row, said in given_acronyms if (key := folded_acronym(said))]
    found = pl.concat([carried, pl.DataFrame(given, schema=dict(carried.schema), orient="row")])
    told = found.group_by("row", "acronym").agg(pl.col("is_given").any())
    count = max(len(organisations.keys), 1)
    shared = pl.len().over("acronym").cast(pl.Float64)
    return told.with_columns(information=(pl.lit(float(count)) / shared).log()).sort("row", "acronym")
