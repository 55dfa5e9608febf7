"""The kinds of ties that a picture can show, and the pairs that each of them ties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.text import Text

_PAIR = ("source", "target")


@dataclass(frozen=True, slots=True)
class Layer:
    """One kind of tie: its name, and how a sentence says that two organisations are tied so."""

    id: str
    label: Text
    saying: Text


_ALL = (
    Layer(
        "tables",
        Text(en="Same tables", fr="Mêmes tables"),
        Text(en="sitting at the same tables", fr="le fait de siéger aux mêmes tables"),
    ),
    Layer(
        "declared",
        Text(en="Declared partners", fr="Partenaires déclarés"),
        Text(en="naming each other as partners", fr="le fait de se dire partenaires"),
    ),
    Layer(
        "activities",
        Text(en="Joint activities", fr="Activités communes"),
        Text(en="taking part in the same activities", fr="la participation aux mêmes activités"),
    ),
    Layer(
        "agreements",
        Text(en="Agreements", fr="Ententes"),
        Text(en="being parties to the same agreements", fr="la signature des mêmes ententes"),
    ),
)
LAYERS: Mapping[str, Layer] = MappingProxyType({layer.id: layer for layer in _ALL})


def pairs_of(layer: str, snapshot: Snapshot, *, is_ever: bool) -> pl.DataFrame:
    """The pairs tied on the day, or ever up to it: ``source``, ``target`` (keys in order), ``weight``, ``told``."""
    rows = (lambda kind: snapshot[kind]) if is_ever else snapshot.holding
    found = _READERS[layer](rows)
    keys = snapshot["organisation"].select("id", "key")
    for end in _PAIR:
        found = found.join(keys.rename({"id": end, "key": f"{end}_key"}), on=end)
    low, high = pl.min_horizontal("source_key", "target_key"), pl.max_horizontal("source_key", "target_key")
    return found.select(source=low, target=high, weight="weight", told="told").sort("source", "target")


Rows = Callable[[str], pl.DataFrame]


def _tables(rows: Rows) -> pl.DataFrame:
    return _together(rows("membership").select("organisation_id", at="partnership_id"))


def _activities(rows: Rows) -> pl.DataFrame:
    held = rows("activity").select(activity_id="id")
    return _together(
        rows("participation").join(held, on="activity_id", how="semi").select("organisation_id", at="activity_id")
    )


def _agreements(rows: Rows) -> pl.DataFrame:
    held = rows("agreement").select(agreement_id="id")
    parties = rows("agreement_party").join(held, on="agreement_id", how="semi")
    return _together(parties.select("organisation_id", at="agreement_id"))


def _together(seats: pl.DataFrame) -> pl.DataFrame:
    """Each pair that meets somewhere, with in how many places."""
    seats = seats.drop_nulls().unique()
    both = seats.rename({"organisation_id": "source"}).join(seats.rename({"organisation_id": "target"}), on="at")
    pairs = both.filter(pl.col("source") < pl.col("target")).group_by(_PAIR).agg(weight=pl.len().cast(pl.Float64))
    return pairs.with_columns(told=pl.lit("recorded"))


def _declared(rows: Rows) -> pl.DataFrame:
    """Each pair of which one names the other; both, when each names the other."""
    ends = rows("tie").select(one="from_organisation_id", other="to_organisation_id").unique()
    ends = ends.filter(pl.col("one") != pl.col("other"))
    pairs = ends.select(source=pl.min_horizontal("one", "other"), target=pl.max_horizontal("one", "other"))
    counted = pairs.group_by(_PAIR).agg(ways=pl.len())
    told = pl.when(pl.col("ways") == 2).then(pl.lit("confirmed")).otherwise(pl.lit("claimed"))  # noqa: PLR2004
    return counted.select(*_PAIR, weight=pl.lit(1.0), told=told)


_READERS: Mapping[str, Callable[[Rows], pl.DataFrame]] = MappingProxyType(
    {"tables": _tables, "declared": _declared, "activities": _activities, "agreements": _agreements}
)
