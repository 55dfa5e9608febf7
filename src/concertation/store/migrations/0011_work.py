"""Work beside the pages, and previews that any process can show."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from concertation.store.creating import creating_together


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0010_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="workbookimport",
            name="size",
            field=models.BigIntegerField(default=0),
        ),
        migrations.RemoveField(
            model_name="workbookimport",
            name="seen_outcomes",
        ),
        migrations.CreateModel(
            name="StagedPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("content", models.BinaryField()),
                (
                    "staged",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="store.workbookimport"
                    ),
                ),
            ],
            options={
                "db_table": "staged_part",
                "ordering": ("id",),
                "constraints": [models.UniqueConstraint(fields=("staged", "name"), name="staged_part_once")],
            },
        ),
        migrations.CreateModel(
            name="Work",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("subject", models.CharField(blank=True, default="", max_length=300)),
                ("arguments", models.JSONField(default=dict)),
                ("language", models.CharField(default="en", max_length=2)),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("heard_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                            ("lost", "Lost"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("is_to_stop", models.BooleanField(default=False)),
                ("step", models.CharField(blank=True, default="", max_length=60)),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(default=0)),
                ("told_en", models.TextField(blank=True, default="")),
                ("told_fr", models.TextField(blank=True, default="")),
                ("outcome", models.JSONField(default=dict)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="works",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "work",
                "ordering": ("-id",),
                "indexes": [models.Index(fields=["state"], name="work_state")],
            },
        ),
    ]


Migration.operations = creating_together(Migration.operations)
