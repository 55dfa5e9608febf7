"""Groups found in the ties, and what to call each: its territory, its table, or its best-tied member."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from concertation.core.network import Network, Span
from concertation.core.network.communities import find_communities
from concertation.core.network.ties.co_membership import stays
from concertation.core.snapshot import Snapshot
from concertation.core.text import Text
from concertation.journeys.charting.facets import Facet, facet_of

_LABEL = Text(en="Group found in the ties", fr="Groupe trouvé dans les liens")
# Fewer than three nodes are a pair or a lone one, not a group.
_FEWEST = 3
# Territories that say nothing of where a group is: most organisations lie in them.
WIDE = ("country", "province_territory")


def community_facet(snapshot: Snapshot, network: Network, span: Span) -> Facet:
    """The communities of the network, the largest first; nodes in none of them are of no known group."""
    groups = _groups(network)
    codes: list[str | None] = [None] * network.size
    names = _names(snapshot, network, groups, span)
    labels = {
        str(number): name or _around(network, group)
        for number, (name, group) in enumerate(zip(names, groups, strict=True), 1)
    }
    for number, group in enumerate(groups, start=1):
        for node in group:
            codes[node] = str(number)
    facet = facet_of("community", _LABEL, labels, codes)
    nameless = {str(number) for number, name in enumerate(names, 1) if name is None}
    return replace(facet, values=tuple(replace(one, is_named=one.code not in nameless) for one in facet.values))


def _groups(network: Network) -> list[list[int]]:
    """The groups, the largest first; a tie whose weight is unknown counts as the least of one."""
    known = replace(network, weight=np.nan_to_num(network.weight, nan=1.0))
    found: dict[int, list[int]] = {}
    for node, group in enumerate(find_communities(known).labels.tolist()):
        found.setdefault(group, []).append(node)
    groups = [group for group in found.values() if len(group) >= _FEWEST]
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def _names(snapshot: Snapshot, network: Network, groups: list[list[int]], span: Span) -> list[Text | None]:
    """The territory that at least half of the group serves, or the table where half of it sits; each said once."""
    by_place, by_table = _areas(snapshot, span), _seats(snapshot, span)
    keys, taken = network.nodes["key"], set[str]()
    names: list[Text | None] = []
    for group in groups:
        members = keys.gather(group)
        name = next((n for rows in (by_place, by_table) for n in _shared_by(rows, members) if n.en not in taken), None)
        taken.add(name.en if name else "")
        names.append(name)
    return names


def _shared_by(rows: pl.DataFrame, members: pl.Series) -> list[Text]:
    """What at least half of the members have, the most shared first."""
    shared = rows.filter(pl.col("organisation").is_in(members.implode())).group_by("key", "en", "fr").len()
    shared = shared.filter(pl.col("len") * 2 >= len(members)).sort(["len", "key"], descending=[True, False])
    return [Text(en=en, fr=fr) for en, fr in shared.select("en", "fr").iter_rows()]


def _areas(snapshot: Snapshot, span: Span) -> pl.DataFrame:
    named = _named(snapshot["area"].filter(~pl.col("kind").is_in(WIDE)), "area_id")
    served = snapshot["organisation_area"].filter(span.held()).select("organisation_id", "area_id").unique()
    return served.join(named, on="area_id").join(_members(snapshot), on="organisation_id")


def _seats(snapshot: Snapshot, span: Span) -> pl.DataFrame:
    seats = stays(snapshot, span).select("partnership_id", "organisation_id").unique()
    tables = _named(snapshot["partnership"], "partnership_id")
    return seats.join(tables, on="partnership_id").join(_members(snapshot), on="organisation_id")


def _named(rows: pl.DataFrame, number: str) -> pl.DataFrame:
    names = {"en": pl.coalesce("name_en", "name_fr", "key"), "fr": pl.coalesce("name_fr", "name_en", "key")}
    return rows.select("key", pl.col("id").alias(number), **names)


def _members(snapshot: Snapshot) -> pl.DataFrame:
    return snapshot["organisation"].select(organisation_id="id", organisation="key")


def _around(network: Network, group: list[int]) -> Text:
    degrees = network.all_neighbours.degrees
    best = max(group, key=lambda node: (int(degrees[node]), -node))
    en, fr = network.nodes.select("label_en", "label_fr").row(best)
    return Text(en=f"Around {en}", fr=f"Autour de\u00a0: {fr}")
