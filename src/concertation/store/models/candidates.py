"""What people answered about partnerships to be and about likely ties. Only ever added to: the last answer stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class CandidateJudgment(models.Model):
    """One answer about a group or a pair: by whom, when, why, and on what it rested."""

    class Kind(models.TextChoices):
        """What was answered about."""

        GROUP = "group"
        PAIR = "pair"

    class Answer(models.TextChoices):
        """What was answered; ``OPEN`` takes the answer before it back."""

        RECORDED = "recorded"
        NOT = "not"
        LATER = "later"
        OPEN = "open"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    # The candidate as it was seen: keys of organisations in order, and occasions as pairs of kind of fact and key.
    members = models.JSONField()
    occasions = models.JSONField(default=list)
    seen_as_of = models.DateField()
    partnership_key = models.CharField(max_length=80, blank=True, default="")
    reasons = models.TextField(blank=True, default="")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_by_name = models.CharField(max_length=150)

    class Meta:
        db_table = "candidate_judgment"
        ordering = ("id",)
        constraints = [  # noqa: RUF012
            models.CheckConstraint(
                condition=models.Q(kind__in=["group", "pair"])
                & models.Q(answer__in=["recorded", "not", "later", "open"]),
                name="candidate_judgment_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer}: {', '.join(self.members)}"
