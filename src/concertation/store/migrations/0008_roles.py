"""Rights to rows, invitations, open sessions, and the trace of who gave what."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from concertation.store.creating import creating_together

ROLES = ("viewer", "coordinator", "steward", "administrator")


def grant_roles_of_groups(apps: Any, schema_editor: Any) -> None:
    """Roles were groups of accounts, each on the whole register; they become grants, and the groups go.

    An administrator of before could do all that a steward does: they keep both roles, until somebody decides.
    """
    grants, events = apps.get_model("store", "Grant"), apps.get_model("store", "AccessEvent")
    group_model, now = apps.get_model("auth", "Group"), timezone.now()
    for group in group_model.objects.filter(name__in=ROLES):
        roles = ("administrator", "steward") if group.name == "administrator" else (group.name,)
        for account in group.user_set.all():
            name = f"{account.first_name} {account.last_name}".strip() or account.username
            for role in roles:
                known = {"account": account, "role": role, "partnership_key": "", "organisation_key": ""}
                facts = {"given_at": now, "given_by_name": "Concertation"}
                _, is_new = grants.objects.get_or_create(**known, taken_at=None, defaults=facts)
                if is_new:
                    events.objects.create(
                        **known, account_name=name, deed="given", made_at=now, made_by_name="Concertation"
                    )
    group_model.objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0007_tokens"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                ("account_name", models.CharField(max_length=254)),
                ("deed", models.CharField(max_length=30)),
                ("role", models.CharField(blank=True, default="", max_length=20)),
                ("partnership_key", models.CharField(blank=True, default="", max_length=80)),
                ("organisation_key", models.CharField(blank=True, default="", max_length=80)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="access_events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                "db_table": "access_event",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="AccountSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("session_key", models.CharField(max_length=40, unique=True)),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("address", models.CharField(blank=True, default="", max_length=45)),
                ("device", models.CharField(blank=True, default="", max_length=300)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "account_session",
                "ordering": ("-seen_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254)),
                ("first_name", models.CharField(blank=True, default="", max_length=150)),
                ("last_name", models.CharField(blank=True, default="", max_length=150)),
                ("language", models.CharField(max_length=2)),
                ("grants", models.JSONField(default=list)),
                ("token_print", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                "db_table": "invitation",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=20)),
                ("partnership_key", models.CharField(blank=True, default="", max_length=80)),
                ("organisation_key", models.CharField(blank=True, default="", max_length=80)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("given_at", models.DateTimeField()),
                ("given_by_name", models.CharField(max_length=150)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grants", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "given_by",
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
                "db_table": "access_grant",
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("partnership_key", ""), ("organisation_key", ""), _connector="OR"),
                        name="access_grant_one_row_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="access_grant_until_not_before_since",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("taken_at__isnull", True)),
                        fields=("account", "role", "partnership_key", "organisation_key"),
                        name="access_grant_given_once",
                    ),
                ],
            },
        ),
        migrations.RunPython(grant_roles_of_groups, migrations.RunPython.noop),
    ]


Migration.operations = creating_together(Migration.operations)
