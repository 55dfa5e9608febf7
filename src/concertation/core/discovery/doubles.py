"""Pairs of organisations that may be one, with their log-odds and what makes them up, as columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from concertation.core.discovery.candidates import Reach, find_candidates
from concertation.core.discovery.comparison import compare_acronyms, compare_names
from concertation.core.discovery.fields import (
    compare_identifiers,
    kind_weights,
    place_weights,
    postal_weights,
    site_weights,
)
from concertation.core.discovery.organisations import Organisations, Sketches, sketch
from concertation.core.discovery.weights import (
    CONSTANT,
    CONTRASTS,
    DIFFERENT_IDENTIFIERS,
    FIELD_WEIGHT,
    NAME_WEIGHTS,
    NO_RIVAL,
    SAME_IDENTIFIER,
    name_evidence,
    name_log_odds,
    settled_log_odds,
)

# A pair below this is not worth a person's time: less than one chance in twenty.
LEAST_LOG_ODDS = -3.0
# Names whose sorted stems are this alike are one name and do not vie with each other.
SAME_NAME = 0.9
# How many nearest records vie for a place.
_RIVALS = 5
_CHUNK = 40_000
# Finer than this, sums depend on the order in which threads add.
_DECIMALS = 6
# How many are done, of how many.
Tell = Callable[[int, int], None]


def _nobody(done: int, total: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Doubles:
    """Pairs of records that may be one, likeliest first, with what they were found from."""

    organisations: Organisations
    sketches: Sketches
    pairs: pl.DataFrame


def find_doubles(
    organisations: Organisations,
    *,
    lists: Sequence[int] | None = None,
    least: float = LEAST_LOG_ODDS,
    reach: Reach = Reach(),  # noqa: B008 frozen
    tell: Tell = _nobody,
) -> Doubles:
    """The pairs of records that may be one organisation, likeliest first.

    Columns: ``one``, ``other`` (rows, one < other); ``log_odds`` (all evidence, rivals heard); ``names``,
    ``acronyms``, ``numbers_differ``, ``opposed``, ``told_apart`` (contrasts of the names), ``places``, ``sites``,
    ``postal_codes``, ``kinds``, ``identifiers`` (log-odds that each adds);
    ``acronym`` in common; ``reading``, ``reading_other`` (the two names that are nearest); ``rival_one``,
    ``rival_other`` (the log-odds of the nearest other candidate of each side); ``apart`` (log-odds before the rivals
    are heard and without identifiers); ``conflict`` (two different numbers of a registry that gives one only).
    log-odds = rivals(Σ weight·evidence of names + w·Σ log(m/u) of fields) + identifiers. What a record does not say
    weighs nothing. Symmetric: the order of records does not matter. ``lists`` and ``reach`` as for
    ``find_candidates``. ``tell`` hears how many candidates are compared, of how many; what it raises ends the work.
    Source: Fellegi & Sunter (1969), JASA 64; Winkler (1988) for frequencies; Concertation convention for rivals.
    """
    sketches = sketch(organisations)
    pairs = find_candidates(organisations, sketches, lists=lists, reach=reach)
    scored = score_pairs(organisations, sketches, pairs, tell=tell)
    return Doubles(organisations, sketches, scored.filter(pl.col("log_odds") >= least))


def score_pairs(
    organisations: Organisations, sketches: Sketches, pairs: pl.DataFrame, *, tell: Tell = _nobody
) -> pl.DataFrame:
    """The same columns for given pairs, likeliest first."""
    named = _name_log_odds(sketches, pairs, tell)
    identifiers = compare_identifiers(organisations, pairs)
    fields = {
        "places": place_weights(organisations, pairs) * FIELD_WEIGHT,
        "sites": site_weights(organisations, pairs) * FIELD_WEIGHT,
        "postal_codes": postal_weights(organisations, pairs) * FIELD_WEIGHT,
        "kinds": kind_weights(organisations, pairs) * FIELD_WEIGHT,
    }
    told = named.with_columns(pl.Series(name, weights) for name, weights in fields.items()).with_columns(
        identifiers=pl.Series(
            np.where(identifiers.conflict, DIFFERENT_IDENTIFIERS, np.where(identifiers.agree, SAME_IDENTIFIER, 0.0))
        ),
        conflict=pl.Series(identifiers.conflict),
    )
    apart = told.with_columns(apart=pl.sum_horizontal("names", "acronyms", *CONTRASTS, *fields).round(_DECIMALS))
    rivals = nearest_rivals(apart, sketches)
    return (
        apart.with_columns(
            rival_one=pl.Series(rivals[:, 0]),
            rival_other=pl.Series(rivals[:, 1]),
            log_odds=(pl.Series(settled_log_odds(apart["apart"].to_numpy(), rivals)) + pl.col("identifiers")).round(
                _DECIMALS
            ),
        )
        .drop("pair")
        .sort(["log_odds", "one", "other"], descending=[True, False, False])
    )


def _name_log_odds(sketches: Sketches, pairs: pl.DataFrame, tell: Tell) -> pl.DataFrame:
    """The nearest two names of each pair; pairs without a name to compare weigh nothing."""
    acronyms = compare_acronyms(sketches, pairs)
    information = np.zeros(len(pairs))
    information[acronyms["pair"].to_numpy()] = acronyms["information"].to_numpy()
    nearest = []
    for compared in compare_names(sketches, pairs):
        tell(int(compared["pair"][-1]), len(pairs))
        evidence = name_evidence(compared, information[compared["pair"].to_numpy()], sketches.count)
        weights = name_log_odds(evidence).round(_DECIMALS)
        contrasts = {name: pl.Series(NAME_WEIGHTS[name] * evidence[name]) for name in CONTRASTS}
        scored = compared.select("pair", "reading", "reading_other", names=pl.Series(weights), **contrasts)
        order = pl.struct(-pl.col("names"), "reading", "reading_other")
        nearest.append(scored.sort("pair", order).group_by("pair", maintain_order=True).first())
    schema: dict[str, Any] = {"pair": pl.UInt32, "reading": pl.UInt32, "reading_other": pl.UInt32}
    schema |= dict.fromkeys(("names", *CONTRASTS), pl.Float64)
    found = pl.concat(nearest) if nearest else pl.DataFrame(schema=schema)
    return (
        pairs.with_row_index("pair")
        .join(found, on="pair", how="left", maintain_order="left")
        .join(acronyms.select("pair", "acronym"), on="pair", how="left", maintain_order="left")
        .with_columns(pl.col("names").fill_null(CONSTANT), pl.col(*CONTRASTS).fill_null(0.0))
        .with_columns(acronyms=pl.Series(information * NAME_WEIGHTS["acronym"]))
        .with_columns(
            names=pl.col("names")
            - pl.sum_horizontal(CONTRASTS)
            - pl.when(pl.col("reading").is_not_null()).then(pl.col("acronyms")).otherwise(0.0)
        )
    )


def nearest_rivals(scored: pl.DataFrame, sketches: Sketches) -> np.ndarray:
    """By pair, the log-odds of the nearest other candidate of ``one`` and of ``other``, or ``NO_RIVAL``.

    A candidate that bears the same name as the pair's other side, or is likelier one with it than not, is no rival.
    """
    ordered = sketches.readings.select("reading", "ordered")
    ones = scored.select("pair", record="one", partner="other", reading="reading_other", strength="apart")
    others = scored.select("pair", record="other", partner="one", reading="reading", strength="apart")
    sides = pl.concat([ones.with_columns(side=pl.lit(0)), others.with_columns(side=pl.lit(1))])
    sides = sides.filter(pl.col("strength") > NO_RIVAL).join(ordered, on="reading")
    ranked = sides.sort(["strength", "partner"], descending=[True, False])
    strongest = ranked.group_by("record", maintain_order=True).head(_RIVALS)
    one_with_it = scored.filter(pl.col("apart") > 0).select("one", "other")
    found = np.full((len(scored), 2), NO_RIVAL)
    for start in range(0, len(sides), _CHUNK):
        rivals = _strongest_rivals(sides[start : start + _CHUNK], strongest, one_with_it)
        found[rivals["pair"].to_numpy(), rivals["side"].to_numpy()] = rivals["strength_rival"].to_numpy()
    return found


def _strongest_rivals(sides: pl.DataFrame, strongest: pl.DataFrame, one_with_it: pl.DataFrame) -> pl.DataFrame:
    ends = ("partner", "partner_rival")
    vying = sides.join(strongest, on="record", suffix="_rival").filter(pl.col(ends[0]) != pl.col(ends[1]))
    alike = cpdist(vying["ordered"].to_list(), vying["ordered_rival"].to_list(), scorer=Indel.normalized_similarity)
    return (
        vying.filter(pl.Series(alike < SAME_NAME))
        .with_columns(first=pl.min_horizontal(*ends), second=pl.max_horizontal(*ends))
        .join(one_with_it, left_on=["first", "second"], right_on=["one", "other"], how="anti")
        .group_by("pair", "side")
        .agg(pl.col("strength_rival").max())
    )
