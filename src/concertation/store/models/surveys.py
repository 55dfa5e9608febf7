"""Waves of surveys: what is asked, who is invited, what was answered. None of it is a fact of the register.

In an anonymous wave nothing here leads from an invitation to an answer: no key, no order, no time. See docs/waves.md.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

ACCOUNT = settings.AUTH_USER_MODEL


def draw_number() -> int:
    """A row number that says nothing of when the row came: tables are kept in the order of these numbers."""
    return secrets.randbelow(2**62) + 1


class Wave(models.Model):
    """One round of questions to the partners of one partnership; the questions are frozen when it opens."""

    class Mode(models.TextChoices):
        """Whether the answers of a person can be found again; said on the first page."""

        CONFIDENTIAL = "confidential"
        ANONYMOUS = "anonymous"

    class State(models.TextChoices):
        """Where the wave stands; pages give these their words."""

        DRAFT = "draft"
        OPEN = "open"
        CLOSED = "closed"

    key = models.CharField(max_length=80, unique=True)
    # Rows are named by their keys: a partnership that is removed and brought back finds its waves again.
    partnership_key = models.CharField(max_length=80, db_index=True)
    # The meeting that is asked about, when it is one.
    meeting_key = models.CharField(max_length=80, blank=True, default="")
    name_en = models.CharField(max_length=200)
    name_fr = models.CharField(max_length=200)
    mode = models.CharField(max_length=20, choices=Mode)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    instrument = models.JSONField()
    digest_en = models.CharField(max_length=64)
    digest_fr = models.CharField(max_length=64)
    # The relational roster and the organisations it lists, frozen alike; null when it is not asked.
    roster = models.JSONField(null=True, blank=True)
    consent_en = models.TextField()
    consent_fr = models.TextField()
    closes_on = models.DateField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    months_kept = models.PositiveSmallIntegerField(default=24)
    answers_deleted_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(ACCOUNT, models.SET_NULL, null=True, blank=True, related_name="+")
    made_by_name = models.CharField(max_length=150)

    class Meta:
        db_table = "survey_wave"
        ordering = ("partnership_key", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="draft", opened_at__isnull=True) | (~Q(state="draft") & Q(opened_at__isnull=False)),
                name="survey_wave_opened_at_an_instant",
            ),
            models.CheckConstraint(
                condition=Q(roster__isnull=True) | Q(mode="confidential"), name="survey_wave_roster_not_anonymous"
            ),
        )

    def __str__(self) -> str:
        return self.key


class WaveEvent(models.Model):
    """The trace of a wave: prepared, opened, reminded, closed, published, read, deleted. Only ever added to."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="events")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(ACCOUNT, models.SET_NULL, null=True, blank=True, related_name="+")
    made_by_name = models.CharField(max_length=150)
    deed = models.CharField(max_length=30)
    # How many were written to, which cut was published, what was read: never who answered what.
    about = models.JSONField(default=dict)

    class Meta:
        db_table = "survey_wave_event"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M} {self.deed} {self.wave_id}"


class SurveyInvitation(models.Model):
    """One person asked to answer for one organisation. In an anonymous wave it knows only whether they did."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="invitations")
    organisation_key = models.CharField(max_length=80)
    # The representative of the register that it was made from, if any.
    representative_key = models.CharField(max_length=80, blank=True, default="")
    name = models.CharField(max_length=200, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=2)
    invited_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    # Why the last message did not leave, in plain words of the mail server.
    undelivered = models.CharField(max_length=300, blank=True, default="")
    # Asked not to be written to again.
    has_declined = models.BooleanField(default=False)
    # Known of confidential waves alone.
    has_begun = models.BooleanField(default=False)
    has_answered = models.BooleanField(default=False)

    class Meta:
        db_table = "survey_invitation"
        ordering = ("wave_id", "organisation_key", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("wave", "organisation_key", "email"),
                condition=~Q(email=""),
                name="survey_invitation_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation_key} {self.name or self.email}"


class SurveyLink(models.Model):
    """The personal link of an invitation; only its print is kept, and a later message carries another link."""

    opens_doors = True

    invitation = models.ForeignKey(SurveyInvitation, models.CASCADE, related_name="links")
    token_print = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "survey_link"

    def __str__(self) -> str:
        return f"{self.invitation_id}"


class SurveyDraft(models.Model):
    """Answers on their way, kept at each step until they are sent.

    A confidential one belongs to its invitation. An anonymous one belongs to whoever holds its ballot, a secret that
    only the browser of the person has: nothing here says whose it is.
    """

    opens_doors = True

    id = models.BigAutoField(primary_key=True, default=draw_number)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="drafts")
    invitation = models.OneToOneField(SurveyInvitation, models.CASCADE, null=True, blank=True, related_name="draft")
    ballot_print = models.CharField(max_length=64, unique=True, null=True, blank=True)
    answers = models.JSONField(default=dict)
    # Rises at each saving: an older page that saves late is told so, and merged item by item.
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "survey_draft"
        constraints = (
            models.CheckConstraint(
                condition=Q(invitation__isnull=True, ballot_print__isnull=False)
                | Q(invitation__isnull=False, ballot_print__isnull=True),
                name="survey_draft_by_invitation_or_ballot",
            ),
        )

    def __str__(self) -> str:
        return f"{self.wave_id} {self.version}"


class SurveyResponse(models.Model):
    """What one person sent. An anonymous one holds no invitation, organisation, language or time."""

    id = models.BigAutoField(primary_key=True, default=draw_number)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="responses")
    invitation = models.OneToOneField(SurveyInvitation, models.CASCADE, null=True, blank=True, related_name="response")
    organisation_key = models.CharField(max_length=80, blank=True, default="")
    language = models.CharField(max_length=2, blank=True, default="")
    sent_at = models.DateTimeField(null=True, blank=True)
    # By code of item: a point of the scale, "unknown", "not_applicable", or the words of an open question.
    answers = models.JSONField(default=dict)

    class Meta:
        db_table = "survey_response"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(invitation__isnull=False)
                | Q(invitation__isnull=True, organisation_key="", language="", sent_at__isnull=True),
                name="survey_response_anonymous_says_nothing_else",
            ),
        )

    def __str__(self) -> str:
        return f"{self.wave_id}"


class AnsweringTime(models.Model):
    """How many people took so many minutes: the expected minutes of the next ones, and nobody’s own."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="times")
    minutes = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "survey_answering_time"
        constraints = (models.UniqueConstraint(fields=("wave", "minutes"), name="survey_answering_time_once"),)

    def __str__(self) -> str:
        return f"{self.wave_id} {self.minutes}: {self.people}"


class PublishedCut(models.Model):
    """Figures that were published: they stay as they were, and later ones are held back where together they tell."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="published_cuts")
    # Which people it is of: "all", or a group such as "kind:public".
    cut = models.CharField(max_length=120)
    figures = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(ACCOUNT, models.SET_NULL, null=True, blank=True, related_name="+")
    published_by_name = models.CharField(max_length=150)

    class Meta:
        db_table = "survey_published_cut"
        ordering = ("wave_id", "id")
        constraints = (models.UniqueConstraint(fields=("wave", "cut"), name="survey_published_cut_once"),)

    def __str__(self) -> str:
        return f"{self.wave_id} {self.cut}"
