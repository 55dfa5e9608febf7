"""The register as of a day, as named typed columnar tables: the one thing that every measure reads."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

import polars as pl

from concertation.core.errors import DayNotCovered, SnapshotMismatch
from concertation.core.facts import FactKind, all_kinds, fact_kind
from concertation.core.facts.dictionary import FieldType

_DTYPES: Mapping[FieldType, type[pl.DataType]] = MappingProxyType(
    {
        "text": pl.String,
        "long_text": pl.String,
        "term": pl.String,
        "email": pl.String,
        "url": pl.String,
        "geojson": pl.String,
        "date": pl.Date,
        "boolean": pl.Boolean,
        "integer": pl.Int64,
        "decimal": pl.Float64,
        "reference": pl.Int64,
    }
)


# Rows below which making a plan costs more than what the plan saves.
_FEW = 10_000
# Rows below which looking at each is quicker than any plan.
_A_PAGE = 500


@cache
def table_schema(kind_id: str) -> Mapping[str, type[pl.DataType]]:
    """Columns and types of one table: ``id``, ``key``, then the dictionary's columns kept in snapshots."""
    kind = fact_kind(kind_id)
    columns: dict[str, type[pl.DataType]] = {"id": pl.Int64, "key": pl.String}
    for column in kind.columns:
        if column.field.is_in_snapshot:
            columns[column.name] = _DTYPES[column.field.type]
    return MappingProxyType(columns)


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The register as it stood on ``as_of``.

    ``tables`` maps each kind of fact to a frame with the columns of ``table_schema(kind)``: ``id`` and
    ``key`` identify the record, ``<name>_id`` columns refer to the ``id`` of another table.
    Rows that begin after ``as_of`` are absent; rows that ended before it are present, so that trends and
    routines can be read. An empty cell means *unknown*, never zero and never "no".
    """

    as_of: date
    tables: Mapping[str, pl.DataFrame]

    @classmethod
    def from_tables(cls, *, as_of: date, tables: Mapping[str, pl.DataFrame]) -> Snapshot:
        """A snapshot from the tables at hand; absent tables are empty, absent columns are unknown.

        Rows that begin after the day are left out, whatever the tables hold.

        Raises ``SnapshotMismatch`` for a table or a column that the dictionary does not know, or a column
        that cannot be read as its type.
        """
        known = {kind.id for kind in all_kinds()}
        strangers = sorted(set(tables) - known)
        if strangers:
            raise SnapshotMismatch(reason=", ".join(strangers))
        return cls(
            as_of=as_of,
            tables=MappingProxyType(
                {
                    kind_id: _begun_by(fact_kind(kind_id), _conform(kind_id, tables.get(kind_id)), as_of)
                    for kind_id in sorted(known)
                }
            ),
        )

    def __getitem__(self, kind_id: str) -> pl.DataFrame:
        """All rows of one kind of fact known by the day."""
        fact_kind(kind_id)
        return self.tables[kind_id]

    def holding(self, kind_id: str, *columns: str) -> pl.DataFrame:
        """The rows that hold on the day: begun (or of unknown beginning) and not ended before it.

        ``until`` is the last day on which a fact holds. Events hold from their day on. Undated facts always
        hold. With ``columns``, those alone: on large tables the others need not be copied.
        """
        frame, wanted = self[kind_id], columns or tuple(table_schema(kind_id))
        if not fact_kind(kind_id).is_dated or not _has_ended(frame["until"], self.as_of):
            return frame[list(wanted)] if columns else frame
        holds = pl.col("until").is_null() | (pl.col("until") >= self.as_of)
        if frame.height < _FEW:
            return frame.filter(holds)[list(wanted)]
        return frame.lazy().filter(holds).select(wanted).collect()

    def on_day(self, day: date) -> Snapshot:
        """The same register seen from an earlier day; rows that begin after it are left out.

        Raises ``DayNotCovered`` for a day after ``as_of``: what began in between is not in the snapshot.
        """
        if day > self.as_of:
            raise DayNotCovered(day=day.isoformat(), last=self.as_of.isoformat())
        return Snapshot(
            as_of=day,
            tables=MappingProxyType(
                {kind_id: _begun_by(fact_kind(kind_id), frame, day) for kind_id, frame in self.tables.items()}
            ),
        )

    def restricted_to(self, partnership_ids: Collection[int]) -> Snapshot:
        """The part of the register that concerns these partnerships.

        Facts of other partnerships are left out; organisations, areas and sources stay whole.
        """
        kept: dict[str, pl.DataFrame] = {}
        for kind in all_kinds():
            kept[kind.id] = _concerning(kind, self.tables[kind.id], kept, partnership_ids)
        return Snapshot(as_of=self.as_of, tables=MappingProxyType(kept))

    def partnership_id(self, key: str) -> int | None:
        """The ``id`` of the partnership of that key, or ``None``."""
        found = self["partnership"].filter(pl.col("key") == key).get_column("id")
        return int(found[0]) if len(found) else None


def _conform(kind_id: str, frame: pl.DataFrame | None) -> pl.DataFrame:
    schema = table_schema(kind_id)
    if frame is None:
        return _empty(kind_id)
    if frame.schema == _empty(kind_id).schema:
        return frame
    strangers = [name for name in frame.columns if name not in schema]
    if strangers:
        raise SnapshotMismatch(reason=f"{kind_id}: {', '.join(strangers)}")
    absent = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in schema.items() if name not in frame.columns]
    try:
        return frame.with_columns(absent).select(
            pl.col(name).cast(dtype, strict=True) for name, dtype in schema.items()
        )
    except pl.exceptions.PolarsError as error:
        raise SnapshotMismatch(reason=f"{kind_id}: {error}") from error


@cache
def _empty(kind_id: str) -> pl.DataFrame:
    return pl.DataFrame(schema=dict(table_schema(kind_id)))


def _begun_by(kind: FactKind, frame: pl.DataFrame, day: date) -> pl.DataFrame:
    start = "since" if kind.is_dated else "on" if kind.is_event else None
    if start is None or frame.is_empty() or not (frame[start] > day).any():
        return frame
    return frame.filter(pl.col(start).is_null() | (pl.col(start) <= day))


def _has_ended(until: pl.Series, day: date) -> bool:
    """Whether one of the last days is before the day."""
    earliest = until.min()
    return isinstance(earliest, date) and earliest < day


def _concerning(
    kind: FactKind, frame: pl.DataFrame, kept: Mapping[str, pl.DataFrame], partnership_ids: Collection[int]
) -> pl.DataFrame:
    if frame.is_empty():
        return frame
    if frame.height < _A_PAGE:
        return _concerning_few(kind, frame, kept, frozenset(partnership_ids))
    if kind.id == "partnership":
        return frame.filter(pl.col("id").is_in(list(partnership_ids)))
    direct = [f"{field.name}_id" for field in kind.fields if field.to == "partnership"]
    if direct:
        ids = list(partnership_ids)
        concerns = pl.any_horizontal(pl.col(name).is_in(ids) for name in direct)
        optional = all(not field.is_required for field in kind.fields if field.to == "partnership")
        unattached = pl.all_horizontal(pl.col(name).is_null() for name in direct)
        return frame.filter(concerns.fill_null(False) | unattached if optional else concerns.fill_null(False))
    parent = kind.parent
    if parent is None or not _belongs_to_partnership(kind):
        return frame
    owners = kept[str(parent.to)].select(pl.col("id").alias(f"{parent.name}_id"))
    return frame.join(owners, on=f"{parent.name}_id", how="semi")


def _concerning_few(
    kind: FactKind, frame: pl.DataFrame, kept: Mapping[str, pl.DataFrame], partnership_ids: Collection[int]
) -> pl.DataFrame:
    """The same, row by row: what surrounds a page is small, and mostly all of it concerns its partnership."""
    direct = [field for field in kind.fields if field.to == "partnership"]
    if kind.id == "partnership":
        wanted = [number in partnership_ids for number in frame["id"].to_list()]
    elif direct:
        named = list(zip(*(frame[f"{field.name}_id"].to_list() for field in direct), strict=True))
        optional = all(not field.is_required for field in direct)
        wanted = [
            any(number in partnership_ids for number in row) or (optional and all(number is None for number in row))
            for row in named
        ]
    elif kind.parent is not None and _belongs_to_partnership(kind):
        owners = set(kept[str(kind.parent.to)]["id"].to_list())
        wanted = [number in owners for number in frame[f"{kind.parent.name}_id"].to_list()]
    else:
        return frame
    return frame if all(wanted) else frame[[place for place, is_wanted in enumerate(wanted) if is_wanted]]


@cache
def _belongs_to_partnership(kind: FactKind) -> bool:
    parent = kind.parent
    if parent is None or parent.to is None:
        return False
    return parent.to == "partnership" or _belongs_to_partnership(fact_kind(parent.to))
