"""Asking the index: who answers, how many, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import IntEnum

import numpy as np
import polars as pl
from django.db import connection, transaction

from concertation.core.search import Sought
from concertation.store.search.documents import CODE, DOCUMENTS, END, NAME

# What a word may be written after: nothing, or the mark of the name or the code that it begins.
_FIRST = ("", NAME, CODE)


class Rank(IntEnum):
    """How near a record is to what was typed; nearer ones come first."""

    CODE = 0
    WHOLE_NAME = 1
    BEGINNING = 2
    NAMES = 3
    PLACES = 4


def find_ids(kind: str, asked: Sought) -> pl.Series:
    """The numbers of all records that answer, in no order."""
    index = DOCUMENTS[kind].index
    gather = "json_group_array(rowid)" if _is_sqlite() else "string_agg(rowid::text, ',')"
    with _reading(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {gather} FROM {index} WHERE {_matches(index)}", [_expression(asked, Rank.PLACES)])
        found = (cursor.fetchone()[0] or "").strip("[]")
    return pl.Series("id", np.fromstring(found, dtype=np.int64, sep=",") if found else [], dtype=pl.Int64)


def count_hits(kind: str, asked: Sought, *, most: int) -> int:
    """How many records answer; counting stops after ``most``."""
    index = DOCUMENTS[kind].index
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM (SELECT 1 FROM {index} WHERE {_matches(index)} LIMIT %s) x",
            [_expression(asked, Rank.PLACES), most],
        )
        return int(cursor.fetchone()[0])


def count_holding(kind: str, asked: Sought, *, day: date, most: int) -> int:
    """How many records of a dated kind answer and hold on the day; counting stops after ``most``."""
    index = DOCUMENTS[kind].index
    holds = "(r.since IS NULL OR r.since <= %s) AND (r.until IS NULL OR r.until >= %s)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM (SELECT 1 FROM {index} s JOIN {kind} r ON r.id = s.rowid"
            f" WHERE {_matches(index)} AND {holds} LIMIT %s) x",
            [_expression(asked, Rank.PLACES), day, day, most],
        )
        return int(cursor.fetchone()[0])


def rank_hits(kind: str, asked: Sought, *, most: int) -> list[tuple[int, Rank]]:
    """The numbers of the ``most`` records that are nearest to what was typed, the nearest first."""
    index = DOCUMENTS[kind].index
    found: dict[int, Rank] = {}
    for rank in Rank:
        if len(found) >= most:
            break
        with _looking_up(rank), connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid FROM {index} WHERE {_matches(index)} LIMIT %s",
                [_expression(asked, rank), most + len(found)],
            )
            for (number,) in cursor.fetchall():
                found.setdefault(number, rank)
    return list(found.items())[:most]


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def _matches(index: str) -> str:
    return f"{index} MATCH %s" if _is_sqlite() else "words @@ %s::tsquery"


@contextmanager
def _reading() -> Iterator[None]:
    """Room for a million row numbers; beyond it, PostgreSQL remembers pages alone and reads each again."""
    if _is_sqlite():
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        yield


@contextmanager
def _looking_up(rank: Rank) -> Iterator[None]:
    """A whole name is one word of the index: PostgreSQL, expecting many, would rather read the whole table."""
    if _is_sqlite() or rank > Rank.BEGINNING:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield


def _expression(asked: Sought, rank: Rank) -> str:
    write: Callable[[Sought, Rank], str] = _for_sqlite if _is_sqlite() else _for_postgresql
    return write(asked, rank)


def _for_sqlite(asked: Sought, rank: Rank) -> str:
    whole = " ".join(asked.whole)
    if rank is Rank.CODE:
        return f'"{CODE}{whole} {END}"'
    if rank is Rank.WHOLE_NAME:
        return f'"{NAME}{whole} {END}"'
    if rank is Rank.BEGINNING:
        return f'"{NAME}{whole}" * OR "{CODE}{whole}" *'
    words = ["(" + " OR ".join(f'"{mark}{form}" *' for form in word for mark in _FIRST) + ")" for word in asked.words]
    phrases = ["(" + " OR ".join(f'"{mark}{" ".join(phrase)}"' for mark in _FIRST) + ")" for phrase in asked.phrases]
    everything = " AND ".join([*words, *phrases])
    return f"{{names}} : ({everything})" if rank is Rank.NAMES else everything


def _for_postgresql(asked: Sought, rank: Rank) -> str:
    whole = " ".join(asked.whole)
    if rank is Rank.CODE:
        return f"'{CODE}{whole}'"
    if rank is Rank.WHOLE_NAME:
        return f"'{NAME}{whole}'"
    if rank is Rank.BEGINNING:
        return f"'{NAME}{whole}':* | '{CODE}{whole}':*"
    part = "A" if rank is Rank.NAMES else ""
    words = ["(" + " | ".join(f"'{form}':*{part}" for form in word) + ")" for word in asked.words]
    return " & ".join([*words, *(_phrase(phrase, part) for phrase in asked.phrases)])


def _phrase(phrase: Sequence[str], part: str) -> str:
    ending = f":{part}" if part else ""
    return "(" + " <-> ".join(f"'{word}'{ending}" for word in phrase) + ")"
