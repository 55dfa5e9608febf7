"""The measures that few may see: symbiosis, decision power, dependence, newcomers' rung and signals."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.classification import classify
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.dependence import dependence_summary
from concertation.core.typology.newcomers import newcomers_rung
from concertation.core.typology.partners import active_members
from concertation.core.typology.power import decision_power
from concertation.core.typology.signals import signals
from concertation.core.typology.symbiosis import symbiosis


def examine(snapshot: Snapshot, *, seed: int, conventions: Conventions | None = None) -> pl.DataFrame:
    """One row a partnership that holds on the day, with the restricted measures.

    Columns: ``partnership_id``, ``key``; those of ``symbiosis``, ``decision_power``, ``dependence_summary``
    and ``newcomers_rung``; one column a signal (true, false, or null when the facts do not say),
    ``signal_count``, ``signal_unknown``, ``signal_kinds``, ``to_examine``. Null where too little is known.
    ``seed`` settles the draws that carry the uncertainty of ratings; a partnership's figures do not depend
    on the others.

    To be shown to few, with the partners' right to comment: a signal is never a verdict.
    """
    conventions = conventions or Conventions()
    members = active_members(snapshot)
    frame = classify(snapshot, conventions=conventions).select("partnership_id", "key", "articulation_gap")
    balances, _ = symbiosis(snapshot, members, seed=seed, conventions=conventions)
    for part in (balances, decision_power(snapshot), dependence_summary(snapshot), newcomers_rung(snapshot)):
        frame = frame.join(part, on="partnership_id", how="left")
    return signals(frame, snapshot, members, conventions=conventions).sort("partnership_id")
