"""What organisations are known by on the picture: what colours, filters and lights them."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.text import Text
from concertation.core.vocabulary import load_scheme

UNKNOWN, SEVERAL = "unknown", "several"
_OF_UNKNOWN = Text(en="Unknown", fr="Inconnu")
_OF_SEVERAL = Text(en="Several of them", fr="Plusieurs à la fois")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet and its words."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of telling organisations apart; ``codes`` has one code a node, in the order of the nodes."""

    id: str
    label: Text
    values: tuple[Value, ...]
    codes: tuple[str, ...]

    def label_of(self, code: str) -> Text:
        """The words of one value."""
        return next((value.label for value in self.values if value.code == code), _OF_UNKNOWN)


def attribute_facets(snapshot: Snapshot, nodes: pl.DataFrame) -> tuple[Facet, ...]:
    """Kind, sector, coding as governmental, territory: of these ``nodes`` (``id``, ``key``), in their order."""
    return (
        _kind(snapshot, nodes),
        _sector(snapshot, nodes),
        _governmental(snapshot, nodes),
        _territory(snapshot, nodes),
    )


def _kind(snapshot: Snapshot, nodes: pl.DataFrame) -> Facet:
    scheme = load_scheme("organisation_kind")
    broader = {term.code: term.parent or term.code for term in scheme.terms}
    kinds = snapshot["organisation"].select("id", code=pl.col("kind").replace_strict(broader, default=None))
    labels = {term.code: term.label for term in scheme.top_terms}
    return facet_of("kind", Text(en="Kind of organisation", fr="Genre d’organisme"), labels, _ordered(nodes, kinds))


def _sector(snapshot: Snapshot, nodes: pl.DataFrame) -> Facet:
    scheme = load_scheme("policy_sector")
    sectors = _shared(snapshot.holding("organisation_sector").select(id="organisation_id", code="sector"))
    labels = {term.code: term.label for term in scheme.terms}
    return facet_of("sector", Text(en="Sector", fr="Secteur"), labels, _ordered(nodes, sectors))


def _governmental(snapshot: Snapshot, nodes: pl.DataFrame) -> Facet:
    coded = pl.when("is_governmental").then(pl.lit("yes")).when(pl.col("is_governmental").not_()).then(pl.lit("no"))
    labels = {
        "yes": Text(en="Governmental", fr="Gouvernemental"),
        "no": Text(en="Not governmental", fr="Non gouvernemental"),
    }
    codes = snapshot["organisation"].select("id", code=coded)
    return facet_of(
        "governmental", Text(en="Governmental or not", fr="Gouvernemental ou non"), labels, _ordered(nodes, codes)
    )


def _territory(snapshot: Snapshot, nodes: pl.DataFrame) -> Facet:
    areas = snapshot["area"].select("id", "key", en=pl.coalesce("name_en", "name_fr", "key"), fr=pl.coalesce("name_fr", "name_en", "key"))
    served = snapshot.holding("organisation_area").join(areas.select(area_id="id", code="key"), on="area_id")
    labels = {key: Text(en=en, fr=fr) for _, key, en, fr in areas.sort("en").iter_rows()}
    codes = _ordered(nodes, _shared(served.select(id="organisation_id", code="code")))
    return facet_of("territory", Text(en="Territory served", fr="Territoire desservi"), labels, codes)


def facet_of(identifier: str, label: Text, labels: dict[str, Text], codes: list[str | None]) -> Facet:
    """A facet with the values that occur, in the order of ``labels``; several and unknown come last."""
    told = tuple(code if code in labels or code == SEVERAL else UNKNOWN for code in codes)
    found = set(told)
    known = [Value(code, words) for code, words in labels.items() if code in found]
    seldom = [Value(code, words) for code, words in ((SEVERAL, _OF_SEVERAL), (UNKNOWN, _OF_UNKNOWN)) if code in found]
    return Facet(identifier, label, (*known, *seldom), told)


def _shared(rows: pl.DataFrame) -> pl.DataFrame:
    one = pl.when(pl.col("code").n_unique() == 1).then(pl.col("code").first()).otherwise(pl.lit(SEVERAL))
    return rows.group_by("id").agg(code=one)


def _ordered(nodes: pl.DataFrame, codes: pl.DataFrame) -> list[str | None]:
    return nodes.select("id").join(codes, on="id", how="left", maintain_order="left")["code"].to_list()
