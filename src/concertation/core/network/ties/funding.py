"""Who funds whom, from what the register holds of money: agreements, contributions, budgets and roles."""

from __future__ import annotations

import polars as pl

from concertation.core.network.ties.span import Span
from concertation.core.network.ties.told import Told, tellings
from concertation.core.snapshot import Snapshot
from concertation.core.text import Text

_AT_TABLE = ["partnership_id", "organisation_id"]
_PAYING = ("contribution_agreement", "service_contract")


def funding(snapshot: Snapshot, span: Span) -> Told:
    """Each organisation that the register shows paying another, one row a fact; ``weight`` in dollars where known.

    - *Agreements* by which one pays another (contribution agreement, service contract): those parties that fund pay
      those that do not. A party funds when it holds the role of funder at that table, or else works in the sector of
      funders. The amount is known of a pair where one pays one; how several share it is not said.
    - *Money given* to a table goes to its fiduciary; *money received* from it comes from its fiduciary.
    - *A budget of its own* provided by an organisation goes to the fiduciary.
    - *The role of funder* alone says that it pays the fiduciary, of an amount unknown.

    What has no known receiver (no fiduciary on record, or no party that funds) makes no tie, and is told. Source:
    the definitions of the vocabularies ``agreement_kind`` and ``stakeholder_role`` (Concertation convention).
    """
    roles = _roles(snapshot, span)
    agreements, unclear = _agreements(snapshot, span, roles)
    flows, homeless = _received(_flows(snapshot, span, roles), roles)
    remarks = [_remark(words, count) for words, count in ((_UNCLEAR, unclear), (_HOMELESS, homeless)) if count]
    rows = pl.concat([agreements, flows], how="diagonal_relaxed").filter(pl.col("from_id") != pl.col("to_id"))
    rows = rows.with_columns(weight=pl.when(pl.col("weight") > 0).then("weight"))
    return tellings(snapshot, rows, layer="funding", fact_kind=pl.col("fact_kind"), remarks=remarks)


def _roles(snapshot: Snapshot, span: Span) -> pl.DataFrame:
    """Who funds each table and who holds its money: ``partnership_id``, ``organisation_id``, ``role``, dates, key."""
    seats = snapshot["membership"].select("partnership_id", "organisation_id", membership_id="id")
    return (
        snapshot["membership_role"]
        .filter(span.held() & pl.col("role").is_in(["funder", "fiduciary"]))
        .select("membership_id", "role", "since", "until", fact_key="key")
        .join(seats, on="membership_id")
        .drop("membership_id")
    )


def _agreements(snapshot: Snapshot, span: Span, roles: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    paying = (
        snapshot["agreement"]
        .filter(span.held() & pl.col("kind").is_in(_PAYING))
        .select("partnership_id", "amount", "since", "until", agreement_id="id", fact_key="key")
    )
    parties = snapshot["agreement_party"].select("agreement_id", "organisation_id").unique()
    parties = parties.join(paying, on="agreement_id").join(_funders(roles), on=_AT_TABLE, how="left")
    parties = parties.join(_of_sector(snapshot, span), on="organisation_id", how="left").with_columns(
        funds=pl.col("has_role").fill_null(False), is_of_sector=pl.col("is_of_sector").fill_null(False)
    )
    by_role = pl.col("funds").any().over("agreement_id")
    parties = parties.with_columns(funds=pl.when(by_role).then("funds").otherwise("is_of_sector"))
    payers = parties.filter("funds").with_columns(payers=pl.len().over("agreement_id"))
    paid = parties.filter(~pl.col("funds")).select("agreement_id", to_id="organisation_id")
    paid = paid.with_columns(paid=pl.len().over("agreement_id"))
    is_plain = (pl.col("payers") == 1) & (pl.col("paid") == 1)
    ties = payers.join(paid, on="agreement_id").select(
        "since",
        "until",
        "fact_key",
        "to_id",
        from_id="organisation_id",
        weight=pl.when(is_plain).then("amount"),
        fact_kind=pl.lit("agreement"),
    )
    return ties.sort("fact_key", "from_id", "to_id"), paying.height - ties["fact_key"].n_unique()


def _funders(roles: pl.DataFrame) -> pl.DataFrame:
    return roles.filter(pl.col("role") == "funder").select(*_AT_TABLE, has_role=pl.lit(True)).unique()


def _of_sector(snapshot: Snapshot, span: Span) -> pl.DataFrame:
    funders = snapshot["organisation_sector"].filter(span.held() & (pl.col("sector") == "funder"))
    return funders.select("organisation_id", is_of_sector=pl.lit(True)).unique()


def _flows(snapshot: Snapshot, span: Span, roles: pl.DataFrame) -> pl.DataFrame:
    """What goes to a table or comes from it: the organisation, the table, the amount, and which way."""
    columns = [*_AT_TABLE, "since", "until", "weight", "is_given", "fact_kind", "fact_key"]
    money = snapshot["contribution"].filter(span.held() & (pl.col("kind") == "money"))
    budgets = snapshot["resource"].filter(span.held() & (pl.col("kind") == "own_budget"))
    flows = [
        money.with_columns(
            weight="amount",
            is_given=pl.col("direction") == "given",
            fact_kind=pl.lit("contribution"),
            fact_key="key",
        ),
        budgets.with_columns(
            organisation_id="provided_by_id",
            weight="amount",
            is_given=pl.lit(True),
            fact_kind=pl.lit("resource"),
            fact_key="key",
        ).drop_nulls("organisation_id"),
        roles.filter(pl.col("role") == "funder").with_columns(
            weight=pl.lit(None, pl.Float64), is_given=pl.lit(True), fact_kind=pl.lit("membership_role")
        ),
    ]
    return pl.concat([flow.select(columns) for flow in flows])


def _received(flows: pl.DataFrame, roles: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """The flows with the fiduciary at the other end, and how many have none. What each of several gets is unknown."""
    holders = roles.filter(pl.col("role") == "fiduciary").select("partnership_id", holder="organisation_id").unique()
    holders = holders.with_columns(holders=pl.len().over("partnership_id"))
    met = flows.join(holders, on="partnership_id", how="left")
    homeless = int(met["holder"].null_count())
    own, holder = pl.col("organisation_id"), pl.col("holder")
    ties = met.drop_nulls("holder").select(
        "since",
        "until",
        "fact_kind",
        "fact_key",
        from_id=pl.when("is_given").then(own).otherwise(holder),
        to_id=pl.when("is_given").then(holder).otherwise(own),
        weight=pl.when(pl.col("holders") == 1).then("weight"),
    )
    return ties.sort("fact_kind", "fact_key", "from_id", "to_id"), homeless


_UNCLEAR = Text(
    en="Agreements to pay that make no tie, because the register does not say which party pays which: {count}.",
    fr="Ententes de paiement qui ne font pas de lien, parce que le registre ne dit pas quelle partie paie l’autre"
    "\u00a0: {count}.",
)
_HOMELESS = Text(
    en="Money given to a table or received from it that makes no tie, because nobody is recorded as holding its "
    "money (the fiduciary): {count}.",
    fr="Sommes versées à une table ou reçues d’elle qui ne font pas de lien, parce que personne n’est inscrit comme "
    "dépositaire de son argent (le fiduciaire)\u00a0: {count}.",
)


def _remark(words: Text, count: int) -> Text:
    return Text(en=words.en.format(count=count), fr=words.fr.format(count=count))
