"""The weight of what agrees or disagrees beside the names: places, sites, postal codes, kinds, identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import polars as pl

from concertation.core.discovery.organisations import Organisations


@dataclass(frozen=True, slots=True)
class Share:
    """How often records of one organisation agree (m), in two grades for what may agree in part; how many records are
    expected to hold any one value (u), before the register's own are counted."""

    full: float
    expected: float
    partly: float = 0.0
    expected_partly: float = 0.0

    @property
    def none(self) -> float:
        """How often they disagree."""
        return 1.0 - self.full - self.partly


# m by field; conventions argued in docs/matching.md. One organisation in ten gives two localities of one region
# (head office, point of service), one in twenty moved or was entered with its parent's address.
PLACE = Share(full=0.85, expected=0.01, partly=0.10, expected_partly=0.10)
SITE = Share(full=0.70, expected=0.001)
POSTAL_CODE = Share(full=0.60, expected=0.001, partly=0.15, expected_partly=0.01)
KIND = Share(full=0.70, expected=0.10)
# How many records the expectation counts for, so that a register of ten does not take its only site for a common one.
EXPECTED_RECORDS = 100


def place_weights(organisations: Organisations, pairs: pl.DataFrame) -> np.ndarray:
    """log(m/u) of each pair: same locality, same region alone, neither; 0 where either says nothing."""
    places = organisations.places.with_columns(pl.col("region").fill_null(pl.col("locality")))
    return _graded(places.select("row", full="locality", partly="region"), pairs, PLACE)


def site_weights(organisations: Organisations, pairs: pl.DataFrame) -> np.ndarray:
    """log(m/u) of each pair: one Web domain in common, or none."""
    return _graded(organisations.sites.select("row", full="host", partly=pl.lit(None, pl.String)), pairs, SITE)


def postal_weights(organisations: Organisations, pairs: pl.DataFrame) -> np.ndarray:
    """log(m/u) of each pair: same code, same first three characters, neither."""
    codes = organisations.postal_codes
    return _graded(codes.select("row", full="code", partly=pl.col("code").str.slice(0, 3)), pairs, POSTAL_CODE)


def kind_weights(organisations: Organisations, pairs: pl.DataFrame) -> np.ndarray:
    """log(m/u) of each pair: one kind in common, or none."""
    return _graded(organisations.kinds.select("row", full="kind", partly=pl.lit(None, pl.String)), pairs, KIND)


def _graded(values: pl.DataFrame, pairs: pl.DataFrame, share: Share) -> np.ndarray:
    """Agreement on a frequent value says less: u is the share of the records that hold it (Winkler 1988).

    (holders of the value + E·expected) / (records that say something + E), E = ``EXPECTED_RECORDS``.
    """
    holders = max(values["row"].n_unique(), 1)
    numbered = pairs.with_row_index("pair")
    told = numbered.join(values.select("row").unique(), left_on="one", right_on="row", how="semi").join(
        values.select("row").unique(), left_on="other", right_on="row", how="semi"
    )["pair"]
    weights = np.zeros(len(pairs))
    weights[told.to_numpy()] = np.log(share.none)
    for grade, m, expected in (
        ("partly", share.partly, share.expected_partly),
        ("full", share.full, share.expected),
    ):
        if m <= 0:
            continue
        held = values.select("row", value=grade).drop_nulls().unique()
        mixed = (pl.len() + EXPECTED_RECORDS * expected) / (holders + EXPECTED_RECORDS)
        shares = held.group_by("value").agg(u=mixed)
        agreed = (
            numbered.join(held, left_on="one", right_on="row")
            .join(held, left_on=["other", "value"], right_on=["row", "value"])
            .join(shares, on="value")
            .group_by("pair")
            .agg(pl.col("u").min())
        )
        weights[agreed["pair"].to_numpy()] = np.log(m / agreed["u"].to_numpy())
    return weights


@dataclass(frozen=True, slots=True)
class IdentifierEvidence:
    """By pair: an identifier of one registry in common, and two different ones where each organisation has one."""

    agree: np.ndarray
    conflict: np.ndarray


_NINE_DIGITS = re.compile(r"\d{9}")
# Registries that give an organisation one number only.
SINGLE_NUMBER_SCHEMES = frozenset({"business_number", "ror", "wikidata"})


def bare_number(scheme: str, written: str) -> str:
    """A number without spaces and signs, lower case; of a business number, its nine digits without programme account.

    « 12345 6789 RR0001 » and "123456789" are one business number.
    """
    bare = re.sub(r"[^0-9A-Za-z]", "", written).lower()
    match = _NINE_DIGITS.match(bare) if scheme == "business_number" else None
    return match.group() if match else bare


def compare_identifiers(organisations: Organisations, pairs: pl.DataFrame) -> IdentifierEvidence:
    """Which pairs share a number, and which hold two different numbers of a registry that gives one only."""
    held = organisations.identifiers.select("row", "scheme", "number").unique()
    numbered = pairs.with_row_index("pair")
    crossed = (
        numbered.join(held, left_on="one", right_on="row")
        .join(held, left_on=["other", "scheme"], right_on=["row", "scheme"], suffix="_other")
        .with_columns(is_same=pl.col("number") == pl.col("number_other"))
        .group_by("pair", "scheme")
        .agg(pl.col("is_same").any())
    )
    agree, conflict = np.zeros(len(pairs), dtype=bool), np.zeros(len(pairs), dtype=bool)
    agree[crossed.filter("is_same")["pair"].to_numpy()] = True
    differing = crossed.filter(~pl.col("is_same") & pl.col("scheme").is_in(list(SINGLE_NUMBER_SCHEMES)))
    conflict[differing["pair"].to_numpy()] = True
    return IdentifierEvidence(agree=agree, conflict=conflict)
