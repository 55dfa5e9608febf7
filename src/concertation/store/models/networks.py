"""Measures of large networks, worked out beside the pages. No fact of the register."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class MeasuredNetwork(models.Model):
    """The measures of one network, as one question asked for them: of which state of the register."""

    # Worked out from the facts: it does not travel with the register.
    is_worked_out: ClassVar[bool] = True

    question = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=200)
    content = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "measured_network"

    def __str__(self) -> str:
        return self.question
