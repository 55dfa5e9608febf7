"""What every fact shares: a stable key, where it comes from, when it holds, and its history."""

from __future__ import annotations

import secrets
from typing import Any, TypeVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from concertation.store.history import RecordedVersion, require_change

# Crockford's base 32 without the letters that are read for digits (Crockford 2019, "Base 32").
KEY_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
KEY_LENGTH = 12


def new_key() -> str:
    """A short key for a fact that nobody named: 60 random bits, readable aloud."""
    return "".join(secrets.choice(KEY_ALPHABET) for _ in range(KEY_LENGTH))


def term_field(*, optional: bool = False) -> models.CharField[str, str]:
    """A column that holds the code of a vocabulary term."""
    if optional:
        return models.CharField(max_length=40, blank=True, default="")
    return models.CharField(max_length=40)


def until_not_before_since(table: str) -> models.CheckConstraint:
    """What can never be true: a fact that ends before it begins."""
    return models.CheckConstraint(
        condition=Q(until__gte=F("since")) | Q(since__isnull=True) | Q(until__isnull=True),
        name=f"{table}_until_not_before_since",
    )


Record = TypeVar("Record", bound=models.Model)


class FactQuerySet(models.QuerySet[Record]):
    """Many records of one kind; what leaves a version of each is in ``loading`` and ``updating``."""

    def update(self, **values: Any) -> int:
        """Every write says who, when and why."""
        require_change()
        return super().update(**values)

    def bulk_create(self, *records: Any, **settings: Any) -> list[Any]:
        """Every write says who, when and why."""
        require_change()
        return super().bulk_create(*records, **settings)


class SourceFact(models.Model):
    """A record of the register, written only inside a change."""

    key = models.CharField(max_length=80, unique=True, default=new_key)
    note = models.TextField(blank=True, default="")
    history = HistoricalRecords(inherit=True, bases=[RecordedVersion])
    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("id",)

    def __str__(self) -> str:
        return self.key

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Every write says who, when and why."""
        require_change()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Every removal says who, when and why."""
        require_change()
        return super().delete(*args, **kwargs)


class Fact(SourceFact):
    """A record with the source that says so, and where in it."""

    source = models.ForeignKey("store.Source", models.PROTECT, related_name="+", null=True, blank=True)
    locator = models.CharField(max_length=300, blank=True, default="")

    class Meta(SourceFact.Meta):
        abstract = True


class DatedFact(Fact):
    """A fact that holds from a day to another; ``until`` is its last day."""

    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    date_precision = term_field(optional=True)

    class Meta(Fact.Meta):
        abstract = True


class Event(Fact):
    """A fact that happened on a day."""

    on = models.DateField(null=True, blank=True)
    date_precision = term_field(optional=True)

    class Meta(Fact.Meta):
        abstract = True
