"""Who counts as a partner on the day: active members, without observers and those who only fund."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.vocabulary import load_scheme

_LARGEST_INTEGER = 2**63 - 1

_SHADOW_ROLES = ("funder", "observer")


def active_members(snapshot: Snapshot) -> pl.DataFrame:
    """Every organisation that belongs to a partnership on the day, once, with the facts the typologies need.

    Columns: ``partnership_id``, ``organisation_id``, ``is_partner`` (false for observers and for those
    whose only role is to fund), ``is_unnamed_group``, and three codings of ``is_governmental``: as recorded
    (``governmental``), with public bodies as governmental, and with public bodies as non-governmental; null
    where neither the coding nor the kind of the organisation is known. An organisation with two memberships
    is a partner when one of them makes it so.
    """
    memberships = snapshot.holding("membership").select(
        "id", "partnership_id", "organisation_id", pl.col("is_observer").fill_null(False)
    )
    shadows = _shadow_memberships(snapshot)
    if len(shadows):
        memberships = memberships.join(shadows, on="id", how="left")
    else:
        memberships = memberships.with_columns(is_shadow=pl.lit(False))
    members = memberships.select(
        "partnership_id",
        "organisation_id",
        is_partner=~pl.col("is_observer") & ~pl.col("is_shadow").fill_null(False),
    )
    return (
        _once_each(members)
        .join(_organisations(snapshot), on="organisation_id", how="left", maintain_order="left")
        .with_columns(pl.col("is_unnamed_group").fill_null(False), pl.col("partnership_id").set_sorted())
    )


def _once_each(members: pl.DataFrame) -> pl.DataFrame:
    """Each organisation once in each partnership, sorted; a partner as soon as one membership makes it so."""
    highest = members.select(pl.col("partnership_id", "organisation_id").max().fill_null(0)).row(0)
    span = highest[1] + 1
    if 2 * (highest[0] + 1) * span > _LARGEST_INTEGER:
        return members.sort("partnership_id", "organisation_id", "is_partner", descending=[False, False, True]).unique(
            ["partnership_id", "organisation_id"], keep="first", maintain_order=True
        )
    # One sorted integer a membership: several times faster than sorting and comparing three columns.
    is_shadow = (~pl.col("is_partner")).cast(pl.Int64)
    packed = (pl.col("partnership_id") * span + pl.col("organisation_id")) * 2 + is_shadow
    keys = members.select(key=packed).sort("key")
    pair = pl.col("key") // 2
    return keys.filter(pair.ne_missing(pair.shift(1))).select(
        partnership_id=pl.col("key") // (2 * span),
        organisation_id=pair % span,
        is_partner=pl.col("key") % 2 == 0,
    )


def _shadow_memberships(snapshot: Snapshot) -> pl.DataFrame:
    """Memberships whose only roles are to fund or to observe."""
    roles = snapshot.holding("membership_role").select("membership_id", "role")
    is_shadow = pl.col("role").is_in(_SHADOW_ROLES)
    shadows = roles.filter(is_shadow).select("membership_id").unique()
    substantive = roles.filter(~is_shadow).join(shadows, on="membership_id", how="semi")
    return shadows.join(substantive, on="membership_id", how="anti").select(id="membership_id", is_shadow=pl.lit(True))


def kinds_under(code: str) -> list[str]:
    """A kind of organisation of the vocabulary and the kinds it covers."""
    return [code, *(term.code for term in load_scheme("organisation_kind").narrower(code))]


def _organisations(snapshot: Snapshot) -> pl.DataFrame:
    kind = pl.col("kind")
    recorded = pl.col("is_governmental")
    is_public = kind.is_in(kinds_under("public_body")).fill_null(False)
    by_kind = pl.when(is_public | kind.is_null()).then(None).otherwise(kind.is_in(kinds_under("government")))
    coding = pl.coalesce(recorded, by_kind)
    return snapshot["organisation"].select(
        pl.col("id").alias("organisation_id"),
        "is_unnamed_group",
        governmental=coding,
        public_as_governmental=pl.when(is_public).then(True).otherwise(coding),
        public_as_non_governmental=pl.when(is_public).then(False).otherwise(coding),
    )
