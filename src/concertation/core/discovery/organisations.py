"""What is compared of organisations, as columns."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from concertation.core.discovery.glossary import PROPER_SHARE, UNKNOWN_SHARE, glossary
from concertation.core.discovery.name_reading import folded_acronym, read_name
from concertation.core.discovery.opposites import poles
from concertation.core.discovery.word_likeness import word_information, word_likeness

_TEXT = pl.String()
_ROW = pl.UInt32()
# Names beyond which what was read of each is not remembered: a kilobyte a name.
_MANY = 50_000
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


@dataclass(slots=True)
class _Acronyms:
    """Acronyms as they are found: whose, which, and whether it is given or made of initials."""

    rows: array[int] = field(default_factory=lambda: array("I"))
    keys: list[str] = field(default_factory=list)
    are_given: list[bool] = field(default_factory=list)

    def add(self, row: int, keys: Collection[str], *, are_given: bool) -> None:
        """Several of one record."""
        if keys:
            self.rows.extend([row] * len(keys))
            self.keys.extend(keys)
            self.are_given.extend([are_given] * len(keys))

    def table(self) -> pl.DataFrame:
        """``row``, ``acronym``, ``is_given``."""
        schema = {"row": pl.UInt32, "acronym": pl.String, "is_given": pl.Boolean}
        columns = {"row": np.asarray(self.rows, dtype=np.uint32), "acronym": self.keys, "is_given": self.are_given}
        return pl.DataFrame(columns, schema=schema)


def _readings(names: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, list[str], _Acronyms, pl.DataFrame]:
    """Readings, their words, the stems, the acronyms that names carry, the negated; one name in memory at a time."""
    read = read_name if len(names) <= _MANY else read_name.__wrapped__
    is_grouped, last = names["row"].is_sorted(), -1
    positions: dict[str, int] = {}
    seen: set[tuple[int, frozenset[str]]] = set()
    rows, positions_of_names, held, word_counts = array("I"), array("I"), array("I"), array("I")
    ordered: list[str] = []
    plain: list[bool] = []
    languages: list[str | None] = []
    acronyms = _Acronyms()
    negated: list[tuple[int, int]] = []
    for name, (row, written) in enumerate(names.select("row", "name").iter_rows()):
        if is_grouped and row != last:
            seen.clear()
        last, reading = row, read(written)
        acronyms.add(row, reading.acronyms, are_given=True)
        acronyms.add(row, reading.initials, are_given=False)
        for stems, is_plain in ((reading.stems, True), (reading.with_expressions, False)):
            mark = (row, frozenset(stems or ()))
            if not stems or mark in seen:
                continue
            seen.add(mark)
            rows.append(row)
            positions_of_names.append(name)
            ordered.append(" ".join(sorted(stems)))
            plain.append(is_plain)
            word_counts.append(len(stems))
            languages.append(reading.language)
            held.extend([positions.setdefault(stem, len(positions)) for stem in stems])
            if reading.negated:
                negated += [(len(rows) - 1, positions[stem]) for stem in stems if stem in reading.negated]
    numbers = np.arange(len(rows), dtype=np.uint32)
    readings = pl.DataFrame(
        {
            "reading": numbers,
            "row": np.asarray(rows, dtype=np.uint32),
            "name": np.asarray(positions_of_names, dtype=np.uint32),
            "ordered": pl.Series(ordered, dtype=pl.String),
            "is_plain": pl.Series(plain, dtype=pl.Boolean),
            "language": pl.Series(languages, dtype=pl.String),
        }
    )
    words = pl.DataFrame(
        {
            "reading": np.repeat(numbers, np.asarray(word_counts, dtype=np.uint32)),
            "word": np.asarray(held, dtype=np.uint32),
        }
    )
    denied = pl.DataFrame(negated, schema={"reading": pl.UInt32, "word": pl.UInt32}, orient="row")
    return readings, words, list(positions), acronyms, denied


def _acronyms(organisations: Organisations, found: _Acronyms) -> pl.DataFrame:
    for row, written in organisations.acronyms.select("row", "acronym").iter_rows():
        if key := folded_acronym(written):
            found.add(row, (key,), are_given=True)
    told = found.table().group_by("row", "acronym").agg(pl.col("is_given").any())
    count = max(len(organisations.keys), 1)
    shared = pl.len().over("acronym").cast(pl.Float64)
    return told.with_columns(information=(pl.lit(float(count)) / shared).log()).sort("row", "acronym")
