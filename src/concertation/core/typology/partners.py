"""Who counts as a partner on the day: active members, without observers and those who only fund."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.snapshot import Snapshot
from concertation.core.typology.tallies import Owners, Places, are_among, halves, paired
from concertation.core.vocabulary import load_scheme

_SHADOW_ROLES = ("funder", "observer")


def active_members(snapshot: Snapshot) -> pl.DataFrame:
    """Every organisation that belongs to a partnership on the day, once, with the facts the typologies need.

    Columns: ``partnership_id``, ``organisation_id``, ``is_partner`` (false for observers and for those
    whose only role is to fund), ``is_unnamed_group``, and three codings of ``is_governmental``: as recorded
    (``governmental``), with public bodies as governmental, and with public bodies as non-governmental; null
    where neither the coding nor the kind of the organisation is known. An organisation with two memberships
    is a partner when one of them makes it so. Sorted by partnership, then organisation.
    """
    held = snapshot.holding("membership", "id", "partnership_id", "organisation_id", "is_observer")
    is_shadow = held["id"].is_in(_shadow_memberships(snapshot).implode()) | held["is_observer"].fill_null(False)
    partnerships, organisations = Owners.of(held["partnership_id"]), Owners.of(held["organisation_id"])
    pairs = paired(partnerships.places(held["partnership_id"]), organisations.places(held["organisation_id"]))
    # One sorted integer a membership, partners first among those of one organisation.
    ordered = pl.Series(pairs * 2 + is_shadow.to_numpy()).sort().to_numpy()
    belongs, is_first = ordered >> 1, np.ones(len(ordered), dtype=np.bool_)
    is_first[1:] = belongs[1:] != belongs[:-1]
    places, codes = halves(belongs[is_first])
    ids, facts = _organisations(snapshot)
    facts = organisations.put(organisations.places(ids), facts)
    return pl.DataFrame(
        {
            "partnership_id": partnerships.ids[places],
            "organisation_id": organisations.ids[codes],
            "is_partner": ordered[is_first] % 2 == 0,
        }
    ).hstack(facts[codes])


@dataclass(frozen=True, slots=True, eq=False)
class Partners:
    """The partners of each partnership: as rows, by place, and as pairs that can be asked for."""

    partnerships: Owners
    organisations: Owners
    rows: pl.DataFrame
    places: Places
    pairs: NDArray[np.int64]

    @classmethod
    def among(cls, members: pl.DataFrame, partnerships: Owners) -> Partners:
        """Those of the members of these partnerships that count as partners."""
        places = partnerships.places(members["partnership_id"])
        counts = members["is_partner"] & pl.Series(places < len(partnerships))
        rows, places = members.filter(counts), places[counts.to_numpy()]
        organisations = Owners.of(rows["organisation_id"])
        pairs = paired(places, organisations.places(rows["organisation_id"]))
        return cls(partnerships, organisations, rows, places, pairs)

    def have(self, places: Places, organisation_ids: pl.Series) -> NDArray[np.bool_]:
        """Whether the organisation of each row is a partner of the partnership at its place."""
        return are_among(paired(places, self.organisations.places(organisation_ids)), self.pairs)


def _shadow_memberships(snapshot: Snapshot) -> pl.Series:
    """Memberships whose only roles are to fund or to observe."""
    roles = snapshot.holding("membership_role", "membership_id", "role")
    is_shadow = pl.col("role").is_in(_SHADOW_ROLES)
    shadows = roles.filter(is_shadow)["membership_id"].unique()
    substantive = roles.filter(~is_shadow)["membership_id"]
    return shadows.filter(~shadows.is_in(substantive.implode()))


def kinds_under(code: str) -> list[str]:
    """A kind of organisation of the vocabulary and the kinds it covers."""
    return [code, *(term.code for term in load_scheme("organisation_kind").narrower(code))]


def _organisations(snapshot: Snapshot) -> tuple[pl.Series, pl.DataFrame]:
    kind = pl.col("kind")
    recorded = pl.col("is_governmental")
    is_public = kind.is_in(kinds_under("public_body")).fill_null(False)
    by_kind = pl.when(is_public | kind.is_null()).then(None).otherwise(kind.is_in(kinds_under("government")))
    coding = pl.coalesce(recorded, by_kind)
    organisations = snapshot["organisation"]
    return organisations["id"], organisations.select(
        pl.col("is_unnamed_group").fill_null(False),
        governmental=coding,
        public_as_governmental=pl.when(is_public).then(True).otherwise(coding),
        public_as_non_governmental=pl.when(is_public).then(False).otherwise(coding),
    )
