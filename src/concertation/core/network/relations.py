"""The network of one kind on a day or over a window, with what both ends say of each of its ties."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from concertation.core.errors import DayNotCovered
from concertation.core.network.network import Network, network_of
from concertation.core.network.remarks import told as left_out
from concertation.core.network.ties.both_ends import word_of_both_ends
from concertation.core.network.ties.kinds import LAYERED, READERS, NetworkKind, NetworkKindId, network_kind
from concertation.core.network.ties.nodes import organisation_nodes
from concertation.core.network.ties.roster import asked_on_roster, told_on_roster
from concertation.core.network.ties.span import Span
from concertation.core.network.ties.told import Told, nothing_told
from concertation.core.network.two_mode import memberships_as_two_mode
from concertation.core.snapshot import Snapshot
from concertation.core.text import Text

_TWO_MODE = ("two_mode", "shared_members")
# What stands behind a tie, beside the words of its ends.
_BEHIND = ("layers", "tellings", "recorded", "since", "until")

_UNREAD = Text(
    en="Answers of surveys are not in this network: they are for those who may see answers.",
    fr="Les réponses aux enquêtes ne figurent pas dans ce réseau\u00a0: elles sont pour qui peut voir les réponses.",
)


@dataclass(frozen=True, eq=False)
class Relations:
    """A network of the register and what stands behind it.

    ``ties`` has one row a tie of ``network``, in its order: ``source``, ``target``, ``weight``, ``status``,
    ``source_word``, ``target_word``, ``source_intensity``, ``target_intensity``, ``layers``, ``tellings``,
    ``recorded``, ``since``, ``until`` (see ``both_ends``). ``told`` has every telling, those of ties denied included.
    """

    kind: NetworkKind
    span: Span
    network: Network
    ties: pl.DataFrame
    told: pl.DataFrame

    @cached_property
    def pairs(self) -> Network:
        """The network as pairs: a tie of two is one, whoever tells it, as strong as the stronger telling."""
        return self.network.undirected("max")

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What was left out or combined, in words."""
        return self.network.remarks

    def within(self, area: str) -> Relations:
        """The organisations that serve a territory, or all of a province, and the ties between them."""
        nodes = self.network.nodes
        serves = pl.lit(False)
        for column in ("areas", "provinces"):
            if column in nodes.columns:
                serves = serves | pl.col(column).list.contains(area).fill_null(False)
        kept = nodes.select(serves.alias("kept"))["kept"]
        keys = nodes.filter(kept)["key"].implode()
        inside = pl.col("source").is_in(keys) & pl.col("target").is_in(keys)
        return replace(self, network=self.network.among(kept.to_numpy()), ties=self.ties.filter(inside))

    def around(self, key: str) -> pl.DataFrame:
        """The ties of one node, a row each other end, by its key: ``other``, ``direction``, ``weight`` and the words.

        ``direction`` is ``out``, ``in``, or ``both``; of a tie both ways the weight is what this node tells, else what
        the other does. ``own_…`` and ``other_…`` are the words of this node and of the other.
        """
        sides = (("out", "source", "target"), ("in", "target", "source"))
        seen = [
            self.ties.filter(pl.col(own) == key).select(
                *(pl.col(f"{own}_{said}").alias(f"own_{said}") for said in ("word", "intensity")),
                *(pl.col(f"{far}_{said}").alias(f"other_{said}") for said in ("word", "intensity")),
                "status",
                "weight",
                *_BEHIND,
                other=pl.col(far),
                direction=pl.lit(direction if self.kind.is_directed else "both"),
            )
            for direction, own, far in sides
        ]
        both = pl.when(pl.len().over("other") > 1).then(pl.lit("both")).otherwise("direction")
        rows = pl.concat(seen).with_columns(both.alias("direction"))
        return rows.unique("other", keep="first", maintain_order=True).sort("other")


def network_from(
    snapshot: Snapshot,
    kind: str,
    *,
    span: Span | None = None,
    roster: pl.DataFrame | None = None,
    layers: Collection[str] | None = None,
) -> Network:
    """The network of that kind alone; see ``relations_from``."""
    return relations_from(snapshot, kind, span=span, roster=roster, layers=layers).network


def relations_from(
    snapshot: Snapshot,
    kind: str,
    *,
    span: Span | None = None,
    roster: pl.DataFrame | None = None,
    layers: Collection[str] | None = None,
) -> Relations:
    """The network of a kind (``KIND_IDS``) as of the day of the snapshot, or of ``span``, and its ties both ways.

    ``roster`` holds answers of surveys (``ANSWERS``), for the kinds that read them and those who may see them.
    ``layers`` keeps the ties of some kinds alone (codes of ``tie_kind`` for what organisations say).

    In a directed network of what organisations say there is an arc from each end that tells the tie; its weight is
    the mean intensity that this end told. Elsewhere the weight is that of ``both_ends``; for ``any``, the number of
    kinds. A weight that is not known is NaN. Organisations without a tie are there.

    Raises ``UnknownNetworkKind``; ``DayNotCovered`` where the span ends after the snapshot.
    """
    about, span = network_kind(kind), span or Span.on(snapshot.as_of)
    if span.last > snapshot.as_of:
        raise DayNotCovered(day=span.last.isoformat(), last=snapshot.as_of.isoformat())
    if about.id in _TWO_MODE:
        return _of_memberships(snapshot, about, span)
    told = told_ties(snapshot, about.id, span, roster=roster)
    rows = told.rows if layers is None else told.rows.filter(pl.col("layer").is_in(list(layers)))
    asked = asked_on_roster(roster) if roster is not None and "survey_wave" in about.reads else None
    pairs = word_of_both_ends(rows, asked, is_mutual=about.is_mutual)
    arcs = _arcs(pairs) if about.is_directed and about.is_mutual else _lines(pairs, about)
    network = network_of(organisation_nodes(snapshot, span), arcs, is_directed=about.is_directed)
    unread = (_UNREAD,) if roster is None and "survey_wave" in about.reads else ()
    network = _with_remarks(network, (*unread, *told.remarks, *_of_oneself(rows)))
    return Relations(about, span, network, _beside(network, pairs, about), rows)


def _of_oneself(rows: pl.DataFrame) -> tuple[Text, ...]:
    count = int((rows["from_key"] == rows["to_key"]).sum())
    return (left_out("loops", count),) if count else ()


def told_ties(snapshot: Snapshot, kind: NetworkKindId, span: Span, *, roster: pl.DataFrame | None = None) -> Told:
    """Every telling that the network of that kind rests on."""
    if kind == "any":
        found = nothing_told()
        for part in LAYERED:
            told = told_ties(snapshot, part, span, roster=roster)
            # What is said of money stands under funding alone.
            rows = told.rows.filter((pl.col("layer") != "funding") | (pl.lit(part) == "funding"))
            found = found.and_also(Told(rows.with_columns(layer=pl.lit(part)), told.remarks))
        return found
    found = READERS[kind](snapshot, span) if kind in READERS else nothing_told()
    if kind == "collaboration":
        found = found.and_also(READERS["register"](snapshot, span))
    if kind in ("collaboration", "roster") and roster is not None:
        found = found.and_also(told_on_roster(roster))
    if kind == "funding":
        said = READERS["register"](snapshot, span).rows
        found = found.and_also(Told(said.filter(pl.col("layer") == "funding")))
    return found


def _arcs(pairs: pl.DataFrame) -> pl.DataFrame:
    """An arc from each end that tells the tie."""
    arcs = [
        pairs.filter(pl.col(f"{end}_word") == "tells").select(
            pl.col(end).alias("source"), pl.col(other).alias("target"), pl.col(f"{end}_intensity").alias("weight")
        )
        for end, other in (("one", "other"), ("other", "one"))
    ]
    return pl.concat(arcs)


def _lines(pairs: pl.DataFrame, about: NetworkKind) -> pl.DataFrame:
    weight = pl.col("layers").list.len().cast(pl.Float64) if about.id == "any" else pl.col("weight")
    return pairs.select(source="one", target="other", weight=weight)


def _keyed(network: Network) -> pl.DataFrame:
    """The ties of a network with keys at their ends; an unknown weight is null."""
    keys = network.nodes["key"]
    ends = {"source": keys.gather(network.source), "target": keys.gather(network.target)}
    return pl.DataFrame({**ends, "weight": network.weight}).with_columns(pl.col("weight").fill_nan(None))


def _beside(network: Network, pairs: pl.DataFrame, about: NetworkKind) -> pl.DataFrame:
    """What both ends say of each tie of the network, in its order."""
    both = [_seen_from(pairs, "one", "other")]
    if about.is_mutual:
        both.append(_seen_from(pairs, "other", "one"))
    return _keyed(network).join(pl.concat(both), on=["source", "target"], how="left", maintain_order="left")


def _seen_from(pairs: pl.DataFrame, end: str, other: str) -> pl.DataFrame:
    words = [
        pl.col(f"{here}_{said}").alias(f"{there}_{said}")
        for said in ("word", "intensity")
        for here, there in ((end, "source"), (other, "target"))
    ]
    ends = (pl.col(end).alias("source"), pl.col(other).alias("target"))
    return pairs.select(*ends, "status", *words, *_BEHIND)


def _of_memberships(snapshot: Snapshot, about: NetworkKind, span: Span) -> Relations:
    """Memberships are papers of the register: nobody is asked for a word on them."""
    two_mode = memberships_as_two_mode(snapshot, span)
    network = two_mode.network() if about.id == "two_mode" else two_mode.shared_firsts()
    none = nothing_told().rows
    shape = _seen_from(word_of_both_ends(none, is_mutual=True), "one", "other")
    count = pl.col("weight").cast(pl.Int64)
    ties = _keyed(network).with_columns(
        status=pl.lit("recorded"), layers=pl.concat_list(pl.lit(about.id)), tellings=count, recorded=count
    )
    columns = ["source", "target", "weight", *shape.columns[2:]]
    return Relations(about, span, network, pl.concat([shape, ties], how="diagonal").select(columns), none)


def _with_remarks(network: Network, remarks: tuple[Text, ...]) -> Network:
    return Network(
        network.nodes,
        network.source,
        network.target,
        network.weight,
        is_directed=network.is_directed,
        is_weighted=network.is_weighted,
        remarks=(*remarks, *network.remarks),
    )
