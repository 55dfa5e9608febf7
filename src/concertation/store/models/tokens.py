"""Keys that people give to their programs. They are no fact of the register."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class ApiToken(models.Model):
    """What a program shows to act for a person: its secret is shown once, and only its digest is kept."""

    class Scope(models.TextChoices):
        """How much of what the person may do the program may do; pages give these their words."""

        PUBLIC = "public"
        READ = "read"
        WRITE = "write"

    # Neither in a copy of the register, nor brought back by one.
    opens_doors: ClassVar[bool] = True

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    # The first signs of the secret, by which its owner recognises it.
    hint = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=10, choices=Scope)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "api_token"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"
