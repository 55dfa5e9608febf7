"""Waves of surveys: questions, invitations, answers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import concertation.store.models.surveys
from concertation.store.creating import creating_together


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0011_work"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SurveyInvitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation_key", models.CharField(max_length=80)),
                ("representative_key", models.CharField(blank=True, default="", max_length=80)),
                ("name", models.CharField(blank=True, default="", max_length=200)),
                ("email", models.EmailField(blank=True, default="", max_length=254)),
                ("language", models.CharField(max_length=2)),
                ("invited_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("reminders", models.PositiveSmallIntegerField(default=0)),
                ("undelivered", models.CharField(blank=True, default="", max_length=300)),
                ("has_declined", models.BooleanField(default=False)),
                ("has_begun", models.BooleanField(default=False)),
                ("has_answered", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "survey_invitation",
                "ordering": ("wave_id", "organisation_key", "id"),
            },
        ),
        migrations.CreateModel(
            name="SurveyLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_print", models.CharField(max_length=64, unique=True)),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="store.surveyinvitation"
                    ),
                ),
            ],
            options={
                "db_table": "survey_link",
            },
        ),
        migrations.CreateModel(
            name="Wave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=80, unique=True)),
                ("partnership_key", models.CharField(db_index=True, max_length=80)),
                ("meeting_key", models.CharField(blank=True, default="", max_length=80)),
                ("name_en", models.CharField(max_length=200)),
                ("name_fr", models.CharField(max_length=200)),
                (
                    "mode",
                    models.CharField(
                        choices=[("confidential", "Confidential"), ("anonymous", "Anonymous")], max_length=20
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("open", "Open"), ("closed", "Closed")],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("instrument", models.JSONField()),
                ("digest_en", models.CharField(max_length=64)),
                ("digest_fr", models.CharField(max_length=64)),
                ("roster", models.JSONField(blank=True, null=True)),
                ("consent_en", models.TextField()),
                ("consent_fr", models.TextField()),
                ("closes_on", models.DateField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("months_kept", models.PositiveSmallIntegerField(default=24)),
                ("answers_deleted_at", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "survey_wave",
                "ordering": ("partnership_key", "id"),
            },
        ),
        migrations.CreateModel(
            name="SurveyResponse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        default=concertation.store.models.surveys.draw_number, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_key", models.CharField(blank=True, default="", max_length=80)),
                ("language", models.CharField(blank=True, default="", max_length=2)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("answers", models.JSONField(default=dict)),
                (
                    "invitation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="response",
                        to="store.surveyinvitation",
                    ),
                ),
                (
                    "wave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="responses", to="store.wave"
                    ),
                ),
            ],
            options={
                "db_table": "survey_response",
                "ordering": ("id",),
            },
        ),
        migrations.AddField(
            model_name="surveyinvitation",
            name="wave",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="store.wave"
            ),
        ),
        migrations.CreateModel(
            name="SurveyDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        default=concertation.store.models.surveys.draw_number, primary_key=True, serialize=False
                    ),
                ),
                ("ballot_print", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("answers", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "invitation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft",
                        to="store.surveyinvitation",
                    ),
                ),
                (
                    "wave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="store.wave"
                    ),
                ),
            ],
            options={
                "db_table": "survey_draft",
            },
        ),
        migrations.CreateModel(
            name="PublishedCut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cut", models.CharField(max_length=120)),
                ("figures", models.JSONField()),
                ("published_at", models.DateTimeField()),
                ("published_by_name", models.CharField(max_length=150)),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="published_cuts", to="store.wave"
                    ),
                ),
            ],
            options={
                "db_table": "survey_published_cut",
                "ordering": ("wave_id", "id"),
            },
        ),
        migrations.CreateModel(
            name="AnsweringTime",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("minutes", models.PositiveSmallIntegerField()),
                ("people", models.PositiveIntegerField(default=0)),
                (
                    "wave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="times", to="store.wave"
                    ),
                ),
            ],
            options={
                "db_table": "survey_answering_time",
            },
        ),
        migrations.CreateModel(
            name="WaveEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                ("deed", models.CharField(max_length=30)),
                ("about", models.JSONField(default=dict)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="store.wave"
                    ),
                ),
            ],
            options={
                "db_table": "survey_wave_event",
                "ordering": ("-id",),
            },
        ),
        migrations.AddConstraint(
            model_name="wave",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opened_at__isnull", True), ("state", "draft")),
                    models.Q(models.Q(("state", "draft"), _negated=True), ("opened_at__isnull", False)),
                    _connector="OR",
                ),
                name="survey_wave_opened_at_an_instant",
            ),
        ),
        migrations.AddConstraint(
            model_name="wave",
            constraint=models.CheckConstraint(
                condition=models.Q(("roster__isnull", True), ("mode", "confidential"), _connector="OR"),
                name="survey_wave_roster_not_anonymous",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyresponse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("invitation__isnull", False),
                    models.Q(
                        ("invitation__isnull", True),
                        ("language", ""),
                        ("organisation_key", ""),
                        ("sent_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="survey_response_anonymous_says_nothing_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyinvitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("email", ""), _negated=True),
                fields=("wave", "organisation_key", "email"),
                name="survey_invitation_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveydraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ballot_print__isnull", False), ("invitation__isnull", True)),
                    models.Q(("ballot_print__isnull", True), ("invitation__isnull", False)),
                    _connector="OR",
                ),
                name="survey_draft_by_invitation_or_ballot",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedcut",
            constraint=models.UniqueConstraint(fields=("wave", "cut"), name="survey_published_cut_once"),
        ),
        migrations.AddConstraint(
            model_name="answeringtime",
            constraint=models.UniqueConstraint(fields=("wave", "minutes"), name="survey_answering_time_once"),
        ),
    ]


Migration.operations = creating_together(Migration.operations)
