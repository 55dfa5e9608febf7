"""Where facts come from, and what people decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from concertation.store.models.fact import Event, Fact, SourceFact, term_field


class Source(SourceFact):
    """A document, a page, a register or a person that says so."""

    title_en = models.CharField(max_length=300, blank=True, default="")
    title_fr = models.CharField(max_length=300, blank=True, default="")
    kind = term_field()
    citation = models.TextField(blank=True, default="")
    address = models.URLField(max_length=500, blank=True, default="")
    person = models.CharField(max_length=120, blank=True, default="")
    published_on = models.DateField(null=True, blank=True)
    retrieved_on = models.DateField(null=True, blank=True)
    sha256 = models.CharField(max_length=120, blank=True, default="")
    licence = models.CharField(max_length=120, blank=True, default="")

    class Meta(SourceFact.Meta):
        db_table = "source"


class Statement(Event):
    """A second source on a fact of the register, agreeing or not. Both stay."""

    subject_kind = models.CharField(max_length=120)
    subject_key = models.CharField(max_length=120)
    field = models.CharField(max_length=120, blank=True, default="")
    value = models.CharField(max_length=300)
    agrees = models.BooleanField(null=True, blank=True)

    class Meta(Event.Meta):
        db_table = "statement"


class DecisionRecord(Fact):
    """The course of action that people chose, their reasons, and the dissent."""

    partnership = models.ForeignKey("store.Partnership", models.CASCADE, related_name="decision_records")
    course = term_field()
    reasons_en = models.TextField(blank=True, default="")
    reasons_fr = models.TextField(blank=True, default="")
    dissent_en = models.TextField(blank=True, default="")
    dissent_fr = models.TextField(blank=True, default="")
    decided_by = models.CharField(max_length=120)
    decided_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    newcomer_rung = term_field(optional=True)

    class Meta(Fact.Meta):
        db_table = "decision_record"
        constraints = [  # noqa: RUF012
            models.CheckConstraint(
                condition=Q(review_on__gte=models.F("decided_on")) | Q(review_on__isnull=True),
                name="decision_record_review_after_decision",
            ),
        ]
