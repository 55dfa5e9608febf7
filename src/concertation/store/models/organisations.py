"""Organisations, their names, places and people to contact."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from concertation.store.models.fact import DatedFact, Fact, term_field, until_not_before_since


class Organisation(DatedFact):
    """Whoever takes part in settling newcomers, from governments to informal groups."""

    name_en = models.CharField(max_length=300, blank=True, default="")
    name_fr = models.CharField(max_length=300, blank=True, default="")
    acronym_en = models.CharField(max_length=120, blank=True, default="")
    acronym_fr = models.CharField(max_length=120, blank=True, default="")
    kind = term_field(optional=True)
    is_governmental = models.BooleanField(null=True, blank=True)
    website = models.URLField(max_length=500, blank=True, default="")
    is_unnamed_group = models.BooleanField(default=False)
    is_synthetic = models.BooleanField(default=False)

    class Meta(DatedFact.Meta):
        db_table = "organisation"
        constraints = [  # noqa: RUF012
            until_not_before_since("organisation"),
        ]


class OrganisationName(DatedFact):
    """An alias, an acronym or a former name by which an organisation is known."""

    organisation = models.ForeignKey("store.Organisation", models.CASCADE, related_name="other_names")
    kind = term_field()
    language = term_field(optional=True)
    name = models.CharField(max_length=300)

    class Meta(DatedFact.Meta):
        db_table = "organisation_name"
        constraints = [  # noqa: RUF012
            until_not_before_since("organisation_name"),
        ]


class OrganisationIdentifier(Fact):
    """A number given to an organisation by a public registry."""

    organisation = models.ForeignKey("store.Organisation", models.CASCADE, related_name="identifiers")
    scheme = term_field()
    value = models.CharField(max_length=300)

    class Meta(Fact.Meta):
        db_table = "organisation_identifier"
        constraints = [  # noqa: RUF012
            models.UniqueConstraint(
                fields=["organisation", "scheme", "value"], name="organisation_identifier_once"
            ),
        ]


class OrganisationSector(DatedFact):
    """A policy sector in which an organisation works."""

    organisation = models.ForeignKey("store.Organisation", models.CASCADE, related_name="sectors")
    sector = term_field()

    class Meta(DatedFact.Meta):
        db_table = "organisation_sector"
        constraints = [  # noqa: RUF012
            models.UniqueConstraint(
                fields=["organisation", "sector", "since"], name="organisation_sector_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "sector"],
                name="organisation_sector_undated_once",
                condition=Q(since__isnull=True),
            ),
            until_not_before_since("organisation_sector"),
        ]


class OrganisationArea(DatedFact):
    """A territory that an organisation serves."""

    organisation = models.ForeignKey("store.Organisation", models.CASCADE, related_name="areas_served")
    area = models.ForeignKey("store.Area", models.PROTECT, related_name="+")

    class Meta(DatedFact.Meta):
        db_table = "organisation_area"
        constraints = [  # noqa: RUF012
            models.UniqueConstraint(fields=["organisation", "area", "since"], name="organisation_area_once"),
            models.UniqueConstraint(
                fields=["organisation", "area"],
                name="organisation_area_undated_once",
                condition=Q(since__isnull=True),
            ),
            until_not_before_since("organisation_area"),
        ]


class Site(DatedFact):
    """A place where an organisation receives people."""

    organisation = models.ForeignKey("store.Organisation", models.CASCADE, related_name="sites")
    name_en = models.CharField(max_length=300, blank=True, default="")
    name_fr = models.CharField(max_length=300, blank=True, default="")
    address_en = models.CharField(max_length=300, blank=True, default="")
    address_fr = models.CharField(max_length=300, blank=True, default="")
    city_en = models.CharField(max_length=120, blank=True, default="")
    city_fr = models.CharField(max_length=120, blank=True, default="")
    province = models.CharField(max_length=120, blank=True, default="")
    postal_code = models.CharField(max_length=120, blank=True, default="")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    area = models.ForeignKey("store.Area", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta(DatedFact.Meta):
        db_table = "site"
        constraints = [  # noqa: RUF012
            until_not_before_since("site"),
            models.CheckConstraint(
                condition=Q(latitude__gte=-90) | Q(latitude__isnull=True), name="site_latitude_minimum"
            ),
            models.CheckConstraint(
                condition=Q(latitude__lte=90) | Q(latitude__isnull=True), name="site_latitude_maximum"
            ),
            models.CheckConstraint(
                condition=Q(longitude__gte=-180) | Q(longitude__isnull=True), name="site_longitude_minimum"
            ),
            models.CheckConstraint(
                condition=Q(longitude__lte=180) | Q(longitude__isnull=True), name="site_longitude_maximum"
            ),
        ]


class Representative(DatedFact):
    """The business contact who speaks for an organisation. Never a client."""

    organisation = models.ForeignKey("store.Organisation", models.CASCADE, related_name="representatives")
    name = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True, default="")
    title_fr = models.CharField(max_length=300, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=120, blank=True, default="")
    language = term_field(optional=True)

    class Meta(DatedFact.Meta):
        db_table = "representative"
        constraints = [  # noqa: RUF012
            until_not_before_since("representative"),
        ]
