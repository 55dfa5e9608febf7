"""Reasons, evidence and gaps of the typologies, the arrangement and the objectives of one partnership."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.text import Text
from concertation.core.typology.articulation import ARTICULATIONS, EQUAL, activity_types
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.evidence import Records, names_of, records
from concertation.core.typology.partners import Partners
from concertation.core.typology.structure import structure_elements
from concertation.core.typology.tallies import Owners
from concertation.core.typology.wording import listed, percent, say

_KIND_WORDS = {
    "governmental": Text(en="governmental", fr="gouvernementaux"),
    "non_governmental": Text(en="non-governmental", fr="non gouvernementaux"),
    "mixed": Text(en="both", fr="les deux"),
    None: Text(en="unknown", fr="inconnu"),
}


@dataclass(frozen=True)
class Ground:
    """What a facet is explained from: the part of the register about one partnership, and its row."""

    snapshot: Snapshot
    row: Mapping[str, Any]
    members: pl.DataFrame
    conventions: Conventions

    @cached_property
    def partners(self) -> pl.DataFrame:
        """The active members that count as partners."""
        return self.members.filter("is_partner").sort("organisation_id")

    @cached_property
    def standing(self) -> Partners:
        """The same partners, as the measures read them."""
        held = self.snapshot.holding("partnership", "id")
        return Partners.among(self.members, Owners.of(held["id"]))

    def memberships_of(self, organisations: pl.DataFrame) -> list[int]:
        """Ids of the memberships of these organisations that hold on the day."""
        wanted = set(organisations["organisation_id"].to_list())
        held = self.snapshot.holding("membership", "id", "organisation_id")
        return [number for number, organisation in held.iter_rows() if organisation in wanted]

    def names(self, organisations: pl.DataFrame) -> Text:
        """The names of these organisations, a few written out."""
        ids = organisations.get_column("organisation_id").to_list()
        return listed(names_of(self.snapshot, "organisation", ids))


@dataclass(frozen=True, slots=True)
class Reasoning:
    """Why the facts say what they say, what is missing, and the records used."""

    reasons: tuple[Text, ...]
    missing: tuple[Text, ...]
    records: Records


def reach_reasoning(ground: Ground) -> Reasoning:
    """The areas served, and those that cannot be placed."""
    served = ground.snapshot.holding("partnership_area", "id", "area_id")
    found, row = records(ground.snapshot, ("partnership_area", served["id"].to_list())), ground.row
    if not len(served):
        return Reasoning((), (say("reach_missing"),), found)
    ids = sorted({area for area in served["area_id"].to_list() if area is not None})
    places, count = listed(names_of(ground.snapshot, "area", ids)), len(ids)
    unplaced = count - round(row["reach_coverage"] * count)
    missing = (say("reach_missing_place", unplaced),) if unplaced else ()
    code = row["reach"] if row["reach_basis"] in ("derived", "inferred") else None
    if code is None:
        return Reasoning((), missing, found)
    if code == "national":
        sentence = "reach_across_provinces" if row["is_interprovincial"] else "reach_whole_country"
    else:
        sentence = {"local": "reach_one_place", "provincial": "reach_whole_province"}.get(code, "")
    if not sentence:
        return Reasoning((say("reach_several_places", count, places=places),), missing, found)
    return Reasoning((say(sentence, places=places),), missing, found)


def sectors_reasoning(ground: Ground) -> Reasoning:
    """The sectors of the partners, and the partners whose sectors are unknown."""
    row, snapshot = ground.row, ground.snapshot
    partners = set(ground.partners["organisation_id"].to_list())
    held = snapshot.holding("organisation_sector", "id", "organisation_id").rows()
    used = [number for number, organisation in held if organisation in partners]
    silent = sorted(partners - {organisation for _, organisation in held})
    missing: list[Text] = []
    if not partners:
        missing.append(say("partners_missing"))
    elif silent:
        names = listed(names_of(snapshot, "organisation", silent))
        missing.append(say("sectors_missing", len(silent), names=names))
    reasons: list[Text] = []
    said = snapshot.holding("partnership_sector", "id")
    if row["sectors_basis"] in ("derived", "inferred"):
        reasons.append(say("sectors_counted", row["sector_count"]))
        if row["sectors"] == "several" and silent:
            reasons.append(say("sectors_settled"))
    elif row["sectors_basis"] == "stated" and row["declared_sectors"] is None:
        reasons.append(say("sectors_said"))
    wanted = (("organisation_sector", used), ("partnership_sector", said["id"].to_list()))
    return Reasoning(tuple(reasons), tuple(missing), records(snapshot, *wanted))


def number_reasoning(ground: Ground) -> Reasoning:
    """How many partners, who is left out, and which records stand for organisations without a name."""
    row, day = ground.row, ground.snapshot.as_of
    found = records(ground.snapshot, ("membership", ground.memberships_of(ground.members)))
    if not len(ground.members):
        return Reasoning((), (say("partners_missing"),), found)
    groups = ground.partners.filter("is_unnamed_group")
    missing: list[Text] = []
    if len(groups):
        reasons = [say("partners_at_least", row["partner_count_at_least"], day=day)]
        missing.append(say("partners_unnamed", len(groups), names=ground.names(groups)))
    else:
        reasons = [say("partners_counted", row["partner_count"], day=day)]
        if row["partner_count"] < 2:
            missing.append(say("partners_too_few"))
    left_out = len(ground.members) - len(ground.partners)
    if left_out:
        reasons.append(say("partners_left_out", left_out))
    return Reasoning(tuple(reasons), tuple(missing), found)


def kinds_reasoning(ground: Ground) -> Reasoning:
    """How many partners are governmental, how many not, and whether the coding of public bodies matters."""
    row, partners = ground.row, ground.partners
    found = records(ground.snapshot, ("organisation", partners["organisation_id"].to_list()))
    unknown = partners.filter(pl.col("governmental").is_null())
    missing: list[Text] = []
    if not len(partners):
        missing.append(say("partners_missing"))
    elif len(unknown):
        missing.append(say("kinds_missing", len(unknown), names=ground.names(unknown)))
    reasons: list[Text] = []
    code = row["kinds"] if row["kinds_basis"] in ("derived", "inferred") else None
    if code == "mixed":
        counts = partners["governmental"].value_counts().rows()
        tally = dict(counts)
        reasons.append(say("kinds_both", governmental=tally.get(True, 0), others=tally.get(False, 0)))
    elif code is not None:
        reasons.append(say("kinds_all_governmental" if code == "governmental" else "kinds_none_governmental"))
    one, other = row["kinds_public_as_governmental"], row["kinds_public_as_non_governmental"]
    if one != other:
        words = {"governmental": _KIND_WORDS[one], "others": _KIND_WORDS[other]}
        reasons.append(say("kinds_codings_differ", **words))
    return Reasoning(tuple(reasons), tuple(missing), found)


def articulation_reasoning(ground: Ground) -> Reasoning:
    """The shares of the four types, or what the structure suggests, and what activities leave unsaid."""
    activities = activity_types(ground.snapshot, conventions=ground.conventions)
    undetermined = activities.filter(~pl.col("is_determined"))
    missing = [say("articulation_missing")] if activities["type"].is_null().all() else []
    if not missing and len(undetermined):
        missing = [say("articulation_missing_facts", len(undetermined))]
    if ground.row["articulation_source"] == "activities":
        reasons, found = _from_activities(ground, activities)
    elif ground.row["articulation_source"] == "structure":
        reasons, found = _from_structure(ground)
    else:
        reasons, found = [], records(ground.snapshot)
    return Reasoning((*reasons, *_gap(ground)), tuple(missing), found)


def _from_activities(ground: Ground, activities: pl.DataFrame) -> tuple[list[Text], Records]:
    row, conventions = ground.row, ground.conventions
    day, months = ground.snapshot.as_of, conventions.activity_months
    typed = activities["type"].count()
    reasons = [
        say("articulation_counted", len(activities), months=months, day=day),
        say(
            "articulation_shares",
            typed,
            **{code: percent(row[f"articulation_{code}"]) for code in ARTICULATIONS},
        ),
    ]
    efforts = activities.filter(pl.col("type").is_not_null())["effort"]
    if efforts.is_not_null().all() and efforts.sum() > 0:
        reasons.append(say("articulation_by_hours"))
    reasons += _mixture(ground)
    if row["articulation_basis"] == "inferred":
        reasons.append(say("articulation_partial"))
    ids = activities["activity_id"].to_list()
    parts = ground.snapshot["participation"].filter(pl.col("activity_id").is_in(ids))
    return reasons, records(ground.snapshot, ("activity", ids), ("participation", parts["id"].to_list()))


def _from_structure(ground: Ground) -> tuple[list[Text], Records]:
    elements = structure_elements(ground.snapshot, ground.standing.partnerships).row(0, named=True)
    carried_out = elements["has_team"] or elements["has_joint_secretariat"]
    shares_decisions = elements["has_council"] and elements["has_revised_plan"] and carried_out
    elements["has_council"] = elements["has_council"] and not shares_decisions
    named = ("has_counsel", "has_council", "has_joint_secretariat", "has_team")
    reasons = [say("articulation_from_structure")]
    reasons += [say(f"structure_{name}") for name in named if elements[name]]
    if shares_decisions:
        reasons.append(say("structure_shared_decisions"))
    wanted = [(kind, ground.snapshot.holding(kind)["id"].to_list()) for kind in ("body", "plan")]
    revisions = ground.snapshot["plan_revision"]["id"].to_list()
    found = records(ground.snapshot, *wanted, ("plan_revision", revisions))
    return reasons + _mixture(ground), found


def _mixture(ground: Ground) -> list[Text]:
    shares = [ground.row[f"articulation_{code}"] for code in ARTICULATIONS]
    largest = max(shares)
    count = sum(share >= largest - EQUAL for share in shares)
    reasons = []
    if ground.row["is_hybrid"]:
        reasons.append(say("articulation_hybrid", threshold=percent(ground.conventions.hybrid_below)))
    if ground.row["articulation_is_tied"]:
        reasons.append(say("articulation_tie", count, share=percent(largest)))
    return reasons


def _gap(ground: Ground) -> list[Text]:
    gap = ground.row["articulation_gap"]
    if not gap:
        return []
    return [say("articulation_gap_up" if gap > 0 else "articulation_gap_down", abs(gap))]


def arrangement_reasoning(ground: Ground) -> Reasoning:
    """The bodies on the day."""
    held = ground.snapshot.holding("body").sort("id")
    found = records(ground.snapshot, ("body", held["id"].to_list()))
    if not len(held):
        return Reasoning((), (say("arrangement_missing"),), found)
    names = listed(names_of(ground.snapshot, "body", held["id"].to_list()))
    return Reasoning((say("arrangement_counted", len(held), day=ground.snapshot.as_of, names=names),), (), found)


def objectives_reasoning(ground: Ground) -> Reasoning:
    """What part of objectives and of outputs is concrete."""
    row, snapshot = ground.row, ground.snapshot
    held, outputs = snapshot.holding("objective"), snapshot["output"]
    found = records(snapshot, ("objective", held["id"].to_list()), ("output", outputs["id"].to_list()))
    silent = held["kind"].null_count()
    missing = [say("objectives_missing")] if not len(held) else []
    missing += [say("objectives_missing_kind", silent)] if silent else []
    reasons = []
    if row["concreteness"] is not None:
        reasons.append(say("objectives_share", share=percent(row["concreteness"])))
    if row["realised_concreteness"] is not None:
        reasons.append(say("objectives_realised", share=percent(row["realised_concreteness"])))
    if row["objective_orientation"] in ("symbolic", "both"):
        reasons.append(say("objectives_symbolic_is_no_defect"))
    return Reasoning(tuple(reasons), tuple(missing), found)
