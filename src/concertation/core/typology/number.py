"""Typology 3, how many partners there are, and typology 4, of which kinds."""

from __future__ import annotations

import polars as pl

from concertation.core.typology.conventions import Conventions
from concertation.core.typology.tallies import Owners

NUMBERS = ("bipartite", "tripartite", "multipartite")
KINDS = ("governmental", "non_governmental", "mixed")
CODINGS = {
    "kinds": "governmental",
    "kinds_public_as_governmental": "public_as_governmental",
    "kinds_public_as_non_governmental": "public_as_non_governmental",
}

# A partnership joins two organisations or more (Garcea & Ashton, « Définitions », § 1).
FEWEST_PARTNERS = 2


def number_and_kinds(members: pl.DataFrame, partnerships: Owners, *, conventions: Conventions) -> pl.DataFrame:
    """How many partners, and whether they are governmental, non-governmental or both; one row a partnership.

    Bipartite 2, tripartite 3, multipartite 4 and more (Garcea & Ashton, Table 1, columns 3 and 4).
    Observers and those who only fund are left out; the count with them stands beside. A record that stands
    for organisations that a source does not name makes the count unknown: ``partner_count`` is null and
    ``partner_count_at_least`` is a lower bound, which settles "multipartite" as soon as it reaches four.

    Kinds: mixed as soon as one partner of each kind is known; the other two need every partner's coding.
    Public bodies are coded both ways in practice, so both codings stand beside the recorded one.
    """
    at_least = pl.col("named") + conventions.partners_in_unnamed_group * pl.col("groups")
    expected = pl.max_horizontal(pl.col("named") + pl.col("groups"), pl.lit(FEWEST_PARTNERS))
    exact = pl.when((pl.col("groups") == 0) & (pl.col("everyone") > 0)).then(pl.col("named"))
    has_every_name = (pl.col("everyone") > 0) & (pl.col("unnamed") == 0)
    return (
        _tallies(members, partnerships)
        .with_columns(partner_count=exact, partner_count_at_least=at_least)
        .select(
            "partner_count",
            "partner_count_at_least",
            pl.when(has_every_name).then(pl.col("everyone")).alias("partner_count_with_observers_and_funders"),
            _number().alias("number"),
            (pl.col("named") / expected).alias("number_coverage"),
            *(_kind(facet).alias(facet) for facet in CODINGS),
            *(_coverage(facet, expected).alias(f"{facet}_coverage") for facet in CODINGS),
        )
    )


def _tallies(members: pl.DataFrame, partnerships: Owners) -> pl.DataFrame:
    """Members, partners and groups of each partnership, and its partners on either side of each coding."""
    is_partner, is_group = pl.col("is_partner"), pl.col("is_unnamed_group")
    return partnerships.tally(
        partnerships.places(members["partnership_id"]),
        members,
        everyone=pl.lit(True),
        named=is_partner & ~is_group,
        groups=is_partner & is_group,
        unnamed=is_group,
        **{f"{facet}_governmental": is_partner & pl.col(coding) for facet, coding in CODINGS.items()},
        **{f"{facet}_others": is_partner & ~pl.col(coding) for facet, coding in CODINGS.items()},
    )


def _number() -> pl.Expr:
    count = pl.col("partner_count")
    return (
        pl.when(pl.col("partner_count_at_least") >= 4)
        .then(pl.lit("multipartite"))
        .when(count == 3)
        .then(pl.lit("tripartite"))
        .when(count == 2)
        .then(pl.lit("bipartite"))
    )


def _kind(facet: str) -> pl.Expr:
    governmental, others = pl.col(f"{facet}_governmental"), pl.col(f"{facet}_others")
    return (
        pl.when((governmental > 0) & (others > 0))
        .then(pl.lit("mixed"))
        .when(governmental > 0)
        .then(pl.lit("governmental"))
        .when(others > 0)
        .then(pl.lit("non_governmental"))
    )


def _coverage(facet: str, expected: pl.Expr) -> pl.Expr:
    return (pl.col(f"{facet}_governmental") + pl.col(f"{facet}_others")) / expected
