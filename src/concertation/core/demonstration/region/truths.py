"""What was planted in the region, written down apart from the rows, for tests to find again."""

from __future__ import annotations

from dataclasses import dataclass

from concertation.core.demonstration.region.designs import Design, read_document
from concertation.core.demonstration.region.scene import Story

_BALANCES = {"symbiotic": "symbiotic", "parasitic": "parasitic", "captured": "parasitic"}
_FORMS = ("consultative", "contributory", "operational", "collaborative")


Expected = str | int | bool


@dataclass(frozen=True, slots=True)
class PlantedTruth:
    """One thing to be found as of the region's last day.

    ``facet`` is a column of the typology (``reach``, ``sectors``, ``number``, ``kinds``, ``articulation``,
    ``is_hybrid``, ``objective_orientation``, ``form``, ``articulation_gap`` in steps), or
    ``balance``, ``to_examine``, ``signals`` (how many), ``rung``, ``agreement`` (*lapsed* or *expiring*),
    ``stage``, ``lineage``, or ``emerging`` (the members of a group that sits at no table together).
    """

    partnership_key: str
    facet: str
    expected: Expected


# Comings and goings between partnerships: origin, result, kind, years before the last day.
LINEAGES = (
    ("merrow-lip", "merrow-credentials", "spawned", 2.9),
    ("belorme-lip", "belorme-health", "spawned", 2.4),
    ("lantern-network", "merrow-lip", "merged_into", 1.8),
    ("cinder-network", "two-rivers-rural", "replaced_by", 4.1),
    ("far-shore-rural", "kestrel-table", "nested_in", 2.2),
    ("merrow-health", "merrow-women", "split_from", 1.9),
)


def truths_of(story: Story) -> list[PlantedTruth]:
    """Everything planted in one partnership; a partnership of which little is known answers *unknown*."""
    design = story.design
    facets: dict[str, Expected] = {}
    if design.sparse:
        facets = {"number": "unknown", "articulation": "unknown", "form": "unknown"}
    elif story.over_on is None:
        facets = {**_types(story), **_patterns(design)}
    facets["stage"] = "unknown" if design.sparse else design.stage
    return [PlantedTruth(design.key, facet, expected) for facet, expected in facets.items()]


def lineage_truths() -> list[PlantedTruth]:
    """One truth a lineage: the result, by the kind of lineage."""
    return [PlantedTruth(origin, "lineage", f"{kind} {result}") for origin, result, kind, _ in LINEAGES]


def _types(story: Story) -> dict[str, Expected]:
    design = story.design
    partners = [member.organisation for member in story.partners]
    sectors = {sector for partner in partners for sector in partner.sectors}
    sides = {partner.is_governmental for partner in partners}
    total = sum(design.mix.values())
    return {
        "reach": _reach(design),
        "sectors": {1: "one", 2: "two"}.get(len(sectors), "several"),
        "number": {2: "bipartite", 3: "tripartite"}.get(len(partners), "multipartite"),
        "kinds": "mixed" if len(sides) == 2 else "governmental" if sides == {True} else "non_governmental",
        "articulation": str(design.largest_form),
        "is_hybrid": max(design.mix.values()) / total < 0.6,
        "objective_orientation": design.orientation,
    }


def _reach(design: Design) -> str:
    if design.country or len(design.provinces) > 1:
        return "national"
    if design.provinces:
        return "provincial"
    towns = {town["key"]: town for town in read_document("places")["municipality"]}
    centres = {towns[place].get("metropolitan_area", place) for place in design.places}
    return "local" if len(centres) == 1 else "regional"


def _patterns(design: Design) -> dict[str, Expected]:
    found: dict[str, Expected] = {"to_examine": len(design.signals) >= 3}
    if design.balance in _BALANCES:
        found["balance"] = _BALANCES[design.balance]
    if design.balance == "drained" and design.rung in ("manipulation", "therapy"):
        found["signals"] = 2
    if design.rung != "consultation":
        found["rung"] = design.rung
    if design.declared is not None:
        found["articulation_gap"] = _FORMS.index(design.declared) - _FORMS.index(str(design.largest_form))
    if design.agreement != "current":
        found["agreement"] = design.agreement
    return found
