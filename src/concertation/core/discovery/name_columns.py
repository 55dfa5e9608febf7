"""Many names read at once: those of plain letters as columns, the others one by one, with the same readings."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from concertation.core.discovery.glossary import LEGAL_FORMS, SMALL_WORDS, glossary
from concertation.core.discovery.name_reading import (
    LONGEST_ACRONYM,
    NUMERALS,
    SHORTEST_ACRONYM,
    Reading,
    join_expressions,
    pieces_of,
    read_name,
    side_of,
)
from concertation.core.discovery.names import language_of_words
from concertation.core.discovery.opposites import NEGATIONS
from concertation.core.folding import FOLDED_LETTERS, fold_plain

_LETTERS = "A-Za-z" + "".join(FOLDED_LETTERS)
_CAPITALS = "A-Z" + "".join(letter for letter in FOLDED_LETTERS if letter.isupper())
# Several words of letters, digits and marks that no acronym is written with; a hyphen stands between letters.
_PLAIN = rf"^[{_LETTERS}0-9'’.&/][{_LETTERS}0-9'’.&/-]*(?: [{_LETTERS}0-9'’.&/][{_LETTERS}0-9'’.&/-]*)+$"
# Names below which columns cost more than they save.
_FEW = 1_000
# Names read at once: their words take a few hundred bytes each.
_CHUNK = 50_000


@dataclass(frozen=True, slots=True)
class NameColumns:
    """What ``read_name`` says of many names, by ``name``, their position.

    ``words``: name, turn (0 word by word, 1 with expressions taken whole), stem, in their order; ``languages``: name,
    language; ``acronyms``: name, acronym, is_given; ``negated``: name, stem.
    """

    words: pl.DataFrame
    languages: pl.DataFrame
    acronyms: pl.DataFrame
    negated: pl.DataFrame


def read_names(names: pl.Series) -> NameColumns:
    """The same as ``read_name`` of each; a few are read one by one, and remembered."""
    if len(names) <= _FEW:
        return _read_each(enumerate(names), read_name)
    parts = [_read_chunk(names[start : start + _CHUNK], start) for start in range(0, max(len(names), 1), _CHUNK)]
    return NameColumns(
        words=pl.concat([part.words for part in parts]),
        languages=pl.concat([part.languages for part in parts]),
        acronyms=pl.concat([part.acronyms for part in parts]),
        negated=pl.concat([part.negated for part in parts]),
    )


def _read_chunk(names: pl.Series, start: int) -> NameColumns:
    written = pl.DataFrame({"written": names.cast(pl.String)}).with_row_index("name", offset=start)
    is_plain = pl.col("written").str.contains(_PLAIN)
    plain = written.filter(is_plain).with_columns(folded=fold_plain(pl.col("written")))
    words = plain.select("name", pl.col("folded").str.split(" ").alias("word")).explode("word")
    words = words.filter(pl.col("word") != "")
    words = words.join(_told_of(words["word"].unique()), on="word", maintain_order="left")
    strange = words.filter("is_strange").select("name").unique()
    read = _read_plain(plain.join(strange, on="name", how="anti"), words.join(strange, on="name", how="anti"))
    others = pl.concat([written.filter(~is_plain), plain.join(strange, on="name").select("name", "written")])
    return _joined(read, _read_each(others.iter_rows(), read_name.__wrapped__))


def _joined(one: NameColumns, other: NameColumns) -> NameColumns:
    return NameColumns(
        words=pl.concat([one.words, other.words]).sort("name", "turn", maintain_order=True),
        languages=pl.concat([one.languages, other.languages]),
        acronyms=pl.concat([one.acronyms, other.acronyms]),
        negated=pl.concat([one.negated, other.negated]),
    )


def _told_of(words: pl.Series) -> pl.DataFrame:
    """What is known of each word: whether it says something, its language, its stems; a numeral or a negation is read
    where it stands."""
    pieces = [pieces_of(word) for word in words]
    return pl.DataFrame(
        {
            "word": words,
            "says": [word not in SMALL_WORDS and word not in LEGAL_FORMS for word in words],
            "language": pl.Series([_sign(language_of_words((word,))) for word in words], dtype=pl.Int32),
            "is_strange": [
                word in NUMERALS or any(part in NEGATIONS for part, _ in own)
                for word, own in zip(words, pieces, strict=True)
            ],
            **{f"stem_{at}": _piece(pieces, at) for at in (0, 1)},
        },
        schema_overrides={"says": pl.Boolean(), "is_strange": pl.Boolean()},
    )


def _piece(pieces: Sequence[Sequence[tuple[str, str]]], at: int) -> pl.Series:
    """A word is one piece, or two."""
    return pl.Series([own[at][1] if at < len(own) else None for own in pieces], dtype=pl.String)


def _sign(language: str | None) -> int:
    return 0 if language is None else (1 if language == "en" else -1)


def _read_plain(names: pl.DataFrame, words: pl.DataFrame) -> NameColumns:
    stems = _stems(words.filter("says"))
    wholes = _with_expressions(stems)
    return NameColumns(
        words=pl.concat([_once(stems, 0), _once(wholes, 1)]),
        languages=_languages(words, stems),
        acronyms=_initials(names),
        negated=pl.DataFrame(schema=_NEGATED),
    )


def _stems(words: pl.DataFrame) -> pl.DataFrame:
    """``name``, ``stem`` in their order; few words are two."""
    words = words.with_row_index("at")
    second = words.filter(pl.col("stem_1").is_not_null()).select("at", "name", stem="stem_1")
    first = words.select("at", "name", stem="stem_0")
    both = pl.concat([first, second]).sort("at", maintain_order=True) if len(second) else first
    return both.select("name", "stem")


def _once(stems: pl.DataFrame, turn: int) -> pl.DataFrame:
    told = stems.unique(["name", "stem"], keep="first", maintain_order=True)
    return told.select("name", pl.lit(turn, pl.UInt8).alias("turn"), "stem")


def _with_expressions(stems: pl.DataFrame) -> pl.DataFrame:
    """The stems of the names in which two words that begin an expression follow each other, these taken whole."""
    follows = pl.col("name").shift(-1) == pl.col("name")
    pairs = stems.with_columns(next=pl.when(follows).then(pl.col("stem").shift(-1)))
    begun = pairs.join(_beginnings(), on=["stem", "next"], how="semi").select("name").unique()
    told = stems.join(begun, on="name", how="semi").group_by("name", maintain_order=True).agg("stem")
    names, wholes = array("I"), []
    for name, own in zip(told["name"], told["stem"].to_list(), strict=True):
        whole = join_expressions(own)
        if whole != own:
            names.extend([name] * len(whole))
            wholes += whole
    return pl.DataFrame({"name": np.asarray(names, np.uint32), "stem": pl.Series(wholes, dtype=pl.String)})


@cache
def _beginnings() -> pl.DataFrame:
    pairs = {stems[:2] for stems in glossary().expressions}
    return pl.DataFrame(sorted(pairs), schema={"stem": pl.String(), "next": pl.String()}, orient="row")


def _languages(words: pl.DataFrame, stems: pl.DataFrame) -> pl.DataFrame:
    """By the words that betray it, else by those that stand on one side of the glossary alone."""
    known = stems["stem"].unique()
    sides = pl.DataFrame({"stem": known, "side": [_sign(side_of(stem)) for stem in known]}, schema_overrides=_SIDES)
    by_words = words.group_by("name").agg(pl.col("language").sum().alias("told"))
    by_stems = stems.join(sides, on="stem").group_by("name").agg(pl.col("side").sum())
    sign = pl.when(pl.col("told") != 0).then("told").otherwise(pl.col("side").fill_null(0))
    return by_words.join(by_stems, on="name", how="left").select(
        "name", language=pl.when(sign > 0).then(pl.lit("en")).when(sign < 0).then(pl.lit("fr"))
    )


_SIDES = {"stem": pl.String(), "side": pl.Int32()}


def _initials(names: pl.DataFrame) -> pl.DataFrame:
    """With and without the small words, and those written as capitals."""
    capitals = pl.col("written").str.replace_all(_WORD, "${1}").str.replace_all(rf"[^{_CAPITALS}]", "")
    made = pl.concat(
        [
            names.select("name", _firsts(_FORMS).alias("acronym")),
            names.select("name", _firsts(_SAYING_NOTHING).alias("acronym")),
            names.select("name", fold_plain(capitals).alias("acronym")),
        ]
    )
    length = pl.col("acronym").str.len_chars()
    told = made.filter(length.is_between(SHORTEST_ACRONYM, LONGEST_ACRONYM)).unique()
    return told.with_columns(is_given=pl.lit(False))


def _firsts(left_out: str) -> pl.Expr:
    words = pl.col("folded").str.replace_all(left_out, "").str.replace_all(r"([a-z0-9])[a-z0-9]*", "${1}")
    return words.str.replace_all(" ", "", literal=True)


def _any_of(words: frozenset[str]) -> str:
    return rf"\b(?:{'|'.join(sorted(words))})\b"


_WORD = rf"([{_LETTERS}])[{_LETTERS}]*"
_FORMS, _SAYING_NOTHING = _any_of(LEGAL_FORMS), _any_of(LEGAL_FORMS | SMALL_WORDS)
_WORDS = {"name": pl.UInt32(), "turn": pl.UInt8(), "stem": pl.String()}
_LANGUAGES = {"name": pl.UInt32(), "language": pl.String()}
_ACRONYMS = {"name": pl.UInt32(), "acronym": pl.String(), "is_given": pl.Boolean()}
_NEGATED = {"name": pl.UInt32(), "stem": pl.String()}


def _read_each(names: Iterable[tuple[int, str]], read_one: Callable[[str], Reading]) -> NameColumns:
    read = [(name, read_one(written)) for name, written in names]
    return NameColumns(
        words=_table(_WORDS, (line for name, reading in read for line in _turns(name, reading))),
        languages=_table(_LANGUAGES, ((name, reading.language) for name, reading in read)),
        acronyms=_table(_ACRONYMS, (line for name, reading in read for line in _acronyms(name, reading))),
        negated=_table(_NEGATED, ((name, stem) for name, reading in read for stem in reading.negated)),
    )


def _turns(name: int, reading: Reading) -> Iterator[tuple[int, int, str]]:
    yield from ((name, 0, stem) for stem in reading.stems)
    yield from ((name, 1, stem) for stem in reading.with_expressions or ())


def _acronyms(name: int, reading: Reading) -> Iterator[tuple[int, str, bool]]:
    yield from ((name, acronym, True) for acronym in reading.acronyms)
    yield from ((name, acronym, False) for acronym in reading.initials)


def _table(schema: dict[str, pl.DataType], lines: Iterable[Sequence[object]]) -> pl.DataFrame:
    return pl.DataFrame(list(lines), schema=schema, orient="row")
