"""Small networks of the register, made by hand, read for sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from concertation.core.network import NETWORK_KINDS, Relations, Span, network_of
from concertation.core.network.saying import Ground, Grouping, Said, read_ground
from concertation.core.network.ties.both_ends import word_of_both_ends
from concertation.core.network.ties.told import nothing_told
from concertation.core.text import Text

DAY = date(2026, 6, 30)
NAMES = {
    **{"a": ("Amity House", "Maison Amitié"), "b": ("Bridge Centre", "Centre du Pont")},
    **{"c": ("City of Cove", "Ville de l’Anse"), "d": ("Dale School", "École du Val")},
    **{"e": ("East Clinic", "Clinique de l’Est"), "f": ("Fern Library", "Bibliothèque Fougère")},
    **{"g": ("Gate Employers", "Employeurs du Seuil"), "h": ("Harbour Choir", "Chœur du Havre")},
    "i": ("Inlet Fund", "Fonds de la Baie"),
}


def ground(
    ties: str,
    nodes: str = "abcdefgh",
    *,
    kind: str = "co_membership",
    day: date = DAY,
    groups: Mapping[str, str] | None = None,
    **columns: Sequence[object],
) -> Ground:
    """``ties`` are pairs of letters; ``groups`` the members of each group by its name; ``columns`` attributes."""
    frame = pl.DataFrame(
        {"key": list(nodes), "label_en": [NAMES[key][0] for key in nodes], "label_fr": [NAMES[key][1] for key in nodes]}
    ).with_columns(pl.Series(name, values) for name, values in columns.items())
    pairs = pl.DataFrame([tuple(pair) for pair in ties.split()], schema=["source", "target"], orient="row")
    pairs = pairs.cast(pl.String)
    network = network_of(frame, pairs, is_directed=NETWORK_KINDS[kind].is_directed)
    seen = word_of_both_ends(nothing_told().rows, is_mutual=True)
    beside = pairs.with_columns(status=pl.lit("recorded")) if not seen.height else seen
    about = NETWORK_KINDS[kind]
    relations = Relations(about, Span.on(day), network, beside, nothing_told().rows)
    return read_ground(relations, grouping=_grouping(nodes, groups or {}))


def told_ground(tellings: str, nodes: str = "abcdefgh") -> Ground:
    """What organisations tell: ``ab`` is a telling of b; ``ab4`` with the intensity 4."""
    rows = [
        {"from_key": one[0], "to_key": one[1], "teller": "from", "intensity": float(one[2]) if one[2:] else None}
        for one in tellings.split()
    ]
    schema = nothing_told().rows.schema
    told = pl.DataFrame(rows, schema={name: schema[name] for name in ("from_key", "to_key", "teller", "intensity")})
    told = pl.concat([nothing_told().rows, told], how="diagonal").with_columns(layer=pl.lit("partner"))
    pairs = word_of_both_ends(told, is_mutual=True)
    arcs = told.select(pl.col("from_key").alias("source"), pl.col("to_key").alias("target"))
    blank = ground("", nodes, kind="collaboration")
    network = network_of(blank.nodes, arcs, is_directed=True)
    turned = {"one": "other", "other": "one", "one_word": "other_word", "other_word": "one_word"}
    both = pl.concat([pairs, pairs.rename(turned).select(pairs.columns)])
    beside = both.rename({"one": "source", "other": "target", "one_word": "source_word", "other_word": "target_word"})
    beside = arcs.join(beside, on=["source", "target"], how="left", maintain_order="left")
    about = NETWORK_KINDS["collaboration"]
    return read_ground(Relations(about, Span.on(DAY), network, beside, told))


def only(said: Sequence[Said], name: str) -> Text:
    """The one sentence of that name."""
    found = [one.text for one in said if one.id == name]
    assert len(found) == 1, [one.id for one in said]
    return found[0]


def names_of(said: Sequence[Said]) -> list[str]:
    """Which sentences were said."""
    return [one.id for one in said]


def _grouping(nodes: str, groups: Mapping[str, str]) -> Grouping:
    codes = tuple(next((name for name, members in groups.items() if node in members), None) for node in nodes)
    labels = {name: None if name.startswith("?") else Text(en=name, fr=name) for name in groups}
    return Grouping(codes, labels)
