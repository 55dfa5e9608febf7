"""Formality (FORM): what is written, signed and legal about a partnership, from 0 to 100."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.partners import Partners
from concertation.core.typology.scoring import any_known, from_yes_no, scored
from concertation.core.typology.tallies import Owners, are_among, distinct, halves, paired, side_by_side

# Points out of 100 (Concertation convention; the article tells formal from informal without a scale).
FORM_POINTS = {
    "legal_personality": 20.0,
    "signed_agreement": 20.0,
    "funding_agreement": 15.0,
    "terms_of_reference": 15.0,
    "written_decision_rule": 10.0,
    "written_roles": 10.0,
    "exit_clause": 10.0,
}

_AMONG_PARTNERS = ("memorandum_of_understanding", "service_contract")
_FUNDING = ("contribution_agreement",)
_TERMS = ("terms_of_reference",)
_UNWRITTEN = "unwritten_understanding"
_WRITTEN = (*_AMONG_PARTNERS, *_FUNDING, *_TERMS)


def formality(snapshot: Snapshot, partners: Partners, *, conventions: Conventions) -> pl.DataFrame:
    """The seven items of FORM, each yes, no or unknown, and the score as an interval.

    Legal personality 20; signed agreement among partners 20; funding agreement that names the partnership 15;
    approved terms of reference 15; written decision rule and quorum 10; written roles 10; exit clause 10.

    An item is *yes* when a document in force on the day shows it; *no* when the documents of that sort on
    record have ended or lack it, or when the understanding is recorded as unwritten; else *unknown*. One row
    a partnership. Columns: the score's columns (see ``scored``), and each item's ``_low`` and ``_high``.
    """
    partnerships = partners.partnerships
    held = snapshot.holding("partnership", "id", "has_legal_personality", "has_written_decision_rule")
    joined = side_by_side(
        [
            partnerships.put(partnerships.places(held["id"]), held.drop("id")),
            _documents(_agreements(snapshot, partners), partnerships, snapshot.as_of),
            _quorums(snapshot, partnerships),
        ]
    )
    has_rule = pl.coalesce("has_written_decision_rule", pl.when("is_unwritten").then(False))
    items = {
        "legal_personality": pl.col("has_legal_personality"),
        "written_decision_rule": has_rule & pl.col("has_quorum"),
        **{name: pl.col(name) for name in _RULES},
    }
    bounds = joined.with_columns(bound for name, answer in items.items() for bound in from_yes_no(name, answer))
    return scored(bounds, "form", FORM_POINTS, coverage_to_score=conventions.coverage_to_score)


def _agreements(snapshot: Snapshot, partners: Partners) -> pl.DataFrame:
    """Agreements; for those among partners, their parties, how many are partners, how many have signed."""
    agreements = snapshot["agreement"].sort("id")
    parties = snapshot["agreement_party"].select("agreement_id", "organisation_id", "signed_on")
    owners = Owners.of(agreements["id"])
    places = owners.places(parties["agreement_id"])
    among = agreements.select(pl.col("kind").is_in(_AMONG_PARTNERS).fill_null(False)).to_series().to_numpy()
    is_theirs = np.append(among, False)[places]
    parties, places = parties.filter(pl.Series(is_theirs)), places[is_theirs]
    signed = owners.tally(places, parties, signatures=pl.col("signed_on") <= snapshot.as_of)
    of, codes = halves(distinct(paired(places, partners.organisations.places(parties["organisation_id"]))))
    partnerships = partners.partnerships.places(agreements["partnership_id"])
    are_partners = are_among(paired(partnerships[of], codes), partners.pairs)
    return agreements.hstack(signed).with_columns(
        parties=owners.count(of), partner_parties=owners.count(of[are_partners])
    )


def _is_signed(day: date) -> pl.Expr:
    return pl.when(pl.col("signatures") >= 2).then(True).otherwise(pl.col("signed_on") <= day)


def _is_among_partners() -> pl.Expr:
    """By its parties where they are on record; a memorandum without parties on record is among partners."""
    return (
        pl.when(pl.col("parties") > 0)
        .then(pl.col("partner_parties") >= 2)
        .when(pl.col("kind") == "memorandum_of_understanding")
        .then(True)
    )


# Item: the kinds of documents that bear on it. What each must show is in ``_shows``.
_RULES = {
    "signed_agreement": _AMONG_PARTNERS,
    "funding_agreement": _FUNDING,
    "terms_of_reference": _TERMS,
    "written_roles": _WRITTEN,
    "exit_clause": _WRITTEN,
}


def _shows(item: str, day: date) -> pl.Expr:
    return {
        "signed_agreement": _is_signed(day) & _is_among_partners(),
        "funding_agreement": pl.col("names_partnership"),
        "terms_of_reference": pl.col("approved_on") <= day,
        "written_roles": pl.col("defines_roles"),
        "exit_clause": pl.col("covers_exit"),
    }[item]


def _documents(agreements: pl.DataFrame, partnerships: Owners, day: date) -> pl.DataFrame:
    """For each item, what the documents that bear on it show: yes, no, or unknown."""
    in_force = pl.col("until").is_null() | (pl.col("until") >= day)
    counted = {"unwritten": (pl.col("kind") == _UNWRITTEN) & in_force}
    for item, kinds in _RULES.items():
        bears, shows = pl.col("kind").is_in(kinds), _shows(item, day)
        counted[f"{item}_on_record"] = bears
        counted[f"{item}_yes"] = bears & in_force & shows
        counted[f"{item}_unsaid"] = bears & in_force & shows.is_null()
    tallied = partnerships.tally(partnerships.places(agreements["partnership_id"]), agreements, **counted)
    return tallied.select(
        is_unwritten=pl.when(pl.col("unwritten") > 0).then(True),
        **{item: _found(item) for item in _RULES},
    )


def _found(item: str) -> pl.Expr:
    denied = (pl.col("unwritten") > 0) & pl.lit(item != "funding_agreement")
    return (
        pl.when(pl.col(f"{item}_on_record") > 0)
        .then(any_known(pl.col(f"{item}_yes"), pl.col(f"{item}_unsaid")))
        .when(denied)
        .then(False)
    )


def _quorums(snapshot: Snapshot, partnerships: Owners) -> pl.DataFrame:
    bodies = snapshot.holding("body", "partnership_id", "quorum")
    counts = partnerships.tally(
        partnerships.places(bodies["partnership_id"]),
        bodies,
        bodies=pl.lit(True),
        yes=pl.col("quorum") > 0,
        unsaid=pl.col("quorum").is_null(),
    )
    return counts.select(has_quorum=pl.when(pl.col("bodies") > 0).then(any_known(pl.col("yes"), pl.col("unsaid"))))
