"""What is compared of organisations, as columns."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from concertation.core.discovery.glossary import glossary
from concertation.core.discovery.name_reading import folded_acronym, read_name
from concertation.core.discovery.word_likeness import word_information, word_likeness

_TEXT = pl.String()
_ROW = pl.UInt32()
# Names beyond which what was read of each is not remembered: a kilobyte a name.
_MANY = 50_000
_Acronym = tuple[int, str, bool]


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

    ``readings``: reading, row, name (position in the table of names), information (sum over its words), ordered (its
    words sorted, one string). ``words``: reading, word. ``senses``: reading, word, other (a word that stands for it),
    likeness. ``stems`` and ``information`` by word; ``acronyms``: row, acronym, is_given, information.
    """

    count: int
    readings: pl.DataFrame
    words: pl.DataFrame
    senses: pl.DataFrame
    stems: Sequence[str]
    information: np.ndarray
    is_known: np.ndarray
    acronyms: pl.DataFrame


def sketch(organisations: Organisations) -> Sketches:
    """Reads every name once, and weighs every word by its rarity among them."""
    readings, words, stems, acronyms = _readings(organisations.names)
    likeness = word_likeness(stems)
    frequency = _frequency(readings, words, len(stems))
    names = max(int(readings["is_plain"].sum()), 1)
    information = word_information(stems, frequency.tolist(), names, likeness)
    is_known = np.array([stem in glossary().senses for stem in stems], dtype=bool)
    totals = _totals(words, information, is_known)
    return Sketches(
        count=len(organisations.keys),
        readings=readings.join(totals, on="reading", how="inner").sort("reading"),
        words=words,
        senses=words.join(likeness, on="word"),
        stems=stems,
        information=information,
        is_known=is_known,
        acronyms=_acronyms(organisations, acronyms),
    )


def _frequency(readings: pl.DataFrame, words: pl.DataFrame, stems: int) -> np.ndarray:
    """In how many names each word is, however many readings of a name hold it."""
    names = readings["name"].to_numpy().astype(np.uint64)[words["reading"].to_numpy()]
    held = np.unique(names * np.uint64(max(stems, 1)) + words["word"].to_numpy())
    return np.bincount((held % np.uint64(max(stems, 1))).astype(np.int64), minlength=stems)


def _totals(words: pl.DataFrame, information: np.ndarray, is_known: np.ndarray) -> pl.DataFrame:
    held = words["word"].to_numpy()
    known = np.where(is_known[held], information[held], 0.0)
    columns = words.with_columns(pl.Series("known", known), pl.Series("own", information[held] - known))
    return (
        columns.group_by("reading")
        .agg(pl.col("known", "own").sum())
        .with_columns(information=pl.col("known") + pl.col("own"))
    )


def _readings(names: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, list[str], list[_Acronym]]:
    """Readings, their words, the stems, and the acronyms that names carry; one name in memory at a time."""
    read = read_name if len(names) <= _MANY else read_name.__wrapped__
    is_grouped, last = names["row"].is_sorted(), -1
    positions: dict[str, int] = {}
    seen: set[tuple[int, frozenset[str]]] = set()
    rows, positions_of_names, held, word_counts = array("I"), array("I"), array("I"), array("I")
    ordered: list[str] = []
    plain: list[bool] = []
    acronyms: list[_Acronym] = []
    for name, (row, written) in enumerate(names.select("row", "name").iter_rows()):
        if is_grouped and row != last:
            seen.clear()
        last, reading = row, read(written)
        acronyms += [(row, key, True) for key in reading.acronyms]
        acronyms += [(row, key, False) for key in reading.initials]
        for stems, is_plain in ((reading.stems, True), (reading.with_expressions, False)):
            if not stems or (row, frozenset(stems)) in seen:
                continue
            seen.add((row, frozenset(stems)))
            rows.append(row)
            positions_of_names.append(name)
            ordered.append(" ".join(sorted(stems)))
            plain.append(is_plain)
            word_counts.append(len(stems))
            held.extend(positions.setdefault(stem, len(positions)) for stem in stems)
    numbers = np.arange(len(rows), dtype=np.uint32)
    readings = pl.DataFrame(
        {
            "reading": numbers,
            "row": np.asarray(rows, dtype=np.uint32),
            "name": np.asarray(positions_of_names, dtype=np.uint32),
            "ordered": pl.Series(ordered, dtype=pl.String),
            "is_plain": pl.Series(plain, dtype=pl.Boolean),
        }
    )
    words = pl.DataFrame(
        {
            "reading": np.repeat(numbers, np.asarray(word_counts, dtype=np.uint32)),
            "word": np.asarray(held, dtype=np.uint32),
        }
    )
    return readings, words, list(positions), acronyms


def _acronyms(organisations: Organisations, carried: Sequence[_Acronym]) -> pl.DataFrame:
    given = [
        (row, key, True)
        for row, written in organisations.acronyms.select("row", "acronym").iter_rows()
        if (key := folded_acronym(written))
    ]
    schema = {"row": pl.UInt32, "acronym": pl.String, "is_given": pl.Boolean}
    found = (
        pl.DataFrame([*given, *carried], schema=schema, orient="row")
        .group_by("row", "acronym")
        .agg(pl.col("is_given").any())
    )
    count = max(len(organisations.keys), 1)
    shared = pl.len().over("acronym").cast(pl.Float64)
    return found.with_columns(information=(pl.lit(float(count)) / shared).log()).sort("row", "acronym")
