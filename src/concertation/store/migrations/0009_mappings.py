"""Columns named by people, remembered by source; files that arrive in slices."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from concertation.store.creating import creating_together


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0008_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SourceMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True)),
                ("fingerprint", models.CharField(db_index=True, max_length=64)),
                ("layout", models.JSONField()),
                ("kept_at", models.DateTimeField()),
                (
                    "kept_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="source_mappings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "source_mapping",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="FileToMap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sent_at", models.DateTimeField()),
                ("filename", models.CharField(max_length=300)),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("layout", models.JSONField()),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files_to_map",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "staged",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="file_to_map",
                        to="store.workbookimport",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="files",
                        to="store.sourcemapping",
                    ),
                ),
            ],
            options={
                "db_table": "file_to_map",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=40, unique=True)),
                ("fingerprint", models.CharField(max_length=400)),
                ("filename", models.CharField(max_length=300)),
                ("length", models.BigIntegerField()),
                ("offset", models.BigIntegerField(default=0)),
                ("touched_at", models.DateTimeField(db_index=True)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="uploads", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "upload",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="UploadSlice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("offset", models.BigIntegerField()),
                ("content", models.BinaryField()),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slices", to="store.upload"
                    ),
                ),
            ],
            options={
                "db_table": "upload_slice",
                "ordering": ("offset",),
                "constraints": [models.UniqueConstraint(fields=("upload", "offset"), name="upload_slice_once")],
            },
        ),
    ]


Migration.operations = creating_together(Migration.operations)
