"""What people answer about partnerships to be and likely ties."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0013_measured_networks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CandidateJudgment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("group", "Group"), ("pair", "Pair")], max_length=10)),
                (
                    "answer",
                    models.CharField(
                        choices=[("recorded", "Recorded"), ("not", "Not"), ("later", "Later"), ("open", "Open")],
                        max_length=10,
                    ),
                ),
                ("members", models.JSONField()),
                ("occasions", models.JSONField(default=list)),
                ("seen_as_of", models.DateField()),
                ("partnership_key", models.CharField(blank=True, default="", max_length=80)),
                ("reasons", models.TextField(blank=True, default="")),
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
                "db_table": "candidate_judgment",
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["group", "pair"]), ("answer__in", ["recorded", "not", "later", "open"])
                        ),
                        name="candidate_judgment_is_known",
                    )
                ],
            },
        ),
    ]
