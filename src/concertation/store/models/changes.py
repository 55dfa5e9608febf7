"""The trace: who changed the register, when, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Change(models.Model):
    """One change of the register: its versions of facts were written together, in one transaction.

    Numbers are drawn when changes begin; ``place`` is taken when they end, so that the change that others see last
    always has the highest place. It is empty while the change is under way.
    """

    place = models.BigIntegerField(null=True, editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="changes"
    )
    made_by_name = models.CharField(max_length=150)
    kind = models.CharField(max_length=40)
    reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "change"
        ordering = ("-id",)
        indexes = (models.Index(fields=["place"], name="change_place"),)

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M} {self.made_by_name}"
