"""Tells the plain rows of a kind from those that have to be looked at one by one, as columns.

A row is plain when nothing about it is in doubt: its cells can be read, each reference means one record, and it is
either new beyond doubt or says what the register says. The others go the way of rows (``comparison``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from concertation.core.facts import Field, fact_kind
from concertation.core.folding import fold_words
from concertation.exchange.workbook.columns import AT, HAS_FAULTS, LABEL, ROW, SHEET
from concertation.exchange.workbook.layout import sheet_layout
from concertation.journeys.merging import former_codes
from concertation.journeys.workbook.catalogue import name_columns
from concertation.journeys.workbook.comparing import maximum_length
from concertation.journeys.workbook.doubts import COMPARED_KINDS
from concertation.journeys.workbook.identity import is_telling, telling_parts
from concertation.journeys.workbook.naming import KnownWords
from concertation.store.columns import column_type, count_facts, new_keys, read_columns

_KNOWN, _HARD, _FRESH, _CODE = "#known", "#hard", "#fresh", "#code"
_MARKS = (AT, SHEET, ROW, LABEL)


@dataclass(slots=True)
class Sifted:
    """The rows of a kind. ``new`` and ``same`` are plain: marks of place, ``key`` and what the rows say, references as
    keys; ``hard`` are the positions of the others, ``near`` the records that these may stand for (all when ``None``).
    """

    kind_id: str
    new: pl.DataFrame
    same: pl.DataFrame
    hard: list[int]
    near: list[str] | None = field(default_factory=list)


def sift(kind_id: str, rows: pl.DataFrame, words: KnownWords) -> Sifted:
    """``rows``: the columns of ``ColumnRows.frames``."""
    said = [name for name in rows.columns if name[0] not in "#?@" and name != "key"]
    placed = [name for name in rows.columns if name[0] == "@"]
    unknown = [pl.col(name) for name in rows.columns if name[0] == "?"]
    hard = pl.col(HAS_FAULTS) | pl.any_horizontal(pl.lit(False), *(flag.fill_null(False) for flag in unknown))
    frame = rows.select(*_MARKS, "key", *said, *placed, hard.alias(_HARD))
    frame, unresolved = _resolve(kind_id, frame, words)
    register = _register(kind_id, said)
    frame, near = _identify(kind_id, frame, register, words)
    known = pl.col(_KNOWN).is_not_null()
    frame = frame.with_columns(pl.col(_HARD) | (known & pl.col(_KNOWN).is_duplicated()))
    frame = _compare(frame, register, said)
    frame = frame.with_columns(pl.col(_HARD) | (~known & _is_impossible(kind_id, frame, said)))
    plain = frame.filter(~pl.col(_HARD))
    hard_rows = frame.filter(_HARD)
    return Sifted(
        kind_id,
        new=_with_keys(plain.filter(pl.col(_KNOWN).is_null()), said),
        same=_named(kind_id, plain.filter(known), register),
        hard=hard_rows[AT].to_list(),
        near=None if unresolved and len(hard_rows) else [*near, *hard_rows[_KNOWN].drop_nulls()],
    )


def _resolve(kind_id: str, frame: pl.DataFrame, words: KnownWords) -> tuple[pl.DataFrame, bool]:
    """References as keys; a row with one that may mean several things, or none, is hard."""
    before = frame[_HARD].sum()
    for column in sheet_layout(kind_id).columns:
        name, target = column.name, column.reference
        if target is None or name not in frame.columns:
            continue
        place = pl.col(f"@{name}") if f"@{name}" in frame.columns else pl.lit(None, pl.UInt32)
        is_said = pl.col(name).is_not_null() | place.is_not_null()
        if target == kind_id:
            frame = frame.with_columns(pl.col(_HARD) | is_said)
            continue
        meant = words.resolve(target, frame[name]).rename({"words": name, "key": "#meant"})
        frame = frame.join(meant, on=name, how="left", maintain_order="left")
        if f"@{name}" in frame.columns:
            standing = words.standing(target).rename({AT: f"@{name}", "key": "#stands"})
            frame = frame.join(standing, on=f"@{name}", how="left", maintain_order="left")
            frame = frame.with_columns(pl.coalesce("#stands", "#meant").alias("#meant")).drop("#stands")
        is_open = is_said & pl.col("#meant").is_null()
        frame = frame.with_columns(pl.col(_HARD) | is_open, pl.col("#meant").alias(name)).drop("#meant")
    frame = frame.drop(name for name in frame.columns if name[0] == "@")
    return frame, bool(frame[_HARD].sum() > before)


def _register(kind_id: str, said: Sequence[str]) -> pl.DataFrame:
    """What the register knows of the columns that matter."""
    kind = fact_kind(kind_id)
    anchors, qualifiers = telling_parts(kind_id)
    telling = [name for item in (*anchors, *qualifiers) for name in _columns_of(item)]
    names = list(dict.fromkeys([*said, *name_columns(kind_id), *telling]))
    if count_facts(kind) == 0:
        return pl.DataFrame(schema={"key": pl.String(), **{name: column_type(kind, name) for name in names}})
    return read_columns(kind, names)


def _identify(
    kind_id: str, frame: pl.DataFrame, register: pl.DataFrame, words: KnownWords
) -> tuple[pl.DataFrame, list[str]]:
    if kind_id == "organisation" and (former := former_codes()):
        frame = frame.with_columns(pl.col("key").replace(former))
    coded = register.select("key", pl.col("key").alias(_CODE))
    frame = frame.join(coded, on="key", how="left", maintain_order="left")
    bare = frame.filter(pl.col("key").is_null() & ~pl.col(_HARD))
    left_over = frame.filter(pl.col("key").is_null() & pl.col(_HARD))
    if kind_id in COMPARED_KINDS:
        found, near = _by_names(bare, register, words.register_names(kind_id))
        near += _by_names(left_over, register, words.register_names(kind_id))[1]
    else:
        found, near = _by_parts(kind_id, bare, register)
        near += _by_parts(kind_id, left_over, register)[1]
    frame = frame.join(found, on=AT, how="left", maintain_order="left")
    is_hard = pl.col(_HARD) | pl.col("#unsure").fill_null(False)
    return frame.with_columns(is_hard, pl.coalesce(_CODE, "#found").alias(_KNOWN)).drop(
        _CODE, "#found", "#unsure"
    ), near


def _by_names(bare: pl.DataFrame, register: pl.DataFrame, known: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """Rows named exactly as one record is are that record; named as another name says, or as several, they are hard."""
    names = [name for name in ("name_en", "name_fr") if name in bare.columns]
    called = known.filter(pl.col("level") > 0)
    said = _folded_names(bare, AT, names)
    own = (
        _folded_names(register, "key", ["name_en", "name_fr"])
        .group_by("key")
        .agg(pl.col("words").n_unique().alias("own"))
    )
    told = called.group_by("words").agg(
        pl.col("key").first(), pl.col("key").n_unique().alias("count"), pl.col("level").max()
    )
    matched = said.join(told, on="words", how="left")
    rows = matched.group_by(AT).agg(
        pl.col("key").drop_nulls().first().alias("#found"),
        pl.col("key").n_unique().alias("keys"),
        pl.col("key").is_null().any().alias("strange"),
        ((pl.col("count") > 1) | (pl.col("level") > 1)).any().fill_null(False).alias("other"),
        pl.col("words").n_unique().alias("said"),
    )
    rows = rows.filter(pl.col("#found").is_not_null()).join(own, left_on="#found", right_on="key", how="left")
    exact = (pl.col("keys") == 1) & ~pl.col("strange") & ~pl.col("other") & (pl.col("said") == pl.col("own"))
    near = called.join(said.select("words").unique(), on="words", how="semi")["key"].unique().to_list()
    return rows.select(AT, "#found", (~exact.fill_null(False)).alias("#unsure")), near


def _folded_names(frame: pl.DataFrame, mark: str, names: Sequence[str]) -> pl.DataFrame:
    sides = [frame.select(mark, words=fold_words(frame[name])) for name in names]
    empty = pl.DataFrame(schema={mark: frame.schema[mark], "words": pl.String()})
    return pl.concat([empty, *sides]).filter(pl.col("words").is_not_null()).unique()


def _by_parts(kind_id: str, bare: pl.DataFrame, register: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """Rows that agree with one record on what tells such facts apart are that record; those that may be are hard."""
    _, qualifiers = telling_parts(kind_id)
    said, held = _anchored(kind_id, bare, AT), _anchored(kind_id, register, "key")
    repeated = _repeated(bare, said, qualifiers)
    matches = said.join(held, on="anchor").select(AT, "key").unique()
    near = matches["key"].unique().to_list()
    counted = matches.with_columns(
        several=(pl.len().over(AT) > 1) | (pl.len().over("key") > 1) | pl.col(AT).is_in(repeated.implode())
    )
    judged = counted.join(bare, on=AT, suffix="_said").join(register, on="key", suffix="_held")
    agreed, disagreed, unsure = pl.lit(0), pl.lit(False), pl.col("several")
    for item in qualifiers:
        for name in _columns_of(item):
            if name not in bare.columns:
                continue
            one, other = pl.col(name), pl.col(f"{name}_held")
            both = one.is_not_null() & other.is_not_null()
            is_words = item.type in ("text", "long_text")
            agreed += (both & (one == other)).cast(pl.Int32)
            differ = both & (one != other)
            disagreed, unsure = (disagreed, unsure | differ) if is_words else (disagreed | differ, unsure)
    is_known = ~disagreed & ((agreed > 0) | pl.lit(is_telling(kind_id)))
    told = judged.select(AT, pl.when(is_known).then("key").alias("#found"), unsure.alias("#unsure"))
    twins = pl.DataFrame({AT: repeated, "#found": None, "#unsure": True}, schema=told.schema)
    return pl.concat([told, twins]).group_by(AT).agg(pl.col("#found").first(), pl.col("#unsure").any()), near


def _anchored(kind_id: str, frame: pl.DataFrame, mark: str) -> pl.DataFrame:
    """``mark``, ``anchor``: one for each language in which the fact is named; none where a required part is missing."""
    anchors, _ = telling_parts(kind_id)
    if any(not set(_columns_of(item)) & set(frame.columns) for item in anchors):
        return pl.DataFrame(schema={mark: frame.schema[mark], "anchor": pl.String()})
    lines = frame.select(mark, pl.lit("").alias("anchor"))
    for item in anchors:
        sides = [frame.select(mark, _part(frame[name], item)) for name in _columns_of(item) if name in frame.columns]
        part = pl.concat(sides).filter(pl.col("part").is_not_null()).unique()
        joined = lines.join(part, on=mark)
        lines = joined.select(mark, pl.concat_str("anchor", "part", separator="\x1f").alias("anchor"))
    return lines


def _part(values: pl.Series, item: Field) -> pl.Series:
    if item.type in ("reference", "term"):
        return values.alias("part")
    words = values.cast(pl.String)
    if item.type in ("text", "long_text", "url", "email"):
        folded = fold_words(words)
        words = folded.zip_with(folded != "", words)
    return words.alias("part")


def _repeated(bare: pl.DataFrame, said: pl.DataFrame, qualifiers: Sequence[Field]) -> pl.Series:
    """Rows that may say again what another says: one anchor, and nothing that surely tells them apart."""
    shared = said.filter(pl.len().over("anchor") > 1)
    told = [
        n
        for item in qualifiers
        if item.type in ("date", "reference", "term")
        for n in _columns_of(item)
        if n in bare.columns
    ]
    joined = shared.join(bare.select(AT, *told), on=AT)
    apart = pl.any_horizontal(
        pl.lit(False),
        *(
            (pl.col(n).n_unique().over("anchor") == pl.len().over("anchor"))
            & (pl.col(n).null_count().over("anchor") == 0)
            for n in told
        ),
    )
    return joined.filter(~apart)[AT].unique()


def _compare(frame: pl.DataFrame, register: pl.DataFrame, said: Sequence[str]) -> pl.DataFrame:
    """A known row that says something else than the register is hard."""
    held = register.select(pl.col("key").alias(_KNOWN), *(pl.col(name).alias(f"{name}=") for name in said))
    joined = frame.join(held, on=_KNOWN, how="left", maintain_order="left")
    differs = pl.any_horizontal(
        pl.lit(False),
        *(pl.col(n).is_not_null() & ~pl.col(n).eq_missing(pl.col(f"{n}=")) for n in said),
    )
    is_hard = pl.col(_HARD) | (pl.col(_KNOWN).is_not_null() & differs)
    return joined.with_columns(is_hard).select(frame.columns)


def _is_impossible(kind_id: str, frame: pl.DataFrame, said: Sequence[str]) -> pl.Expr:
    """New rows that lack something, say too much, or end before they begin."""
    conditions = [pl.lit(False)]
    for item in fact_kind(kind_id).fields:
        if item.is_required and item.default is None and item.is_in_workbook:
            given = [pl.col(name).is_not_null() & _is_filled(frame, name) for name in _columns_of(item) if name in said]
            conditions.append(~pl.any_horizontal(pl.lit(False), *given))
    for name in said:
        limit = maximum_length(kind_id, name)
        if limit is not None and frame.schema[name] == pl.String:
            conditions.append((pl.col(name).str.len_chars() > limit).fill_null(False))
    if {"since", "until"} <= set(said):
        conditions.append((pl.col("until") < pl.col("since")).fill_null(False))
    return pl.any_horizontal(conditions)


def _is_filled(frame: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name) != "" if frame.schema[name] == pl.String else pl.lit(True)


def _with_keys(new: pl.DataFrame, said: Sequence[str]) -> pl.DataFrame:
    made = new_keys(len(new))
    return (
        new.select(*_MARKS, pl.coalesce("key", made.alias("#made")).alias("key"), *said)
        if len(new)
        else new.select(*_MARKS, "key", *said)
    )


def _named(kind_id: str, same: pl.DataFrame, register: pl.DataFrame) -> pl.DataFrame:
    """The rows that change nothing, under the names of their records."""
    names = register.select("key", pl.coalesce(*name_columns(kind_id), "key").alias("name"))
    return same.select(*_MARKS, pl.col(_KNOWN).alias("key")).join(names, on="key", how="left", maintain_order="left")


def _columns_of(item: Field) -> list[str]:
    return [f"{item.name}_en", f"{item.name}_fr"] if item.is_bilingual else [item.name]
