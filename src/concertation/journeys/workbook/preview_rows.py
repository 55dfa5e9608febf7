"""The rows of a preview as columns: counted, narrowed and paged without an object a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Self, overload

import polars as pl

from concertation.core.faults import Place
from concertation.journeys.workbook.outcomes import OUTCOMES, Difference, Outcome, PreviewRow, SheetCounts

SCHEMA: Mapping[str, pl.DataType] = {
    "kind": pl.Categorical(),
    "sheet": pl.Categorical(),
    "row": pl.UInt32(),
    "column": pl.String(),
    "key": pl.String(),
    "name": pl.String(),
    "outcome": pl.Enum(OUTCOMES),
    "changes": pl.String(),
}
_AT = "#at"
_PLACE = pl.format("{}!{}", pl.col("sheet").cast(pl.String), pl.col("row").cast(pl.String).fill_null("None"))


class PreviewRows(Sequence[PreviewRow]):
    """Rows in the order of the file; ``differences`` are those of changed rows, by their place in it."""

    def __init__(self, frame: pl.DataFrame, differences: Mapping[int, tuple[Difference, ...]]) -> None:
        self.frame = frame if _AT in frame.columns else frame.with_row_index(_AT)
        self.differences = differences

    @classmethod
    def of(cls, rows: Iterable[PreviewRow]) -> Self:
        """The same rows as columns."""
        listed = list(rows)
        differences = {at: row.differences for at, row in enumerate(listed) if row.differences}
        lines = [
            (r.kind_id, r.place.sheet, r.place.row, r.place.column, r.key, r.name, r.outcome, changes_of(r.differences))
            for r in listed
        ]
        return cls(pl.DataFrame(lines, schema=dict(SCHEMA), orient="row"), differences)

    def __len__(self) -> int:
        return len(self.frame)

    def __iter__(self) -> Iterator[PreviewRow]:
        return (self._made(line) for line in self.frame.iter_rows(named=True))

    @overload
    def __getitem__(self, position: int) -> PreviewRow: ...
    @overload
    def __getitem__(self, position: slice) -> Self: ...
    def __getitem__(self, position: int | slice) -> PreviewRow | Self:
        if isinstance(position, slice):
            return type(self)(self.frame[position], self.differences)
        return self._made(self.frame.row(position, named=True))

    def narrowed(self, *, outcome: str = "", kind_id: str = "", sheet: str = "") -> Self:
        """The rows of one outcome, of one kind, of one sheet."""
        wanted = {"outcome": outcome, "kind": kind_id, "sheet": sheet}
        conditions = [pl.col(name).cast(pl.String) == value for name, value in wanted.items() if value]
        return type(self)(self.frame.filter(conditions), self.differences) if conditions else self

    def of_keys(self, kind_id: str, keys: Iterable[str]) -> dict[str, str]:
        """The names of rows of a kind by their keys."""
        found = self.frame.filter(pl.col("kind").cast(pl.String) == kind_id, pl.col("key").is_in(list(keys)))
        return dict(found.select("key", "name").iter_rows())

    def at(self, places: Iterable[str]) -> dict[str, PreviewRow]:
        """A row for each of these places (« sheet!row »), where there is one."""
        found = self.frame.filter(_PLACE.is_in(list(places)))
        return {f"{line['sheet']}!{line['row']}": self._made(line) for line in found.iter_rows(named=True)}

    def refused(self, facts: Collection[tuple[str, str]]) -> Self:
        """The same where these facts, by kind and key, are told as faulty, and nothing is said of what they change."""
        is_refused = _among(facts)
        positions = set(self.frame.filter(is_refused)[_AT])
        faulty = pl.lit("faulty", SCHEMA["outcome"])
        frame = self.frame.with_columns(
            pl.when(is_refused).then(faulty).otherwise("outcome").alias("outcome"),
            pl.when(is_refused).then(None).otherwise("changes").alias("changes"),
        )
        return type(self)(frame, {at: own for at, own in self.differences.items() if at not in positions})

    def places_of(self, facts: Collection[tuple[str, str]]) -> list[Place]:
        """Where the rows of these facts stand."""
        found = self.frame.filter(_among(facts)).select("sheet", "row", "column")
        return [Place(sheet, row, column) for sheet, row, column in found.iter_rows()]

    def kind_at(self, position: int) -> str:
        """The kind of the row at that position in the file."""
        return str(self.frame.filter(pl.col(_AT) == position)["kind"][0])

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many rows come to each outcome."""
        return _counted(self.frame)

    @property
    def sheets(self) -> tuple[SheetCounts, ...]:
        """The counts by sheet and kind, in the order of the file."""
        parts = self.frame.select("sheet", "kind", "outcome").partition_by("sheet", "kind", maintain_order=True)
        return tuple(SheetCounts(str(part["sheet"][0]), str(part["kind"][0]), _counted(part)) for part in parts)

    def by_place(self) -> pl.DataFrame:
        """``place`` and what becomes of the facts of each, a line a fact: enough to compare two previews."""
        told = pl.concat_str(pl.col("outcome").cast(pl.String), "changes", separator=":", ignore_nulls=True)
        lines = self.frame.select(_PLACE.alias("place"), told.alias("told"))
        return lines.group_by("place", maintain_order=True).agg(pl.col("told").str.join("\n"))

    def _made(self, line: Mapping[str, Any]) -> PreviewRow:
        return PreviewRow(
            kind_id=line["kind"],
            place=Place(line["sheet"], line["row"], line["column"]),
            key=line["key"],
            name=line["name"],
            outcome=line["outcome"],
            differences=self.differences.get(line[_AT], ()),
        )


def _among(facts: Collection[tuple[str, str]]) -> pl.Expr:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind_id, key in facts:
        by_kind[kind_id].append(key)
    kind = pl.col("kind").cast(pl.String)
    return pl.any_horizontal(
        pl.lit(False), *((kind == kind_id) & pl.col("key").is_in(keys) for kind_id, keys in by_kind.items())
    )


def changes_of(differences: Iterable[Difference]) -> str | None:
    """What would change, in a line that another preview can be compared with."""
    return ":".join(f"{d.column}={_side(d.before)}→{_side(d.after)}" for d in differences) or None


def moved_places(seen: PreviewRows, now: PreviewRows) -> dict[str, tuple[str, str]]:
    """The places whose facts come out otherwise, before and now."""
    both = seen.by_place().join(now.by_place(), on="place", how="full", suffix="_now", coalesce=True)
    other = both.filter(pl.col("told").fill_null("") != pl.col("told_now").fill_null(""))
    return {place: (told or "", told_now or "") for place, told, told_now in other.iter_rows()}


def _counted(frame: pl.DataFrame) -> Mapping[Outcome, int]:
    counts = dict(frame["outcome"].cast(pl.String).value_counts().iter_rows())
    return {outcome: counts.get(outcome, 0) for outcome in OUTCOMES}


def _side(words: Any) -> str:
    return "" if words is None else str(words.en)
