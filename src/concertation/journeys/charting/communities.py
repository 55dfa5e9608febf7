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
    return network.once(("communities", span), lambda: _found(snapshot, network, span))


def _found(snapshot: Snapshot, network: Network, span: Span) -> Facet:
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
    nodes = pl.Series("node", [node for group in groups for node in group], dtype=pl.Int64)
    members = pl.DataFrame(
        {
            "organisation": network.nodes["key"].gather(nodes),
            "group": np.repeat(np.arange(len(groups)), [len(group) for group in groups]),
        }
    )
    shared = [_shared(rows, members) for rows in (_areas(snapshot, span), _seats(snapshot, span))]
    taken = set[str]()
    names: list[Text | None] = []
    for number in range(len(groups)):
        name = next((one for found in shared for one in found.get(number, ()) if one.en not in taken), None)
        taken.add(name.en if name else "")
        names.append(name)
    return names


def _shared(rows: pl.DataFrame, members: pl.DataFrame) -> dict[int, list[Text]]:
    """Of each group, what at least half of its members have, the most shared first."""
    sizes = members.group_by("group").agg(pl.len().alias("size"))
    held = members.join(rows, on="organisation").group_by("group", "key", "en", "fr").len()
    held = held.join(sizes, on="group").filter(pl.col("len") * 2 >= pl.col("size"))
    found: dict[int, list[Text]] = {}
    for group, en, fr in held.sort("group", "len", "key", descending=[False, True, False])["group", "en", "fr"].rows():
        found.setdefault(group, []).append(Text(en=en, fr=fr))
    return found


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
