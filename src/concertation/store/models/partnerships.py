"""Partnerships, what they set out to do, and who belongs to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from concertation.store.models.fact import DatedFact, Event, term_field, until_not_before_since


class Partnership(DatedFact):
    """A relation between organisations that pursue compatible goals, written or not."""

    name_en = models.CharField(max_length=300, blank=True, default="")
    name_fr = models.CharField(max_length=300, blank=True, default="")
    acronym_en = models.CharField(max_length=120, blank=True, default="")
    acronym_fr = models.CharField(max_length=120, blank=True, default="")
    purpose_en = models.TextField(blank=True, default="")
    purpose_fr = models.TextField(blank=True, default="")
    has_legal_personality = models.BooleanField(null=True, blank=True)
    decision_rule = term_field(optional=True)
    has_written_decision_rule = models.BooleanField(null=True, blank=True)
    membership_is_open = models.BooleanField(null=True, blank=True)
    accountable_to = models.ForeignKey(
        "store.Organisation",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    website = models.URLField(max_length=500, blank=True, default="")
    is_synthetic = models.BooleanField(default=False)

    class Meta(DatedFact.Meta):
        db_table = "partnership"
        constraints = [  # noqa: RUF012
            until_not_before_since("partnership"),
        ]


class LifecycleEvent(Event):
    """The day on which a partnership entered a stage of its life."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="lifecycle_events")
    stage = term_field()
    ending_manner = term_field(optional=True)

    class Meta(Event.Meta):
        db_table = "lifecycle_event"


class PartnershipArea(DatedFact):
    """A territory that a partnership serves."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="areas_served")
    area = models.ForeignKey("store.Area", models.PROTECT, related_name="+")

    class Meta(DatedFact.Meta):
        db_table = "partnership_area"
        constraints = [  # noqa: RUF012
            models.UniqueConstraint(fields=["partnership", "area", "since"], name="partnership_area_once"),
            models.UniqueConstraint(
                fields=["partnership", "area"],
                name="partnership_area_undated_once",
                condition=Q(since__isnull=True),
            ),
            until_not_before_since("partnership_area"),
        ]


class PartnershipSector(DatedFact):
    """A policy sector that a partnership says it covers."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="sectors")
    sector = term_field()

    class Meta(DatedFact.Meta):
        db_table = "partnership_sector"
        constraints = [  # noqa: RUF012
            models.UniqueConstraint(
                fields=["partnership", "sector", "since"], name="partnership_sector_once"
            ),
            models.UniqueConstraint(
                fields=["partnership", "sector"],
                name="partnership_sector_undated_once",
                condition=Q(since__isnull=True),
            ),
            until_not_before_since("partnership_sector"),
        ]


class DeclaredType(DatedFact):
    """What a source says of the type of a partnership. It stands beside what the facts show."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="declared_types")
    facet = term_field()
    value = models.CharField(max_length=300)

    class Meta(DatedFact.Meta):
        db_table = "declared_type"
        constraints = [  # noqa: RUF012
            until_not_before_since("declared_type"),
        ]


class Objective(DatedFact):
    """What a partnership sets out to do; concrete or symbolic, both legitimate."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="objectives")
    description_en = models.CharField(max_length=300, blank=True, default="")
    description_fr = models.CharField(max_length=300, blank=True, default="")
    kind = term_field(optional=True)
    weight = models.FloatField(null=True, blank=True)

    class Meta(DatedFact.Meta):
        db_table = "objective"
        constraints = [  # noqa: RUF012
            until_not_before_since("objective"),
            models.CheckConstraint(
                condition=Q(weight__gte=0) | Q(weight__isnull=True), name="objective_weight_minimum"
            ),
        ]


class Lineage(Event):
    """How one partnership comes from another, or lives inside it."""

    origin = models.ForeignKey("store.Partnership", models.CASCADE, related_name="lineages")
    result = models.ForeignKey("store.Partnership", models.PROTECT, related_name="+")
    kind = term_field()

    class Meta(Event.Meta):
        db_table = "lineage"
        constraints = [  # noqa: RUF012
            models.CheckConstraint(condition=~Q(origin=models.F("result")), name="lineage_not_of_itself"),
            models.UniqueConstraint(fields=["origin", "result", "kind"], name="lineage_once"),
        ]


class Membership(DatedFact):
    """An organisation's belonging to a partnership, over dates."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey("store.Organisation", models.PROTECT, related_name="memberships")
    is_observer = models.BooleanField(default=False)

    class Meta(DatedFact.Meta):
        db_table = "membership"
        constraints = [  # noqa: RUF012
            models.UniqueConstraint(fields=["partnership", "organisation", "since"], name="membership_once"),
            models.UniqueConstraint(
                fields=["partnership", "organisation"],
                name="membership_undated_once",
                condition=Q(since__isnull=True),
            ),
            until_not_before_since("membership"),
        ]


class MembershipRole(DatedFact):
    """What a member does for the partnership, over dates."""

    membership = models.ForeignKey("store.Membership", models.CASCADE, related_name="roles")
    role = term_field()

    class Meta(DatedFact.Meta):
        db_table = "membership_role"
        constraints = [  # noqa: RUF012
            until_not_before_since("membership_role"),
        ]


class Representation(DatedFact):
    """Who speaks for a member in a partnership, over dates."""

    membership = models.ForeignKey("store.Membership", models.CASCADE, related_name="representations")
    representative = models.ForeignKey("store.Representative", models.PROTECT, related_name="+")

    class Meta(DatedFact.Meta):
        db_table = "representation"
        constraints = [  # noqa: RUF012
            until_not_before_since("representation"),
        ]
