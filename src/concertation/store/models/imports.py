"""Files that people send, kept between the preview and the decision. They are no fact of the register."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class WorkbookImport(models.Model):
    """A file under examination: its bytes, what people answered about it, and what became of it."""

    class State(models.TextChoices):
        """Where the file stands; pages give these their words."""

        PREVIEWED = "previewed"
        CONFIRMED = "confirmed"
        ABANDONED = "abandoned"

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="workbook_imports"
    )
    uploaded_at = models.DateTimeField()
    filename = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    size = models.BigIntegerField(default=0)
    state = models.CharField(max_length=20, choices=State, default=State.PREVIEWED)
    answers = models.JSONField(default=dict)
    # The number of the last change that the last preview saw.
    seen_change = models.BigIntegerField(default=0)
    change = models.ForeignKey("store.Change", models.PROTECT, null=True, blank=True, related_name="workbook_imports")

    class Meta:
        db_table = "workbook_import"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.filename} ({self.state})"
