"""Whether two records are one organisation: what people answered, and what a comparison of all of them found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from concertation.store.models.fact import Fact, term_field


class MatchJudgment(Fact):
    """What a person answered when two records looked like one organisation."""

    organisation = models.ForeignKey("store.Organisation", models.CASCADE, related_name="match_judgments")
    other = models.ForeignKey("store.Organisation", models.CASCADE, related_name="+")
    answer = term_field()
    reasons = models.TextField(blank=True, default="")

    class Meta(Fact.Meta):
        db_table = "match_judgment"
        constraints = [  # noqa: RUF012
            models.CheckConstraint(condition=~Q(organisation=F("other")), name="match_judgment_not_with_itself"),
            models.UniqueConstraint(
                Least("organisation", "other"), Greatest("organisation", "other"), name="match_judgment_once"
            ),
        ]


class MatchRun(models.Model):
    """The last comparison of all organisations: of which state of the register, and whether one is under way."""

    # Worked out from the facts: it does not travel with the register.
    is_worked_out: ClassVar[bool] = True

    state = models.CharField(max_length=200, blank=True, default="")
    compared = models.IntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "match_run"

    def __str__(self) -> str:
        return self.state


class PossibleDouble(models.Model):
    """Two records that may be one organisation, as the last comparison found them."""

    is_worked_out: ClassVar[bool] = True

    one = models.ForeignKey("store.Organisation", models.CASCADE, related_name="+")
    other = models.ForeignKey("store.Organisation", models.CASCADE, related_name="+")
    log_odds = models.FloatField()
    reasons = models.JSONField(default=list)

    class Meta:
        db_table = "possible_double"
        ordering = ("-log_odds", "one_id", "other_id")
        indexes = [models.Index(fields=["-log_odds", "one", "other"], name="possible_double_surest")]  # noqa: RUF012

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"
