"""How a partnership is held: bodies, meetings, decisions, agreements, plans and reports."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from concertation.store.models.fact import DatedFact, Event, Fact, term_field, until_not_before_since


class Body(DatedFact):
    """A council, a committee, a team, a secretariat or a local table of a partnership."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="bodies")
    kind = term_field()
    name_en = models.CharField(max_length=300, blank=True, default="")
    name_fr = models.CharField(max_length=300, blank=True, default="")
    part_of = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)
    mandate_en = models.TextField(blank=True, default="")
    mandate_fr = models.TextField(blank=True, default="")
    seats = models.IntegerField(null=True, blank=True)
    quorum = models.IntegerField(null=True, blank=True)
    decision_rule = term_field(optional=True)

    class Meta(DatedFact.Meta):
        db_table = "body"
        constraints = [  # noqa: RUF012
            models.CheckConstraint(
                condition=~Q(part_of=models.F("id")) | Q(part_of__isnull=True), name="body_not_in_itself"
            ),
            until_not_before_since("body"),
            models.CheckConstraint(
                condition=Q(seats__gte=0) | Q(seats__isnull=True), name="body_seats_minimum"
            ),
            models.CheckConstraint(
                condition=Q(quorum__gte=0) | Q(quorum__isnull=True), name="body_quorum_minimum"
            ),
        ]


class BodyMember(DatedFact):
    """An organisation on a body, or a count of persons who are not named."""

    body = models.ForeignKey("store.Body", models.CASCADE, related_name="seats_held")
    organisation = models.ForeignKey(
        "store.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    persons_low = models.IntegerField(null=True, blank=True)
    persons_high = models.IntegerField(null=True, blank=True)
    description_en = models.CharField(max_length=300, blank=True, default="")
    description_fr = models.CharField(max_length=300, blank=True, default="")
    chairs = models.BooleanField(null=True, blank=True)
    has_veto = models.BooleanField(null=True, blank=True)
    votes = models.FloatField(null=True, blank=True)

    class Meta(DatedFact.Meta):
        db_table = "body_member"
        constraints = [  # noqa: RUF012
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, persons_low__isnull=True, persons_high__isnull=True)
                | Q(organisation__isnull=True),
                name="body_member_organisation_or_persons",
            ),
            models.CheckConstraint(
                condition=Q(persons_high__gte=models.F("persons_low"))
                | Q(persons_low__isnull=True)
                | Q(persons_high__isnull=True),
                name="body_member_persons_in_order",
            ),
            until_not_before_since("body_member"),
            models.CheckConstraint(
                condition=Q(persons_low__gte=0) | Q(persons_low__isnull=True),
                name="body_member_persons_low_minimum",
            ),
            models.CheckConstraint(
                condition=Q(persons_high__gte=0) | Q(persons_high__isnull=True),
                name="body_member_persons_high_minimum",
            ),
            models.CheckConstraint(
                condition=Q(votes__gte=0) | Q(votes__isnull=True), name="body_member_votes_minimum"
            ),
        ]


class Meeting(Event):
    """A day on which a partnership or one of its bodies met."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="meetings")
    body = models.ForeignKey("store.Body", models.PROTECT, related_name="+", null=True, blank=True)
    name_en = models.CharField(max_length=300, blank=True, default="")
    name_fr = models.CharField(max_length=300, blank=True, default="")
    quorum_met = models.BooleanField(null=True, blank=True)

    class Meta(Event.Meta):
        db_table = "meeting"


class Attendance(Fact):
    """Whether a member, or a guest, was at a meeting."""

    meeting = models.ForeignKey("store.Meeting", models.CASCADE, related_name="attendances")
    membership = models.ForeignKey(
        "store.Membership", models.PROTECT, related_name="+", null=True, blank=True
    )
    guest = models.ForeignKey("store.Organisation", models.PROTECT, related_name="+", null=True, blank=True)
    status = term_field()

    class Meta(Fact.Meta):
        db_table = "attendance"
        constraints = [  # noqa: RUF012
            models.CheckConstraint(
                condition=Q(membership__isnull=False, guest__isnull=True)
                | Q(membership__isnull=True, guest__isnull=False),
                name="attendance_by_member_or_guest",
            ),
            models.UniqueConstraint(
                fields=["meeting", "membership"],
                name="attendance_of_member_once",
                condition=Q(membership__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["meeting", "guest"], name="attendance_of_guest_once", condition=Q(guest__isnull=False)
            ),
        ]


class Decision(Event):
    """A proposal and what became of it, as the minutes record it."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey("store.Meeting", models.PROTECT, related_name="+", null=True, blank=True)
    description_en = models.CharField(max_length=300, blank=True, default="")
    description_fr = models.CharField(max_length=300, blank=True, default="")
    proposed_by = models.ForeignKey(
        "store.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    outcome = term_field(optional=True)
    newcomer_rung = term_field(optional=True)

    class Meta(Event.Meta):
        db_table = "decision"


class DecisionMaker(Fact):
    """An organisation that had a hand in a decision."""

    decision = models.ForeignKey("store.Decision", models.CASCADE, related_name="makers")
    organisation = models.ForeignKey("store.Organisation", models.PROTECT, related_name="+")

    class Meta(Fact.Meta):
        db_table = "decision_maker"
        constraints = [  # noqa: RUF012
            models.UniqueConstraint(fields=["decision", "organisation"], name="decision_maker_once"),
        ]


class ActionItem(Fact):
    """Something that a meeting asked an organisation to do by a day."""

    meeting = models.ForeignKey("store.Meeting", models.CASCADE, related_name="action_items")
    description_en = models.CharField(max_length=300, blank=True, default="")
    description_fr = models.CharField(max_length=300, blank=True, default="")
    owner = models.ForeignKey("store.Organisation", models.PROTECT, related_name="+", null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta(Fact.Meta):
        db_table = "action_item"


class Agreement(DatedFact):
    """What the partners, or a funder and a partner, agreed; written or not."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="agreements")
    kind = term_field()
    title_en = models.CharField(max_length=300, blank=True, default="")
    title_fr = models.CharField(max_length=300, blank=True, default="")
    signed_on = models.DateField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    names_partnership = models.BooleanField(null=True, blank=True)
    covers_legal = models.BooleanField(null=True, blank=True)
    covers_governance = models.BooleanField(null=True, blank=True)
    covers_management = models.BooleanField(null=True, blank=True)
    covers_administration = models.BooleanField(null=True, blank=True)
    covers_exit = models.BooleanField(null=True, blank=True)
    defines_roles = models.BooleanField(null=True, blank=True)
    amount = models.FloatField(null=True, blank=True)
    address = models.URLField(max_length=500, blank=True, default="")

    class Meta(DatedFact.Meta):
        db_table = "agreement"
        constraints = [  # noqa: RUF012
            until_not_before_since("agreement"),
            models.CheckConstraint(
                condition=Q(amount__gte=0) | Q(amount__isnull=True), name="agreement_amount_minimum"
            ),
        ]


class AgreementParty(Fact):
    """An organisation bound by an agreement."""

    agreement = models.ForeignKey("store.Agreement", models.CASCADE, related_name="parties")
    organisation = models.ForeignKey("store.Organisation", models.PROTECT, related_name="+")
    signed_on = models.DateField(null=True, blank=True)

    class Meta(Fact.Meta):
        db_table = "agreement_party"
        constraints = [  # noqa: RUF012
            models.UniqueConstraint(fields=["agreement", "organisation"], name="agreement_party_once"),
        ]


class Plan(DatedFact):
    """A plan that a partnership adopted."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="plans")
    title_en = models.CharField(max_length=300, blank=True, default="")
    title_fr = models.CharField(max_length=300, blank=True, default="")
    adopted_on = models.DateField(null=True, blank=True)

    class Meta(DatedFact.Meta):
        db_table = "plan"
        constraints = [  # noqa: RUF012
            until_not_before_since("plan"),
        ]


class PlanRevision(Event):
    """A day on which a plan was reviewed."""

    plan = models.ForeignKey("store.Plan", models.CASCADE, related_name="revisions")
    description_en = models.CharField(max_length=300, blank=True, default="")
    description_fr = models.CharField(max_length=300, blank=True, default="")

    class Meta(Event.Meta):
        db_table = "plan_revision"


class Report(Event):
    """An account that a partnership gave of itself, or an evaluation of it."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="reports")
    kind = term_field()
    title_en = models.CharField(max_length=300, blank=True, default="")
    title_fr = models.CharField(max_length=300, blank=True, default="")
    addressed_to = models.ForeignKey(
        "store.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta(Event.Meta):
        db_table = "report"


class Resource(DatedFact):
    """Staff or a budget that belong to the partnership itself."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="resources")
    kind = term_field()
    amount = models.FloatField(null=True, blank=True)
    provided_by = models.ForeignKey(
        "store.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta(DatedFact.Meta):
        db_table = "resource"
        constraints = [  # noqa: RUF012
            until_not_before_since("resource"),
            models.CheckConstraint(
                condition=Q(amount__gte=0) | Q(amount__isnull=True), name="resource_amount_minimum"
            ),
        ]
