"""Formality (FORM): what is written, signed and legal about a partnership, from 0 to 100."""

from __future__ import annotations

from datetime import date

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.scoring import from_yes_no, scored

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


def formality(snapshot: Snapshot, members: pl.DataFrame, *, conventions: Conventions) -> pl.LazyFrame:
    """The seven items of FORM, each yes, no or unknown, and the score as an interval.

    Legal personality 20; signed agreement among partners 20; funding agreement that names the partnership 15;
    approved terms of reference 15; written decision rule and quorum 10; written roles 10; exit clause 10.

    An item is *yes* when a document in force on the day shows it; *no* when the documents of that sort on
    record have ended or lack it, or when the understanding is recorded as unwritten; else *unknown*.
    Columns: ``partnership_id``, the score's columns (see ``scored``), and each item's ``_low`` and
    ``_high``.
    """
    spine = (
        snapshot.holding("partnership")
        .lazy()
        .select("has_legal_personality", "has_written_decision_rule", partnership_id="id")
    )
    documents = _documents(_agreements(snapshot, members), snapshot.as_of)
    joined = spine.join(documents, on="partnership_id", how="left").join(
        _quorums(snapshot), on="partnership_id", how="left"
    )
    has_rule = pl.coalesce("has_written_decision_rule", pl.when("is_unwritten").then(False))
    items = {
        "legal_personality": pl.col("has_legal_personality"),
        "written_decision_rule": has_rule & pl.col("has_quorum"),
        **{name: pl.col(name) for name in _RULES},
    }
    return joined.with_columns(
        bound for name, answer in items.items() for bound in from_yes_no(name, answer)
    ).with_columns(scored("form", FORM_POINTS, coverage_to_score=conventions.coverage_to_score))


def _agreements(snapshot: Snapshot, members: pl.DataFrame) -> pl.LazyFrame:
    """Agreements with how many parties are partners, and how many have signed."""
    owners = snapshot["agreement"].lazy().select("partnership_id", agreement_id="id")
    partners = (
        members.lazy()
        .filter("is_partner")
        .select("partnership_id", "organisation_id", is_member=pl.lit(True))
    )
    parties = (
        snapshot["agreement_party"]
        .lazy()
        .join(owners, on="agreement_id")
        .join(partners, on=["partnership_id", "organisation_id"], how="left")
        .group_by("agreement_id")
        .agg(
            parties=pl.col("organisation_id").n_unique(),
            partner_parties=pl.col("organisation_id").filter(pl.col("is_member")).n_unique(),
            signatures=(pl.col("signed_on") <= snapshot.as_of).fill_null(False).sum(),
        )
    )
    return snapshot["agreement"].lazy().join(parties, left_on="id", right_on="agreement_id", how="left")


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


def _documents(agreements: pl.LazyFrame, day: date) -> pl.LazyFrame:
    in_force = pl.col("until").is_null() | (pl.col("until") >= day)
    answers = []
    for item, kinds in _RULES.items():
        bears = pl.col("kind").is_in(kinds)
        found = _shows(item, day).filter(bears & in_force).any(ignore_nulls=False)
        answers += [bears.any().alias(f"{item}_on_record"), found.alias(f"{item}_found")]
    return (
        agreements.group_by("partnership_id")
        .agg(*answers, is_unwritten=((pl.col("kind") == _UNWRITTEN) & in_force).any())
        .with_columns(
            pl.when(f"{item}_on_record")
            .then(pl.col(f"{item}_found"))
            .when(pl.col("is_unwritten") & pl.lit(item not in ("funding_agreement",)))
            .then(False)
            .alias(item)
            for item in _RULES
        )
    )


def _quorums(snapshot: Snapshot) -> pl.LazyFrame:
    return (
        snapshot.holding("body")
        .lazy()
        .group_by("partnership_id")
        .agg(has_quorum=(pl.col("quorum") > 0).any(ignore_nulls=False))
    )
