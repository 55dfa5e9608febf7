"""Which words of two names agree: looked up for many pairs of names at once, where the words of each stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from concertation.core.discovery.organisations import Sketches

# Places of the sieve that says which two words may stand for one another: it lets one pair in fifty through wrongly.
_SIEVE = 1 << 22
_SPREAD = np.uint32(2_654_435_761)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of all readings, reading after reading (``word``, from ``begin`` on, ``count`` of them), what each says
    (``information``), and the pairs of different words that stand for one another (``pairs``, sorted, ``likeness``);
    what ``sieve`` holds may be among them."""

    word: np.ndarray
    begin: np.ndarray
    count: np.ndarray
    information: np.ndarray
    pairs: np.ndarray
    likeness: np.ndarray
    sieve: np.ndarray


@dataclass(frozen=True, slots=True)
class Agreements:
    """The words that agree, crossing after crossing, in the order of the words of the first name, then of the other:
    ``crossing``, ``word``, ``word_other``, ``shared`` information."""

    crossing: np.ndarray
    word: np.ndarray
    word_other: np.ndarray
    shared: np.ndarray


def lay_words(sketches: Sketches) -> Words:
    """The words of the readings, ready to be looked up."""
    held = sketches.words.sort("reading", maintain_order=True)
    count = np.bincount(held["reading"].to_numpy(), minlength=1)
    unlike = sketches.likeness.filter(pl.col("word") != pl.col("other"))
    one, other = unlike["word"].to_numpy(), unlike["other"].to_numpy()
    mark = _mark(one, other)
    order = np.argsort(mark)
    sieve = np.zeros(_SIEVE, dtype=bool)
    sieve[_place(one, other)] = True
    return Words(
        word=held["word"].to_numpy(),
        begin=np.cumsum(count) - count,
        count=count,
        information=np.asarray(sketches.information),
        pairs=mark[order],
        likeness=unlike["likeness"].to_numpy()[order].astype(np.float64),
        sieve=sieve,
    )


def find_agreements(words: Words, reading: np.ndarray, other: np.ndarray) -> Agreements:
    """The words of each reading that agree with one of the other: a line for each two that stand for one another."""
    own = _spread(words, reading)
    count = words.count[other][own.of]
    theirs = _positions(words.begin[other][own.of], count)
    line = np.repeat(np.arange(len(own.of), dtype=np.int32), count)
    word, word_other = own.word[line], words.word[theirs]
    is_like = (word == word_other) | words.sieve[_place(word, word_other)]
    word, word_other, line = word[is_like], word_other[is_like], line[is_like]
    likeness = _likeness(words, word, word_other)
    held = likeness > 0
    word, word_other, line = word[held], word_other[held], line[held]
    says = np.minimum(words.information[word], words.information[word_other])
    return Agreements(own.of[line], word, word_other, likeness[held] * says)


@dataclass(frozen=True, slots=True)
class _Spread:
    """The words of some readings one after the other, and the position of the reading that each is of."""

    word: np.ndarray
    of: np.ndarray


def _spread(words: Words, reading: np.ndarray) -> _Spread:
    count = words.count[reading]
    return _Spread(words.word[_positions(words.begin[reading], count)], np.repeat(np.arange(len(reading)), count))


def _positions(begin: np.ndarray, count: np.ndarray) -> np.ndarray:
    """From each beginning on, as many positions as counted."""
    before = np.cumsum(count) - count
    return np.asarray(np.repeat(begin - before, count) + np.arange(count.sum()))


def _likeness(words: Words, word: np.ndarray, other: np.ndarray) -> np.ndarray:
    likeness = np.ones(len(word))
    unlike = np.flatnonzero(word != other)
    if not len(words.pairs):
        likeness[unlike] = 0.0
        return likeness
    mark = _mark(word[unlike], other[unlike])
    at = np.minimum(np.searchsorted(words.pairs, mark), len(words.pairs) - 1)
    likeness[unlike] = np.where(words.pairs[at] == mark, words.likeness[at], 0.0)
    return likeness


def _mark(word: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.asarray((word.astype(np.uint64) << np.uint64(32)) | other)


def _place(word: np.ndarray, other: np.ndarray) -> np.ndarray:
    mixed = word.astype(np.uint32) * _SPREAD ^ other.astype(np.uint32) * np.uint32(40_503)
    return np.asarray((mixed ^ (mixed >> np.uint32(15))) & np.uint32(_SIEVE - 1))


def beginnings(*marks: np.ndarray) -> np.ndarray:
    """The positions of lines that differ in some mark from the line before."""
    differs = np.ones(len(marks[0]), dtype=bool)
    if len(differs):
        differs[1:] = np.logical_or.reduce([mark[1:] != mark[:-1] for mark in marks])
    return np.flatnonzero(differs)
