"""Who may do what on which rows, who gave it, and the ways into an account. None of it is a fact of the register."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

ACCOUNT = settings.AUTH_USER_MODEL


class Grant(models.Model):
    """A role that somebody gave to an account: on one partnership, on one organisation, or on the whole register.

    Rows are named by their keys: a record that is removed and brought back finds its people again.
    """

    account = models.ForeignKey(ACCOUNT, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20)
    partnership_key = models.CharField(max_length=80, blank=True, default="")
    organisation_key = models.CharField(max_length=80, blank=True, default="")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(ACCOUNT, models.SET_NULL, null=True, blank=True, related_name="+")
    given_by_name = models.CharField(max_length=150)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "access_grant"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(partnership_key="") | Q(organisation_key=""), name="access_grant_one_row_at_most"
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")) | Q(since__isnull=True) | Q(until__isnull=True),
                name="access_grant_until_not_before_since",
            ),
            models.UniqueConstraint(
                fields=("account", "role", "partnership_key", "organisation_key"),
                condition=Q(taken_at__isnull=True),
                name="access_grant_given_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.partnership_key or self.organisation_key or '*'}"


class AccessEvent(models.Model):
    """The trace of access: who gave, took away, invited, closed, and to whom. Only ever added to."""

    made_at = models.DateTimeField()
    made_by = models.ForeignKey(ACCOUNT, models.SET_NULL, null=True, blank=True, related_name="+")
    made_by_name = models.CharField(max_length=150)
    account = models.ForeignKey(ACCOUNT, models.SET_NULL, null=True, blank=True, related_name="access_events")
    account_name = models.CharField(max_length=254)
    deed = models.CharField(max_length=30)
    role = models.CharField(max_length=20, blank=True, default="")
    partnership_key = models.CharField(max_length=80, blank=True, default="")
    organisation_key = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        db_table = "access_event"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M} {self.deed} {self.account_name}"


class Invitation(models.Model):
    """A link that lets one person open an account, once, before a day; only its print is kept."""

    email = models.EmailField()
    first_name = models.CharField(max_length=150, blank=True, default="")
    last_name = models.CharField(max_length=150, blank=True, default="")
    language = models.CharField(max_length=2)
    # The grants that accepting it gives: role, partnership, organisation, since, until.
    grants = models.JSONField(default=list)
    token_print = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(ACCOUNT, models.SET_NULL, null=True, blank=True, related_name="+")
    made_by_name = models.CharField(max_length=150)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    account = models.ForeignKey(ACCOUNT, models.SET_NULL, null=True, blank=True, related_name="+")
    opens_doors = True

    class Meta:
        db_table = "invitation"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.email


class AccountSession(models.Model):
    """A sign-in that has not ended: on which device, since when, last seen when."""

    account = models.ForeignKey(ACCOUNT, models.CASCADE, related_name="open_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True, default="")
    device = models.CharField(max_length=300, blank=True, default="")
    opens_doors = True

    class Meta:
        db_table = "account_session"
        ordering = ("-seen_at", "-id")

    def __str__(self) -> str:
        return f"{self.account_id} {self.began_at:%Y-%m-%d %H:%M}"
