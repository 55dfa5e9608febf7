"""Traces on paper: texts in force, who signed them, who has which role, when plans were reviewed and accounts given."""

from __future__ import annotations

import polars as pl

from concertation.core.functioning.indicators.trace import Ground, Trace, used

# Texts that the partners live by; a letter of support or the purchase of a service is not one.
_SHARED_TEXTS = ("memorandum_of_understanding", "terms_of_reference")
_TEXTS = ("contribution_agreement", *_SHARED_TEXTS)


def documents_current(ground: Ground) -> Trace:
    """One case a sort of text that the partnership has had: whether one of that sort is in force on the day.

    Sorts are the funding agreement, the memorandum, the terms of reference and the plan.
    """
    agreements = ground.snapshot["agreement"].filter(pl.col("kind").is_in(_TEXTS))
    plans = _adopted(ground.snapshot["plan"], ground).with_columns(kind=pl.lit("plan"))
    wanted = ("partnership_id", "kind", "until")
    texts = pl.concat([agreements.select(wanted), plans.select(wanted)])
    return Trace(_by_sort(texts, _holds(ground)), (used("agreement", agreements), used("plan", plans)))


def partners_signed(ground: Ground) -> Trace:
    """One case a partner, where the parties to a shared text in force are on record: whether it signed.

    A party whose signature has no date is unknown, unless the text itself has one.
    """
    texts = ground.snapshot.holding("agreement", "id", "partnership_id", "kind", "signed_on")
    texts = texts.filter(pl.col("kind").is_in(_SHARED_TEXTS)).rename({"id": "agreement_id", "signed_on": "text_on"})
    parties = ground.snapshot["agreement_party"].join(texts, on="agreement_id")
    signed = (
        parties.with_columns(signed=pl.coalesce("signed_on", "text_on") <= ground.snapshot.as_of)
        .group_by("partnership_id", "organisation_id")
        .agg(pl.col("signed").max(), is_party=pl.lit(True))
    )
    cases = (
        ground.partners.join(parties.select("partnership_id").unique(), on="partnership_id")
        .join(signed, on=["partnership_id", "organisation_id"], how="left")
        .select("partnership_id", amount=_signature().cast(pl.Float64))
    )
    return Trace(cases, (used("agreement_party", parties),))


def _signature() -> pl.Expr:
    return pl.when("is_party").then("signed").when(~pl.col("is_unnamed_group")).then(False)


def roles_on_record(ground: Ground) -> Trace:
    """One case a partner: a role of it is on record on the day."""
    members = ground.snapshot["membership"].select("partnership_id", "organisation_id", membership_id="id")
    roles = ground.snapshot.holding("membership_role", "id", "membership_id").join(members, on="membership_id")
    return ground.named_in_book(roles, used("membership_role", roles))


def months_since_revision(ground: Ground) -> Trace:
    """One case a plan in force: months since it was adopted, or last reviewed; unknown where it has no date."""
    reviews = ground.snapshot["plan_revision"].group_by("plan_id").agg(reviewed_on=pl.col("on").max())
    plans = _adopted(ground.snapshot.holding("plan"), ground).join(
        reviews, left_on="id", right_on="plan_id", how="left"
    )
    plans = plans.with_columns(last_on=pl.max_horizontal("adopted_on", "reviewed_on"))
    return Trace.of_records("plan", plans, ground.months_since("last_on"))


def _adopted(plans: pl.DataFrame, ground: Ground) -> pl.DataFrame:
    """Plans without those that were adopted later than the day."""
    return plans.filter(pl.col("adopted_on").is_null() | (pl.col("adopted_on") <= ground.snapshot.as_of))


def months_since_account(ground: Ground) -> Trace:
    """One case a report, an evaluation or an audit: months since it was given."""
    return Trace.of_records("report", ground.snapshot["report"], ground.months_since("on"))


def means_held(ground: Ground) -> Trace:
    """One case a sort of means of its own that the partnership has had: whether it has some on the day."""
    means = ground.snapshot["resource"]
    is_some = (pl.col("amount") > 0).fill_null(True)
    return Trace(_by_sort(means, _holds(ground) & is_some), (used("resource", means),))


def _holds(ground: Ground) -> pl.Expr:
    return pl.col("until").is_null() | (pl.col("until") >= ground.snapshot.as_of)


def _by_sort(rows: pl.DataFrame, holds: pl.Expr) -> pl.DataFrame:
    found = rows.group_by("partnership_id", "kind").agg(amount=holds.max().cast(pl.Float64))
    return found.select("partnership_id", "amount")
