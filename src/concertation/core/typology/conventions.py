"""Every threshold of the typologies that is ours rather than the article's, with its default."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conventions:
    """Thresholds that the article does not give. Each is a convention, and every answer says so.

    Shares and coverages are between 0 and 1, spans of time are in months unless the name says otherwise.
    """

    coverage_to_derive: float = 0.8
    """Convention: with this share of the needed facts, an answer is called *derived*."""

    coverage_to_infer: float = 0.5
    """Convention: with this share it is called *inferred*; with less, facts alone do not answer."""

    coverage_to_score: float = 0.6
    """Convention: share of the points that must be known before a score shows a value."""

    partners_in_unnamed_group: int = 1
    """Convention: a record standing for unnamed organisations adds at least this many partners."""

    participants_in_unnamed_group: int = 2
    """Convention: the same record, when it acts in an activity, acts for this many ("several")."""

    hybrid_below: float = 0.60
    """Convention: a partnership is hybrid when its largest type of articulation has less than this share."""

    activity_months: int = 24
    """Convention: an activity counts in the articulation when it was going on in this span up to the day."""

    concrete_from: float = 2 / 3
    """Convention: objectives are concrete from this share of concrete weight on."""

    symbolic_up_to: float = 1 / 3
    """Convention: objectives are symbolic up to this share of concrete weight."""

    routine_months: int = 24
    """Convention: a routine is alive when it was observed in this span up to the day."""

    meeting_period_months: int = 3
    """Convention: meetings are regular when every period of this length has one."""

    evaluation_months: int = 60
    """Convention: an evaluation counts for this long."""

    mature_years: float = 10.0
    """Convention: age brings all its points at this age, and a proportional share before."""

    dollars_per_unit: float = 1000.0
    """Convention: this amount of money weighs as much as one point of a 0–10 rating."""

    dollars_per_hour: float = 40.0
    """Convention: value of an hour given or received, where only hours are known."""

    rating_spread: float = 1.0
    """Convention: a rating without its own bounds is uncertain by this many points either way."""

    symbiotic_gini: float = 0.30
    """Convention: no member loses and the Gini of benefit over cost is at most this: symbiotic."""

    parasitic_balance: float = 0.25
    """Convention: one member at or below minus this while another is at or above it: parasitic pattern."""

    draws: int = 2000
    """Convention: number of simulated draws that carry the uncertainty of ratings and bounds."""

    decisions_for_adoption_ratio: int = 10
    """Convention: proposals needed before an adoption ratio is read as a signal."""

    concentrated_power: float = 0.5
    """Convention: a Herfindahl index of decision shares above this is a signal."""

    low_adoption_ratio: float = 0.1
    """Convention: an adoption ratio below this, for members who do not lead, is a signal."""

    low_rung: int = 2
    """Convention: a newcomers' rung at or below this is a signal (manipulation, therapy)."""

    articulation_gap: int = 2
    """Convention: steps between declared and realised articulation that make a signal."""

    signals_to_examine: int = 3
    """Convention: number of signals from which a partnership is "to examine"."""

    kinds_of_data_to_examine: int = 2
    """Convention: number of independent kinds of data these signals must come from."""
