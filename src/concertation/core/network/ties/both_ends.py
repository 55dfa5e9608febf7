"""What both ends say of each tie: confirmed, claimed by one side, disputed, or recorded by the register."""

from __future__ import annotations

from typing import Literal

import polars as pl

Status = Literal["confirmed", "claimed", "disputed", "recorded"]
Word = Literal["tells", "denies", "silent", "unknown"]

STATUSES: tuple[Status, ...] = ("confirmed", "recorded", "claimed", "disputed")

# Convention: two words on one tie part when they are this many rungs of the scale (0 to 5) apart, or more.
DEGREES_APART = 2

ASKED = pl.Schema({"teller_key": pl.String, "about_key": pl.String})

_PAIR = ["one", "other"]


def word_of_both_ends(told: pl.DataFrame, asked: pl.DataFrame | None = None, *, is_mutual: bool) -> pl.DataFrame:
    """One row a pair that somebody says is tied, with the word of each end; sorted by ``one``, then ``other``.

    ``told`` has the columns of ``TOLD``. A *mutual* tie is one relation of two organisations, of which each may
    speak: pairs are unordered and ``one`` < ``other``. Else it runs from ``one`` to ``other``, and what the second
    says of the first is another tie. ``asked`` holds who was asked about whom and answered (``ASKED``).

    The word of an end, ``one_word`` and ``other_word``:

    - *tells*: it says that there is a tie, of an intensity above 0 on average, or of an unknown one;
    - *denies*: it says 0, or it was asked about the other by name and did not tick it;
    - *silent*: it tells ties with others, and says nothing of this one; it may not have been asked;
    - *unknown*: it tells nothing at all, as far as is known.

    ``one_intensity`` and ``other_intensity`` are the means of what each said; null where it said none. ``status``:

    - *disputed*: somebody says the tie (an end, or the register) and an end denies it, or both ends tell it
      ``DEGREES_APART`` rungs or more apart;
    - *confirmed*: both ends tell it;
    - *recorded*: a paper of the register says it, and the ends do not both tell it;
    - *claimed*: one end alone tells it.

    ``weight`` is the largest, over the kinds of facts, of the sum of their known weights, because two kinds of facts
    (an agreement, a budget) may tell one and the same amount; null where none is known. ``layers`` are its kinds,
    ``tellings`` how many facts tell it, ``recorded`` how many of these are papers; ``since`` and ``until`` are the
    first and the last day that any of them knows.

    Source: reconciliation of dyadic reports after Krackhardt (1987, *Social Networks* 9) and An & Schramski (2015,
    *Social Networks* 42); the names and the degrees are a Concertation convention.
    """
    spoken = _spoken(told, is_mutual=is_mutual)
    speakers = spoken.filter(pl.col("speaker").is_not_null())["speaker"].unique()
    pairs = spoken.group_by(_PAIR).agg(
        *_ends("one"),
        *_ends("other"),
        layers=pl.col("layer").unique().sort(),
        tellings=pl.len().cast(pl.Int64),
        recorded=pl.col("speaker").is_null().sum().cast(pl.Int64),
        since=pl.col("since").min(),
        until=pl.when(pl.col("until").null_count() == 0).then(pl.col("until").max()),
    )
    pairs = pairs.join(_weights(spoken), on=_PAIR, how="left")
    for end, about in (("one", "other"), ("other", "one")):
        pairs = _with_word(pairs, end, about, asked if is_mutual else None, speakers)
    return (
        pairs.with_columns(status=_status())
        .filter(pl.col("status").is_not_null())
        .select(
            *_PAIR,
            "status",
            *(f"{end}_{said}" for end in _PAIR for said in ("word", "intensity")),
            "weight",
            "layers",
            "tellings",
            "recorded",
            "since",
            "until",
        )
        .sort(_PAIR)
    )


def _spoken(told: pl.DataFrame, *, is_mutual: bool) -> pl.DataFrame:
    """Tellings by pair; ``speaker`` is who speaks, null for the register."""
    start, end = pl.col("from_key"), pl.col("to_key")
    speaker = pl.when(pl.col("teller") == "from").then(start).when(pl.col("teller") == "to").then(end)
    pair = (pl.min_horizontal(start, end), pl.max_horizontal(start, end)) if is_mutual else (start, end)
    return told.filter(start != end).with_columns(speaker=speaker, one=pair[0], other=pair[1])


def _ends(end: str) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    is_theirs = (pl.col("speaker") == pl.col(end)).fill_null(False)
    said = pl.col("intensity").filter(is_theirs)
    return (
        is_theirs.any().alias(f"{end}_speaks"),
        said.mean().alias(f"{end}_intensity"),
        ((said == 0).all() & (said.len() > 0) & (said.null_count() == 0)).alias(f"{end}_says_none"),
    )


def _weights(spoken: pl.DataFrame) -> pl.DataFrame:
    known = spoken.filter(pl.col("weight").is_not_null())
    sums = known.group_by([*_PAIR, "fact_kind"]).agg(pl.col("weight").sum())
    return sums.group_by(_PAIR).agg(pl.col("weight").max())


def _with_word(
    pairs: pl.DataFrame, end: str, about: str, asked: pl.DataFrame | None, speakers: pl.Series
) -> pl.DataFrame:
    was_asked = pl.lit(False)
    if asked is not None:
        named = asked.select(pl.col("teller_key").alias(end), pl.col("about_key").alias(about), asked=pl.lit(True))
        pairs = pairs.join(named, on=[end, about], how="left")
        was_asked = pl.col("asked").fill_null(False)
    word = (
        pl.when(pl.col(f"{end}_says_none"))
        .then(pl.lit("denies"))
        .when(pl.col(f"{end}_speaks"))
        .then(pl.lit("tells"))
        .when(was_asked)
        .then(pl.lit("denies"))
        .when(pl.col(end).is_in(speakers.implode()))
        .then(pl.lit("silent"))
        .otherwise(pl.lit("unknown"))
    )
    pairs = pairs.with_columns(word.alias(f"{end}_word"))
    return pairs.drop("asked") if asked is not None else pairs


def _status() -> pl.Expr:
    words = [pl.col("one_word"), pl.col("other_word")]
    tells, denies = ([word == said for word in words] for said in ("tells", "denies"))
    recorded = pl.col("recorded") > 0
    is_said = tells[0] | tells[1] | recorded
    apart = (pl.col("one_intensity") - pl.col("other_intensity")).abs() >= DEGREES_APART
    return (
        pl.when(is_said & (denies[0] | denies[1]))
        .then(pl.lit("disputed"))
        .when(tells[0] & tells[1] & apart.fill_null(False))
        .then(pl.lit("disputed"))
        .when(tells[0] & tells[1])
        .then(pl.lit("confirmed"))
        .when(recorded)
        .then(pl.lit("recorded"))
        .when(is_said)
        .then(pl.lit("claimed"))
    )
