"""Territories."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from concertation.store.models.fact import Fact, term_field


class Area(Fact):
    """A territory with an official code and the year of that code, or a union of such territories."""

    kind = term_field()
    code = models.CharField(max_length=120, blank=True, default="")
    vintage = models.IntegerField(null=True, blank=True)
    name_en = models.CharField(max_length=300, blank=True, default="")
    name_fr = models.CharField(max_length=300, blank=True, default="")
    province = models.CharField(max_length=120, blank=True, default="")
    metropolitan_area = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)
    is_rural = models.BooleanField(null=True, blank=True)
    population = models.IntegerField(null=True, blank=True)
    population_year = models.IntegerField(null=True, blank=True)
    geometry = models.JSONField(null=True, blank=True)

    class Meta(Fact.Meta):
        db_table = "area"
        constraints = [  # noqa: RUF012
            models.CheckConstraint(
                condition=~Q(metropolitan_area=models.F("id")) | Q(metropolitan_area__isnull=True),
                name="area_not_in_itself",
            ),
            models.UniqueConstraint(
                fields=["kind", "code", "vintage"], name="area_code_of_vintage_once", condition=~Q(code="")
            ),
            models.CheckConstraint(
                condition=Q(vintage__gte=1867) | Q(vintage__isnull=True), name="area_vintage_minimum"
            ),
            models.CheckConstraint(
                condition=Q(population__gte=0) | Q(population__isnull=True), name="area_population_minimum"
            ),
        ]


class AreaPart(Fact):
    """One of the areas whose union makes a custom area."""

    whole = models.ForeignKey("store.Area", models.CASCADE, related_name="area_parts")
    part = models.ForeignKey("store.Area", models.PROTECT, related_name="+")

    class Meta(Fact.Meta):
        db_table = "area_part"
        constraints = [  # noqa: RUF012
            models.CheckConstraint(condition=~Q(whole=models.F("part")), name="area_part_not_of_itself"),
            models.UniqueConstraint(fields=["whole", "part"], name="area_part_once"),
        ]
