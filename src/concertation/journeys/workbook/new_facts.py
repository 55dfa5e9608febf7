"""New facts of a large file as columns, held in memory or read from where a preview is kept, a kind at a time."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

# Rows that are read together when a page asks for some of them.
_GROUP = 5_000


@dataclass(frozen=True, slots=True)
class NewFacts(Mapping[str, pl.DataFrame]):
    """A frame a kind: ``key``, the columns that the file fills (references as keys), and ``#sheet``, ``#row``."""

    counts: Mapping[str, int] = field(default_factory=dict)
    read: Callable[[str], bytes | pl.DataFrame] = field(default=lambda _: b"")

    @classmethod
    def of(cls, frames: Mapping[str, pl.DataFrame]) -> NewFacts:
        """Frames that are at hand."""
        return cls({kind_id: len(frame) for kind_id, frame in frames.items() if len(frame)}, frames.__getitem__)

    def __getitem__(self, kind_id: str) -> pl.DataFrame:
        if kind_id not in self.counts:
            raise KeyError(kind_id)
        kept = self.read(kind_id)
        return kept if isinstance(kept, pl.DataFrame) else pl.read_parquet(io.BytesIO(kept))

    def __iter__(self) -> Iterator[str]:
        return iter(self.counts)

    def __len__(self) -> int:
        return len(self.counts)

    def count(self, kind_id: str) -> int:
        """How many facts of a kind."""
        return self.counts.get(kind_id, 0)

    def rows(self, kind_id: str) -> Iterator[tuple[str, dict[str, object]]]:
        """The key and what is said of each."""
        for row in self[kind_id].iter_rows(named=True):
            yield row["key"], {n: v for n, v in row.items() if v is not None and n[0] != "#" and n != "key"}

    def without(self, facts: Collection[tuple[str, str]]) -> NewFacts:
        """The others than these, by kind and key."""
        if not self.counts:
            return self
        gone = {kind_id: [key for kind, key in facts if kind == kind_id] for kind_id in self.counts}
        return NewFacts.of(
            {kind_id: self[kind_id].filter(~pl.col("key").is_in(gone[kind_id])) for kind_id in self.counts}
        )

    def some(self, kind_id: str, keys: Collection[str]) -> dict[str, dict[str, object]]:
        """The values of a few of them by key."""
        if kind_id not in self.counts or not keys:
            return {}
        kept = self.read(kind_id)
        table = kept.lazy() if isinstance(kept, pl.DataFrame) else pl.scan_parquet(io.BytesIO(kept))
        found = table.filter(pl.col("key").is_in(list(keys))).collect()
        return {row["key"]: row for row in found.iter_rows(named=True)}


def as_parquet(frame: pl.DataFrame) -> bytes:
    """The frame as it is kept."""
    target = io.BytesIO()
    frame.write_parquet(target, compression="zstd", compression_level=1, row_group_size=_GROUP)
    return target.getvalue()


def without_marks(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of the facts, without where they stand in the file."""
    return frame.select(name for name in frame.columns if not name.startswith("#"))
