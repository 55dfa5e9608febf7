"""Typologies 2, 3 and 4: how many policy sectors, how many partners, and of which kinds."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot

# Public bodies are coded both ways in practice: both codings are reported (convention).
PUBLIC_BODIES = ("public_body", "school_board", "health_authority", "post_secondary", "police", "library")


def sectors(snapshot: Snapshot, members: pl.DataFrame) -> pl.DataFrame:
    """One, two or several policy sectors: the size of the union of the members' sectors.

    ``blau`` is 1 − Σp², p the share of each sector among the members' sectors (Blau 1977).
    ``sectors_coverage`` is the share of members whose sectors are known; the count is then at least
    ``sector_count``. Source: Garcea & Ashton, Table 1, column 2 (its heading is a slip for policy sectors).
    """
    known = snapshot.holding("organisation_sector").select("organisation_id", "sector").unique()
    partners = members.filter(pl.col("is_partner"))
    of_members = partners.join(known, on="organisation_id", how="inner")
    shares = (
        of_members.group_by("partnership_id", "sector")
        .len()
        .with_columns(p=pl.col("len") / pl.col("len").sum().over("partnership_id"))
    )
    breadth = shares.group_by("partnership_id").agg(
        pl.len().cast(pl.Int64).alias("sector_count"), (1 - (pl.col("p") ** 2).sum()).alias("blau")
    )
    coverage = (
        partners.with_columns(
            is_known=pl.col("organisation_id").is_in(known["organisation_id"].unique().implode())
        )
        .group_by("partnership_id")
        .agg(pl.col("is_known").mean().alias("sectors_coverage"))
    )
    return breadth.join(coverage, on="partnership_id", how="left").with_columns(
        sectors=pl.when(pl.col("sector_count") == 1)
        .then(pl.lit("one"))
        .when(pl.col("sector_count") == 2)
        .then(pl.lit("two"))
        .otherwise(pl.lit("several"))
    )


def number(members: pl.DataFrame) -> pl.DataFrame:
    """Bipartite, tripartite or multipartite: active members, without observers and pure funders.

    A record that stands for organisations a source does not name counts for at least one, and makes
    ``partner_count`` unknown; the type is given only when "at least" already decides it.
    Source: Garcea & Ashton, Table 1, column 3; "four or more" is a convention.
    """
    counted = members.group_by("partnership_id").agg(
        pl.col("is_partner").sum().cast(pl.Int64).alias("partner_count_at_least"),
        (pl.col("is_partner") & pl.col("is_unnamed_group")).any().alias("has_unnamed"),
        pl.len().cast(pl.Int64).alias("partner_count_with_observers_and_funders"),
    )
    count = pl.col("partner_count_at_least")
    return counted.with_columns(
        partner_count=pl.when(~pl.col("has_unnamed")).then(count),
        number=pl.when(count >= 4)
        .then(pl.lit("multipartite"))
        .when(pl.col("has_unnamed") | (count < 2))
        .then(None)
        .when(count == 3)
        .then(pl.lit("tripartite"))
        .otherwise(pl.lit("bipartite")),
        number_coverage=pl.when(pl.col("has_unnamed")).then(0.5).otherwise(1.0),
    ).drop("has_unnamed")


def kinds(members: pl.DataFrame) -> pl.DataFrame:
    """Governmental, non-governmental or mixed partners, with both codings of public bodies.

    One known partner of each side is enough for *mixed*. ``kinds_coverage`` is the share of partners whose
    side is known. Source: Garcea & Ashton, Table 1, column 4.
    """
    is_public = pl.col("kind").is_in(list(PUBLIC_BODIES))
    side = pl.col("is_governmental")
    codings = {
        "kinds": side,
        "kinds_public_as_governmental": pl.when(is_public).then(True).otherwise(side),
        "kinds_public_as_non_governmental": pl.when(is_public).then(False).otherwise(side),
    }
    return (
        members.filter(pl.col("is_partner"))
        .group_by("partnership_id")
        .agg(
            *(
                pl.when(coding.any() & (~coding).any())
                .then(pl.lit("mixed"))
                .when(coding.any())
                .then(pl.lit("governmental"))
                .when((~coding).any())
                .then(pl.lit("non_governmental"))
                .alias(name)
                for name, coding in codings.items()
            ),
            side.is_not_null().mean().alias("kinds_coverage"),
        )
    )
