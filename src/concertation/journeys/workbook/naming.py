"""By which words the register and a file call their records, as columns: whole lists of references at once."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from concertation.core.facts import fact_kind
from concertation.core.folding import fold_words
from concertation.exchange.workbook.columns import AT
from concertation.journeys.workbook.catalogue import belongs_to_partnership, name_columns
from concertation.store.columns import read_columns

_SCHEMA = {"words": pl.String(), "key": pl.String(), "level": pl.UInt8(), "is_sound": pl.Boolean()}
_CODE, _NAME, _OTHER_NAME = 0, 1, 2
_OTHERS = {"organisation": ("acronym_en", "acronym_fr"), "partnership": ("acronym_en", "acronym_fr"), "area": ("code",)}


class KnownWords:
    """Codes, names and other names of each kind: of the register when first asked, and of the file as it comes."""

    def __init__(self) -> None:
        self._lines: dict[str, list[pl.DataFrame]] = {}
        self._names: dict[str, list[str]] = {}
        self._standing: dict[str, pl.DataFrame] = {}

    def register_names(self, kind_id: str) -> pl.DataFrame:
        """``words``, ``key``, ``level``, ``is_sound`` of the records of the register."""
        return self._of(kind_id)[0]

    def add_frame(self, kind_id: str, frame: pl.DataFrame) -> None:
        """New records of the file."""
        self._of(kind_id).append(_lines(kind_id, frame))
        if kind_id == "organisation_name" and len(frame):
            self._of("organisation").append(_other_names(frame))

    def add_lines(self, kind_id: str, lines: Iterable[tuple[str, str, int, bool]]) -> None:
        """Words found otherwise."""
        self._of(kind_id).append(pl.DataFrame(list(lines), schema=_SCHEMA, orient="row"))

    def stand(self, kind_id: str, rows: pl.DataFrame) -> None:
        """What the rows of a kind stand for: ``#at``, ``key``; those that none may refer to are left out."""
        self._standing[kind_id] = rows

    def standing(self, kind_id: str) -> pl.DataFrame:
        """The same, of a kind that was looked at already."""
        return self._standing.get(kind_id, pl.DataFrame(schema={AT: pl.UInt32(), "key": pl.String()}))

    def resolve(self, kind_id: str, words: pl.Series) -> pl.DataFrame:
        """``words`` and the one ``key`` that they mean beyond doubt: a code, else a name, else another name.

        What belongs to a partnership is found by its code alone: its names depend on where they stand.
        """
        known = pl.concat(self._of(kind_id)).unique()
        asked = pl.DataFrame({"words": words.drop_nulls().unique()})
        codes = _single(asked, known.filter(pl.col("level") == _CODE))
        if belongs_to_partnership(fact_kind(kind_id)):
            return codes
        left = asked.join(codes, on="words", how="anti").join(
            known.filter(pl.col("level") == _CODE), on="words", how="anti"
        )
        folded = left.with_columns(written=pl.col("words"), words=fold_words(left["words"]))
        names = known.filter(pl.col("level") == _NAME)
        others = known.filter(pl.col("level") == _OTHER_NAME).join(names.select("words"), on="words", how="anti")
        named = _single(folded.select("words").unique(), pl.concat([names, others]))
        found = folded.join(named, on="words").select(pl.col("written").alias("words"), "key")
        return pl.concat([codes, found])

    def meaning(self, kind_id: str, words: pl.Series) -> list[str]:
        """Every key that some of the words may mean, beyond doubt or not."""
        asked = pl.concat([words.drop_nulls(), fold_words(words.drop_nulls())]).unique().alias("words").to_frame()
        return pl.concat(self._of(kind_id)).join(asked, on="words", how="semi")["key"].unique().to_list()

    def names(self, kind_id: str) -> list[str]:
        """Every name known of a kind, folded."""
        if kind_id not in self._names:
            called = pl.concat(self._of(kind_id)).filter(pl.col("level") == _NAME)
            self._names[kind_id] = called["words"].unique(maintain_order=True).to_list()
        return self._names[kind_id]

    def named(self, kind_id: str, folded: str) -> str:
        """The key of the first record of that name."""
        called = pl.concat(self._of(kind_id)).filter((pl.col("level") == _NAME) & (pl.col("words") == folded))
        return str(called["key"][0])

    def _of(self, kind_id: str) -> list[pl.DataFrame]:
        if kind_id not in self._lines:
            kind = fact_kind(kind_id)
            columns = [*name_columns(kind_id), *_OTHERS.get(kind_id, ())]
            lines = [_lines(kind_id, read_columns(kind, columns))]
            if kind_id == "organisation":
                lines.append(_other_names(read_columns(fact_kind("organisation_name"), ["organisation", "name"])))
            self._lines[kind_id] = [pl.concat(lines)]
        return self._lines[kind_id]


def _single(asked: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The words that lead to one record alone, and to a sound one."""
    found = known.join(asked, on="words", how="semi").group_by("words")
    told = found.agg(pl.col("key").first(), pl.col("key").n_unique().alias("count"), pl.col("is_sound").all())
    return told.filter((pl.col("count") == 1) & pl.col("is_sound")).select("words", "key")


def _lines(kind_id: str, frame: pl.DataFrame) -> pl.DataFrame:
    lines = [frame.select(words="key", key="key", level=pl.lit(_CODE, pl.UInt8), is_sound=pl.lit(True))]
    for level, columns in ((_NAME, name_columns(kind_id)), (_OTHER_NAME, _OTHERS.get(kind_id, ()))):
        for column in columns:
            if column in frame.columns:
                lines.append(_called(frame["key"], frame[column], level))
    return pl.concat([line.cast(_SCHEMA) for line in lines])  # type: ignore[arg-type]  # a schema casts


def _other_names(frame: pl.DataFrame) -> pl.DataFrame:
    return _called(frame["organisation"], frame["name"], _OTHER_NAME)


def _called(keys: pl.Series, names: pl.Series, level: int) -> pl.DataFrame:
    columns = {"words": fold_words(names), "key": keys}
    frame = pl.DataFrame(columns).with_columns(level=pl.lit(level, pl.UInt8), is_sound=pl.lit(True))
    return frame.filter(pl.col("words").is_not_null() & (pl.col("words") != "") & pl.col("key").is_not_null())
