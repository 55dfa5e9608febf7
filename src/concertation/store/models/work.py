"""Long work done beside the pages: how far it is, who asked for it, and what became of it. No fact of the register."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Work(models.Model):
    """One piece of work: asked for, under way, then done, failed, cancelled or lost with the process that did it."""

    class State(models.TextChoices):
        """Where the work stands; pages give these their words."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"
        LOST = "lost"

    is_worked_out = True
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=300, blank=True, default="")
    arguments = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="works")
    language = models.CharField(max_length=2, default="en")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    # When the process that does it was last heard of.
    heard_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    is_to_stop = models.BooleanField(default=False)
    step = models.CharField(max_length=60, blank=True, default="")
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    # What to say of it, in both languages, and where its outcome is.
    told_en = models.TextField(blank=True, default="")
    told_fr = models.TextField(blank=True, default="")
    outcome = models.JSONField(default=dict)

    class Meta:
        db_table = "work"
        ordering = ("-id",)
        indexes = [models.Index(fields=["state"], name="work_state")]  # noqa: RUF012

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"


class StagedPart(models.Model):
    """A part of the preview of a staged file, kept so that any process can show it."""

    is_worked_out = True
    staged = models.ForeignKey("store.WorkbookImport", models.CASCADE, related_name="parts")
    name = models.CharField(max_length=80)
    content = models.BinaryField()

    class Meta:
        db_table = "staged_part"
        ordering = ("id",)
        constraints = [  # noqa: RUF012
            models.UniqueConstraint(fields=["staged", "name"], name="staged_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.staged_id} {self.name}"
