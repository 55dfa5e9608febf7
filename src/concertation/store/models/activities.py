"""What partners do together, give, receive, risk and say of each other."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from concertation.store.models.fact import DatedFact, Event, Fact, term_field, until_not_before_since


class Activity(DatedFact):
    """Something that partners do together."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="activities")
    kind = term_field()
    name_en = models.CharField(max_length=300, blank=True, default="")
    name_fr = models.CharField(max_length=300, blank=True, default="")
    effort_hours = models.FloatField(null=True, blank=True)

    class Meta(DatedFact.Meta):
        db_table = "activity"
        constraints = [  # noqa: RUF012
            until_not_before_since("activity"),
            models.CheckConstraint(
                condition=Q(effort_hours__gte=0) | Q(effort_hours__isnull=True),
                name="activity_effort_hours_minimum",
            ),
        ]


class Participation(Fact):
    """Seven plain facts on what an organisation does in an activity."""

    activity = models.ForeignKey("store.Activity", models.CASCADE, related_name="participations")
    organisation = models.ForeignKey("store.Organisation", models.PROTECT, related_name="+")
    advises = models.BooleanField(null=True, blank=True)
    funds = models.BooleanField(null=True, blank=True)
    works = models.BooleanField(null=True, blank=True)
    co_decides = models.BooleanField(null=True, blank=True)
    bears_cost = models.BooleanField(null=True, blank=True)
    bears_risk = models.BooleanField(null=True, blank=True)
    benefits = models.BooleanField(null=True, blank=True)
    hours = models.FloatField(null=True, blank=True)

    class Meta(Fact.Meta):
        db_table = "participation"
        constraints = [  # noqa: RUF012
            models.UniqueConstraint(fields=["activity", "organisation"], name="participation_once"),
            models.CheckConstraint(
                condition=Q(hours__gte=0) | Q(hours__isnull=True), name="participation_hours_minimum"
            ),
        ]


class Output(Event):
    """What was actually made, given or said."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="outputs")
    activity = models.ForeignKey("store.Activity", models.PROTECT, related_name="+", null=True, blank=True)
    description_en = models.CharField(max_length=300, blank=True, default="")
    description_fr = models.CharField(max_length=300, blank=True, default="")
    kind = term_field(optional=True)
    weight = models.FloatField(null=True, blank=True)

    class Meta(Event.Meta):
        db_table = "output"
        constraints = [  # noqa: RUF012
            models.CheckConstraint(
                condition=Q(weight__gte=0) | Q(weight__isnull=True), name="output_weight_minimum"
            ),
        ]


class Contribution(DatedFact):
    """What a member gives to the partnership, or receives from it, over a period."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="contributions")
    organisation = models.ForeignKey("store.Organisation", models.PROTECT, related_name="+")
    direction = term_field()
    kind = term_field()
    amount = models.FloatField(null=True, blank=True)
    hours = models.FloatField(null=True, blank=True)
    rating = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)

    class Meta(DatedFact.Meta):
        db_table = "contribution"
        constraints = [  # noqa: RUF012
            models.CheckConstraint(
                condition=Q(high__gte=models.F("low")) | Q(low__isnull=True) | Q(high__isnull=True),
                name="contribution_bounds_in_order",
            ),
            until_not_before_since("contribution"),
            models.CheckConstraint(
                condition=Q(amount__gte=0) | Q(amount__isnull=True), name="contribution_amount_minimum"
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=0) | Q(hours__isnull=True), name="contribution_hours_minimum"
            ),
            models.CheckConstraint(
                condition=Q(rating__gte=0) | Q(rating__isnull=True), name="contribution_rating_minimum"
            ),
            models.CheckConstraint(
                condition=Q(rating__lte=10) | Q(rating__isnull=True), name="contribution_rating_maximum"
            ),
            models.CheckConstraint(
                condition=Q(low__gte=0) | Q(low__isnull=True), name="contribution_low_minimum"
            ),
            models.CheckConstraint(
                condition=Q(high__gte=0) | Q(high__isnull=True), name="contribution_high_minimum"
            ),
        ]


class Risk(DatedFact):
    """What could go wrong, for whom, how likely and how grave."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="risks")
    organisation = models.ForeignKey(
        "store.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    kind = term_field()
    probability = models.IntegerField(null=True, blank=True)
    impact = models.IntegerField(null=True, blank=True)
    mitigation_en = models.CharField(max_length=300, blank=True, default="")
    mitigation_fr = models.CharField(max_length=300, blank=True, default="")

    class Meta(DatedFact.Meta):
        db_table = "risk"
        constraints = [  # noqa: RUF012
            until_not_before_since("risk"),
            models.CheckConstraint(
                condition=Q(probability__gte=1) | Q(probability__isnull=True), name="risk_probability_minimum"
            ),
            models.CheckConstraint(
                condition=Q(probability__lte=5) | Q(probability__isnull=True), name="risk_probability_maximum"
            ),
            models.CheckConstraint(
                condition=Q(impact__gte=1) | Q(impact__isnull=True), name="risk_impact_minimum"
            ),
            models.CheckConstraint(
                condition=Q(impact__lte=5) | Q(impact__isnull=True), name="risk_impact_maximum"
            ),
        ]


class Tie(DatedFact):
    """What one organisation says of its relation with another."""

    from_organisation = models.ForeignKey("store.Organisation", models.PROTECT, related_name="+")
    to_organisation = models.ForeignKey("store.Organisation", models.PROTECT, related_name="+")
    partnership = models.ForeignKey(
        "store.Partnership", models.CASCADE, related_name="ties", null=True, blank=True
    )
    kind = term_field()
    intensity = models.IntegerField(null=True, blank=True)

    class Meta(DatedFact.Meta):
        db_table = "tie"
        constraints = [  # noqa: RUF012
            models.CheckConstraint(
                condition=~Q(from_organisation=models.F("to_organisation")), name="tie_not_with_itself"
            ),
            until_not_before_since("tie"),
            models.CheckConstraint(
                condition=Q(intensity__gte=0) | Q(intensity__isnull=True), name="tie_intensity_minimum"
            ),
            models.CheckConstraint(
                condition=Q(intensity__lte=5) | Q(intensity__isnull=True), name="tie_intensity_maximum"
            ),
        ]


class Dependence(DatedFact):
    """How far one member relies on another for a resource it needs."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="dependences")
    dependent = models.ForeignKey("store.Organisation", models.PROTECT, related_name="+")
    provider = models.ForeignKey("store.Organisation", models.PROTECT, related_name="+")
    resource = term_field()
    share = models.FloatField(null=True, blank=True)
    substitutability = models.FloatField(null=True, blank=True)

    class Meta(DatedFact.Meta):
        db_table = "dependence"
        constraints = [  # noqa: RUF012
            models.CheckConstraint(
                condition=~Q(dependent=models.F("provider")), name="dependence_not_on_itself"
            ),
            until_not_before_since("dependence"),
            models.CheckConstraint(
                condition=Q(share__gte=0) | Q(share__isnull=True), name="dependence_share_minimum"
            ),
            models.CheckConstraint(
                condition=Q(share__lte=1) | Q(share__isnull=True), name="dependence_share_maximum"
            ),
            models.CheckConstraint(
                condition=Q(substitutability__gte=0) | Q(substitutability__isnull=True),
                name="dependence_substitutability_minimum",
            ),
            models.CheckConstraint(
                condition=Q(substitutability__lte=1) | Q(substitutability__isnull=True),
                name="dependence_substitutability_maximum",
            ),
        ]


class Concern(Event):
    """What a partner says is wrong in a partnership. Few may see it; the partner may comment."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="concerns")
    organisation = models.ForeignKey("store.Organisation", models.PROTECT, related_name="+")
    kind = term_field()
    description_en = models.CharField(max_length=300, blank=True, default="")
    description_fr = models.CharField(max_length=300, blank=True, default="")

    class Meta(Event.Meta):
        db_table = "concern"
