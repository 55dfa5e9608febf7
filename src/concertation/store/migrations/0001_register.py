import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import concertation.store.models.fact
from concertation.store.creating import creating_together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("name_en", models.CharField(blank=True, default="", max_length=300)),
                ("name_fr", models.CharField(blank=True, default="", max_length=300)),
                ("acronym_en", models.CharField(blank=True, default="", max_length=120)),
                ("acronym_fr", models.CharField(blank=True, default="", max_length=120)),
                ("kind", models.CharField(blank=True, default="", max_length=40)),
                ("is_governmental", models.BooleanField(blank=True, null=True)),
                ("website", models.URLField(blank=True, default="", max_length=500)),
                ("is_unnamed_group", models.BooleanField(default=False)),
                ("is_synthetic", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "organisation",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="organisation_until_not_before_since",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("title_en", models.CharField(blank=True, default="", max_length=300)),
                ("title_fr", models.CharField(blank=True, default="", max_length=300)),
                ("kind", models.CharField(max_length=40)),
                ("citation", models.TextField(blank=True, default="")),
                ("address", models.URLField(blank=True, default="", max_length=500)),
                ("person", models.CharField(blank=True, default="", max_length=120)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("retrieved_on", models.DateField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, default="", max_length=120)),
                ("licence", models.CharField(blank=True, default="", max_length=120)),
            ],
            options={
                "db_table": "source",
                "ordering": ("id",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("kind", models.CharField(max_length=40)),
                ("code", models.CharField(blank=True, default="", max_length=120)),
                ("vintage", models.IntegerField(blank=True, null=True)),
                ("name_en", models.CharField(blank=True, default="", max_length=300)),
                ("name_fr", models.CharField(blank=True, default="", max_length=300)),
                ("province", models.CharField(blank=True, default="", max_length=120)),
                ("is_rural", models.BooleanField(blank=True, null=True)),
                ("population", models.IntegerField(blank=True, null=True)),
                ("population_year", models.IntegerField(blank=True, null=True)),
                ("geometry", models.JSONField(blank=True, null=True)),
                (
                    "metropolitan_area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.area",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "area",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("metropolitan_area", models.F("id")), _negated=True),
                            ("metropolitan_area__isnull", True),
                            _connector="OR",
                        ),
                        name="area_not_in_itself",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("kind", "code", "vintage"),
                        name="area_code_of_vintage_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("vintage__gte", 1867), ("vintage__isnull", True), _connector="OR"),
                        name="area_vintage_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("population__gte", 0), ("population__isnull", True), _connector="OR"),
                        name="area_population_minimum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("name_en", models.CharField(blank=True, default="", max_length=300)),
                ("name_fr", models.CharField(blank=True, default="", max_length=300)),
                ("mandate_en", models.TextField(blank=True, default="")),
                ("mandate_fr", models.TextField(blank=True, default="")),
                ("seats", models.IntegerField(blank=True, null=True)),
                ("quorum", models.IntegerField(blank=True, null=True)),
                ("decision_rule", models.CharField(blank=True, default="", max_length=40)),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.body",
                    ),
                ),
            ],
            options={
                "db_table": "body",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("part_of", models.F("id")), _negated=True),
                            ("part_of__isnull", True),
                            _connector="OR",
                        ),
                        name="body_not_in_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="body_until_not_before_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seats__gte", 0), ("seats__isnull", True), _connector="OR"),
                        name="body_seats_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quorum__gte", 0), ("quorum__isnull", True), _connector="OR"),
                        name="body_quorum_minimum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                ("kind", models.CharField(max_length=40)),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="changes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "change",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="HistoricalSource",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("title_en", models.CharField(blank=True, default="", max_length=300)),
                ("title_fr", models.CharField(blank=True, default="", max_length=300)),
                ("kind", models.CharField(max_length=40)),
                ("citation", models.TextField(blank=True, default="")),
                ("address", models.URLField(blank=True, default="", max_length=500)),
                ("person", models.CharField(blank=True, default="", max_length=120)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("retrieved_on", models.DateField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, default="", max_length=120)),
                ("licence", models.CharField(blank=True, default="", max_length=120)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical source",
                "verbose_name_plural": "historical sources",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Partnership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("name_en", models.CharField(blank=True, default="", max_length=300)),
                ("name_fr", models.CharField(blank=True, default="", max_length=300)),
                ("acronym_en", models.CharField(blank=True, default="", max_length=120)),
                ("acronym_fr", models.CharField(blank=True, default="", max_length=120)),
                ("purpose_en", models.TextField(blank=True, default="")),
                ("purpose_fr", models.TextField(blank=True, default="")),
                ("has_legal_personality", models.BooleanField(blank=True, null=True)),
                ("decision_rule", models.CharField(blank=True, default="", max_length=40)),
                ("has_written_decision_rule", models.BooleanField(blank=True, null=True)),
                ("membership_is_open", models.BooleanField(blank=True, null=True)),
                ("website", models.URLField(blank=True, default="", max_length=500)),
                ("is_synthetic", models.BooleanField(default=False)),
                (
                    "accountable_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "partnership",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="partnership_until_not_before_since",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("is_observer", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="store.organisation"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="store.partnership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "membership",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "organisation", "since"), name="membership_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("since__isnull", True)),
                        fields=("partnership", "organisation"),
                        name="membership_undated_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="membership_until_not_before_since",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("name_en", models.CharField(blank=True, default="", max_length=300)),
                ("name_fr", models.CharField(blank=True, default="", max_length=300)),
                ("quorum_met", models.BooleanField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.body",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="store.partnership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "meeting",
                "ordering": ("id",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("description_en", models.CharField(blank=True, default="", max_length=300)),
                ("description_fr", models.CharField(blank=True, default="", max_length=300)),
                ("outcome", models.CharField(blank=True, default="", max_length=40)),
                ("newcomer_rung", models.CharField(blank=True, default="", max_length=40)),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.meeting",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="store.partnership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "decision",
                "ordering": ("id",),
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="body",
            name="partnership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="bodies", to="store.partnership"
            ),
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("title_en", models.CharField(blank=True, default="", max_length=300)),
                ("title_fr", models.CharField(blank=True, default="", max_length=300)),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("approved_on", models.DateField(blank=True, null=True)),
                ("names_partnership", models.BooleanField(blank=True, null=True)),
                ("covers_legal", models.BooleanField(blank=True, null=True)),
                ("covers_governance", models.BooleanField(blank=True, null=True)),
                ("covers_management", models.BooleanField(blank=True, null=True)),
                ("covers_administration", models.BooleanField(blank=True, null=True)),
                ("covers_exit", models.BooleanField(blank=True, null=True)),
                ("defines_roles", models.BooleanField(blank=True, null=True)),
                ("amount", models.FloatField(blank=True, null=True)),
                ("address", models.URLField(blank=True, default="", max_length=500)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agreements", to="store.partnership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "agreement",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="agreement_until_not_before_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0), ("amount__isnull", True), _connector="OR"),
                        name="agreement_amount_minimum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("name_en", models.CharField(blank=True, default="", max_length=300)),
                ("name_fr", models.CharField(blank=True, default="", max_length=300)),
                ("effort_hours", models.FloatField(blank=True, null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="activities", to="store.partnership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "activity",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="activity_until_not_before_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("effort_hours__gte", 0), ("effort_hours__isnull", True), _connector="OR"),
                        name="activity_effort_hours_minimum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("title_en", models.CharField(blank=True, default="", max_length=300)),
                ("title_fr", models.CharField(blank=True, default="", max_length=300)),
                ("adopted_on", models.DateField(blank=True, null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="plans", to="store.partnership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "plan",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="plan_until_not_before_since",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Representative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("name", models.CharField(max_length=300)),
                ("title_en", models.CharField(blank=True, default="", max_length=300)),
                ("title_fr", models.CharField(blank=True, default="", max_length=300)),
                ("email", models.EmailField(blank=True, default="", max_length=254)),
                ("phone", models.CharField(blank=True, default="", max_length=120)),
                ("language", models.CharField(blank=True, default="", max_length=40)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="representatives",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "representative",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="representative_until_not_before_since",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Representation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="representations",
                        to="store.membership",
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.representative"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "representation",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="representation_until_not_before_since",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("title_en", models.CharField(blank=True, default="", max_length=300)),
                ("title_fr", models.CharField(blank=True, default="", max_length=300)),
                (
                    "addressed_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="store.partnership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "report",
                "ordering": ("id",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("description_en", models.CharField(blank=True, default="", max_length=300)),
                ("description_fr", models.CharField(blank=True, default="", max_length=300)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="store.plan"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "plan_revision",
                "ordering": ("id",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartnershipSector",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("sector", models.CharField(max_length=40)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sectors", to="store.partnership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "partnership_sector",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "sector", "since"), name="partnership_sector_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("since__isnull", True)),
                        fields=("partnership", "sector"),
                        name="partnership_sector_undated_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="partnership_sector_until_not_before_since",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnershipArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                (
                    "area",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.area"),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="areas_served", to="store.partnership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "partnership_area",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "area", "since"), name="partnership_area_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("since__isnull", True)),
                        fields=("partnership", "area"),
                        name="partnership_area_undated_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="partnership_area_until_not_before_since",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("advises", models.BooleanField(blank=True, null=True)),
                ("funds", models.BooleanField(blank=True, null=True)),
                ("works", models.BooleanField(blank=True, null=True)),
                ("co_decides", models.BooleanField(blank=True, null=True)),
                ("bears_cost", models.BooleanField(blank=True, null=True)),
                ("bears_risk", models.BooleanField(blank=True, null=True)),
                ("benefits", models.BooleanField(blank=True, null=True)),
                ("hours", models.FloatField(blank=True, null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="participations", to="store.activity"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "participation",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("activity", "organisation"), name="participation_once"),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", 0), ("hours__isnull", True), _connector="OR"),
                        name="participation_hours_minimum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Output",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("description_en", models.CharField(blank=True, default="", max_length=300)),
                ("description_fr", models.CharField(blank=True, default="", max_length=300)),
                ("kind", models.CharField(blank=True, default="", max_length=40)),
                ("weight", models.FloatField(blank=True, null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.activity",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="outputs", to="store.partnership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "output",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 0), ("weight__isnull", True), _connector="OR"),
                        name="output_weight_minimum",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationSector",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("sector", models.CharField(max_length=40)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sectors", to="store.organisation"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "organisation_sector",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "sector", "since"), name="organisation_sector_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("since__isnull", True)),
                        fields=("organisation", "sector"),
                        name="organisation_sector_undated_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="organisation_sector_until_not_before_since",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("language", models.CharField(blank=True, default="", max_length=40)),
                ("name", models.CharField(max_length=300)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="other_names", to="store.organisation"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "organisation_name",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="organisation_name_until_not_before_since",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationIdentifier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("scheme", models.CharField(max_length=40)),
                ("value", models.CharField(max_length=300)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="identifiers", to="store.organisation"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "organisation_identifier",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "scheme", "value"), name="organisation_identifier_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                (
                    "area",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.area"),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="areas_served",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "organisation_area",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "area", "since"), name="organisation_area_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("since__isnull", True)),
                        fields=("organisation", "area"),
                        name="organisation_area_undated_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="organisation_area_until_not_before_since",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="source",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.source"
            ),
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("description_en", models.CharField(blank=True, default="", max_length=300)),
                ("description_fr", models.CharField(blank=True, default="", max_length=300)),
                ("kind", models.CharField(blank=True, default="", max_length=40)),
                ("weight", models.FloatField(blank=True, null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="objectives", to="store.partnership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "objective",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="objective_until_not_before_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 0), ("weight__isnull", True), _connector="OR"),
                        name="objective_weight_minimum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("role", models.CharField(max_length=40)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roles", to="store.membership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "membership_role",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="membership_role_until_not_before_since",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Lineage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                (
                    "origin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lineages", to="store.partnership"
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.partnership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "lineage",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("origin", models.F("result")), _negated=True), name="lineage_not_of_itself"
                    ),
                    models.UniqueConstraint(fields=("origin", "result", "kind"), name="lineage_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LifecycleEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("stage", models.CharField(max_length=40)),
                ("ending_manner", models.CharField(blank=True, default="", max_length=40)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lifecycle_events",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "lifecycle_event",
                "ordering": ("id",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalTie",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("intensity", models.IntegerField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical tie",
                "verbose_name_plural": "historical ties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStatement",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("subject_kind", models.CharField(max_length=120)),
                ("subject_key", models.CharField(max_length=120)),
                ("field", models.CharField(blank=True, default="", max_length=120)),
                ("value", models.CharField(max_length=300)),
                ("agrees", models.BooleanField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical statement",
                "verbose_name_plural": "historical statements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSite",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("name_en", models.CharField(blank=True, default="", max_length=300)),
                ("name_fr", models.CharField(blank=True, default="", max_length=300)),
                ("address_en", models.CharField(blank=True, default="", max_length=300)),
                ("address_fr", models.CharField(blank=True, default="", max_length=300)),
                ("city_en", models.CharField(blank=True, default="", max_length=120)),
                ("city_fr", models.CharField(blank=True, default="", max_length=120)),
                ("province", models.CharField(blank=True, default="", max_length=120)),
                ("postal_code", models.CharField(blank=True, default="", max_length=120)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.area",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical site",
                "verbose_name_plural": "historical sites",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRisk",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("probability", models.IntegerField(blank=True, null=True)),
                ("impact", models.IntegerField(blank=True, null=True)),
                ("mitigation_en", models.CharField(blank=True, default="", max_length=300)),
                ("mitigation_fr", models.CharField(blank=True, default="", max_length=300)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical risk",
                "verbose_name_plural": "historical risks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalResource",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("amount", models.FloatField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical resource",
                "verbose_name_plural": "historical resources",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRepresentative",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("name", models.CharField(max_length=300)),
                ("title_en", models.CharField(blank=True, default="", max_length=300)),
                ("title_fr", models.CharField(blank=True, default="", max_length=300)),
                ("email", models.EmailField(blank=True, default="", max_length=254)),
                ("phone", models.CharField(blank=True, default="", max_length=120)),
                ("language", models.CharField(blank=True, default="", max_length=40)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical representative",
                "verbose_name_plural": "historical representatives",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRepresentation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.membership",
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.representative",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical representation",
                "verbose_name_plural": "historical representations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReport",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("title_en", models.CharField(blank=True, default="", max_length=300)),
                ("title_fr", models.CharField(blank=True, default="", max_length=300)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "addressed_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical report",
                "verbose_name_plural": "historical reports",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlanRevision",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("description_en", models.CharField(blank=True, default="", max_length=300)),
                ("description_fr", models.CharField(blank=True, default="", max_length=300)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.plan",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plan revision",
                "verbose_name_plural": "historical plan revisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlan",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("title_en", models.CharField(blank=True, default="", max_length=300)),
                ("title_fr", models.CharField(blank=True, default="", max_length=300)),
                ("adopted_on", models.DateField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plan",
                "verbose_name_plural": "historical plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPartnershipSector",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("sector", models.CharField(max_length=40)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical partnership sector",
                "verbose_name_plural": "historical partnership sectors",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPartnershipArea",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.area",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical partnership area",
                "verbose_name_plural": "historical partnership areas",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPartnership",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("name_en", models.CharField(blank=True, default="", max_length=300)),
                ("name_fr", models.CharField(blank=True, default="", max_length=300)),
                ("acronym_en", models.CharField(blank=True, default="", max_length=120)),
                ("acronym_fr", models.CharField(blank=True, default="", max_length=120)),
                ("purpose_en", models.TextField(blank=True, default="")),
                ("purpose_fr", models.TextField(blank=True, default="")),
                ("has_legal_personality", models.BooleanField(blank=True, null=True)),
                ("decision_rule", models.CharField(blank=True, default="", max_length=40)),
                ("has_written_decision_rule", models.BooleanField(blank=True, null=True)),
                ("membership_is_open", models.BooleanField(blank=True, null=True)),
                ("website", models.URLField(blank=True, default="", max_length=500)),
                ("is_synthetic", models.BooleanField(default=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "accountable_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical partnership",
                "verbose_name_plural": "historical partnerships",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalParticipation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("advises", models.BooleanField(blank=True, null=True)),
                ("funds", models.BooleanField(blank=True, null=True)),
                ("works", models.BooleanField(blank=True, null=True)),
                ("co_decides", models.BooleanField(blank=True, null=True)),
                ("bears_cost", models.BooleanField(blank=True, null=True)),
                ("bears_risk", models.BooleanField(blank=True, null=True)),
                ("benefits", models.BooleanField(blank=True, null=True)),
                ("hours", models.FloatField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.activity",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical participation",
                "verbose_name_plural": "historical participations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOutput",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("description_en", models.CharField(blank=True, default="", max_length=300)),
                ("description_fr", models.CharField(blank=True, default="", max_length=300)),
                ("kind", models.CharField(blank=True, default="", max_length=40)),
                ("weight", models.FloatField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.activity",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical output",
                "verbose_name_plural": "historical outputs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrganisationSector",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("sector", models.CharField(max_length=40)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical organisation sector",
                "verbose_name_plural": "historical organisation sectors",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrganisationName",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("language", models.CharField(blank=True, default="", max_length=40)),
                ("name", models.CharField(max_length=300)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical organisation name",
                "verbose_name_plural": "historical organisation names",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrganisationIdentifier",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("scheme", models.CharField(max_length=40)),
                ("value", models.CharField(max_length=300)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical organisation identifier",
                "verbose_name_plural": "historical organisation identifiers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrganisationArea",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.area",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical organisation area",
                "verbose_name_plural": "historical organisation areas",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrganisation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("name_en", models.CharField(blank=True, default="", max_length=300)),
                ("name_fr", models.CharField(blank=True, default="", max_length=300)),
                ("acronym_en", models.CharField(blank=True, default="", max_length=120)),
                ("acronym_fr", models.CharField(blank=True, default="", max_length=120)),
                ("kind", models.CharField(blank=True, default="", max_length=40)),
                ("is_governmental", models.BooleanField(blank=True, null=True)),
                ("website", models.URLField(blank=True, default="", max_length=500)),
                ("is_unnamed_group", models.BooleanField(default=False)),
                ("is_synthetic", models.BooleanField(default=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical organisation",
                "verbose_name_plural": "historical organisations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalObjective",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("description_en", models.CharField(blank=True, default="", max_length=300)),
                ("description_fr", models.CharField(blank=True, default="", max_length=300)),
                ("kind", models.CharField(blank=True, default="", max_length=40)),
                ("weight", models.FloatField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical objective",
                "verbose_name_plural": "historical objectives",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMembershipRole",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("role", models.CharField(max_length=40)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.membership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical membership role",
                "verbose_name_plural": "historical membership roles",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMembership",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("is_observer", models.BooleanField(default=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical membership",
                "verbose_name_plural": "historical memberships",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeeting",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("name_en", models.CharField(blank=True, default="", max_length=300)),
                ("name_fr", models.CharField(blank=True, default="", max_length=300)),
                ("quorum_met", models.BooleanField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.body",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical meeting",
                "verbose_name_plural": "historical meetings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLineage",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical lineage",
                "verbose_name_plural": "historical lineages",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLifecycleEvent",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("stage", models.CharField(max_length=40)),
                ("ending_manner", models.CharField(blank=True, default="", max_length=40)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical lifecycle event",
                "verbose_name_plural": "historical lifecycle events",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDependence",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("resource", models.CharField(max_length=40)),
                ("share", models.FloatField(blank=True, null=True)),
                ("substitutability", models.FloatField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dependent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical dependence",
                "verbose_name_plural": "historical dependences",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDeclaredType",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("facet", models.CharField(max_length=40)),
                ("value", models.CharField(max_length=300)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical declared type",
                "verbose_name_plural": "historical declared types",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDecisionRecord",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("course", models.CharField(max_length=40)),
                ("reasons_en", models.TextField(blank=True, default="")),
                ("reasons_fr", models.TextField(blank=True, default="")),
                ("dissent_en", models.TextField(blank=True, default="")),
                ("dissent_fr", models.TextField(blank=True, default="")),
                ("decided_by", models.CharField(max_length=120)),
                ("decided_on", models.DateField()),
                ("review_on", models.DateField(blank=True, null=True)),
                ("newcomer_rung", models.CharField(blank=True, default="", max_length=40)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical decision record",
                "verbose_name_plural": "historical decision records",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDecisionMaker",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.decision",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical decision maker",
                "verbose_name_plural": "historical decision makers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDecision",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("description_en", models.CharField(blank=True, default="", max_length=300)),
                ("description_fr", models.CharField(blank=True, default="", max_length=300)),
                ("outcome", models.CharField(blank=True, default="", max_length=40)),
                ("newcomer_rung", models.CharField(blank=True, default="", max_length=40)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.meeting",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical decision",
                "verbose_name_plural": "historical decisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContribution",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("direction", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("amount", models.FloatField(blank=True, null=True)),
                ("hours", models.FloatField(blank=True, null=True)),
                ("rating", models.FloatField(blank=True, null=True)),
                ("low", models.FloatField(blank=True, null=True)),
                ("high", models.FloatField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical contribution",
                "verbose_name_plural": "historical contributions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConcern",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("description_en", models.CharField(blank=True, default="", max_length=300)),
                ("description_fr", models.CharField(blank=True, default="", max_length=300)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical concern",
                "verbose_name_plural": "historical concerns",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBodyMember",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("persons_low", models.IntegerField(blank=True, null=True)),
                ("persons_high", models.IntegerField(blank=True, null=True)),
                ("description_en", models.CharField(blank=True, default="", max_length=300)),
                ("description_fr", models.CharField(blank=True, default="", max_length=300)),
                ("chairs", models.BooleanField(blank=True, null=True)),
                ("has_veto", models.BooleanField(blank=True, null=True)),
                ("votes", models.FloatField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.body",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical body member",
                "verbose_name_plural": "historical body members",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBody",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("name_en", models.CharField(blank=True, default="", max_length=300)),
                ("name_fr", models.CharField(blank=True, default="", max_length=300)),
                ("mandate_en", models.TextField(blank=True, default="")),
                ("mandate_fr", models.TextField(blank=True, default="")),
                ("seats", models.IntegerField(blank=True, null=True)),
                ("quorum", models.IntegerField(blank=True, null=True)),
                ("decision_rule", models.CharField(blank=True, default="", max_length=40)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.body",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical body",
                "verbose_name_plural": "historical bodys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAttendance",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("status", models.CharField(max_length=40)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.meeting",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.membership",
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical attendance",
                "verbose_name_plural": "historical attendances",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAreaPart",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.area",
                    ),
                ),
                (
                    "whole",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.area",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical area part",
                "verbose_name_plural": "historical area parts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalArea",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("kind", models.CharField(max_length=40)),
                ("code", models.CharField(blank=True, default="", max_length=120)),
                ("vintage", models.IntegerField(blank=True, null=True)),
                ("name_en", models.CharField(blank=True, default="", max_length=300)),
                ("name_fr", models.CharField(blank=True, default="", max_length=300)),
                ("province", models.CharField(blank=True, default="", max_length=120)),
                ("is_rural", models.BooleanField(blank=True, null=True)),
                ("population", models.IntegerField(blank=True, null=True)),
                ("population_year", models.IntegerField(blank=True, null=True)),
                ("geometry", models.JSONField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "metropolitan_area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.area",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical area",
                "verbose_name_plural": "historical areas",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgreementParty",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.agreement",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical agreement party",
                "verbose_name_plural": "historical agreement partys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgreement",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("title_en", models.CharField(blank=True, default="", max_length=300)),
                ("title_fr", models.CharField(blank=True, default="", max_length=300)),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("approved_on", models.DateField(blank=True, null=True)),
                ("names_partnership", models.BooleanField(blank=True, null=True)),
                ("covers_legal", models.BooleanField(blank=True, null=True)),
                ("covers_governance", models.BooleanField(blank=True, null=True)),
                ("covers_management", models.BooleanField(blank=True, null=True)),
                ("covers_administration", models.BooleanField(blank=True, null=True)),
                ("covers_exit", models.BooleanField(blank=True, null=True)),
                ("defines_roles", models.BooleanField(blank=True, null=True)),
                ("amount", models.FloatField(blank=True, null=True)),
                ("address", models.URLField(blank=True, default="", max_length=500)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical agreement",
                "verbose_name_plural": "historical agreements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActivity",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("name_en", models.CharField(blank=True, default="", max_length=300)),
                ("name_fr", models.CharField(blank=True, default="", max_length=300)),
                ("effort_hours", models.FloatField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical activity",
                "verbose_name_plural": "historical activitys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActionItem",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.CharField(db_index=True, default=concertation.store.models.fact.new_key, max_length=80)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("description_en", models.CharField(blank=True, default="", max_length=300)),
                ("description_fr", models.CharField(blank=True, default="", max_length=300)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "change",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.change"),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.meeting",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical action item",
                "verbose_name_plural": "historical action items",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Dependence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("resource", models.CharField(max_length=40)),
                ("share", models.FloatField(blank=True, null=True)),
                ("substitutability", models.FloatField(blank=True, null=True)),
                (
                    "dependent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="dependences", to="store.partnership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "dependence",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("dependent", models.F("provider")), _negated=True),
                        name="dependence_not_on_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="dependence_until_not_before_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("share__gte", 0), ("share__isnull", True), _connector="OR"),
                        name="dependence_share_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("share__lte", 1), ("share__isnull", True), _connector="OR"),
                        name="dependence_share_maximum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("substitutability__gte", 0), ("substitutability__isnull", True), _connector="OR"
                        ),
                        name="dependence_substitutability_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("substitutability__lte", 1), ("substitutability__isnull", True), _connector="OR"
                        ),
                        name="dependence_substitutability_maximum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeclaredType",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("facet", models.CharField(max_length=40)),
                ("value", models.CharField(max_length=300)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="declared_types",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "declared_type",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="declared_type_until_not_before_since",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("course", models.CharField(max_length=40)),
                ("reasons_en", models.TextField(blank=True, default="")),
                ("reasons_fr", models.TextField(blank=True, default="")),
                ("dissent_en", models.TextField(blank=True, default="")),
                ("dissent_fr", models.TextField(blank=True, default="")),
                ("decided_by", models.CharField(max_length=120)),
                ("decided_on", models.DateField()),
                ("review_on", models.DateField(blank=True, null=True)),
                ("newcomer_rung", models.CharField(blank=True, default="", max_length=40)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decision_records",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "decision_record",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_on__gte", models.F("decided_on")), ("review_on__isnull", True), _connector="OR"
                        ),
                        name="decision_record_review_after_decision",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionMaker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="makers", to="store.decision"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "decision_maker",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "organisation"), name="decision_maker_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("direction", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("amount", models.FloatField(blank=True, null=True)),
                ("hours", models.FloatField(blank=True, null=True)),
                ("rating", models.FloatField(blank=True, null=True)),
                ("low", models.FloatField(blank=True, null=True)),
                ("high", models.FloatField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "contribution",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("high__gte", models.F("low")),
                            ("low__isnull", True),
                            ("high__isnull", True),
                            _connector="OR",
                        ),
                        name="contribution_bounds_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="contribution_until_not_before_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0), ("amount__isnull", True), _connector="OR"),
                        name="contribution_amount_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", 0), ("hours__isnull", True), _connector="OR"),
                        name="contribution_hours_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rating__gte", 0), ("rating__isnull", True), _connector="OR"),
                        name="contribution_rating_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rating__lte", 10), ("rating__isnull", True), _connector="OR"),
                        name="contribution_rating_maximum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("low__gte", 0), ("low__isnull", True), _connector="OR"),
                        name="contribution_low_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("high__gte", 0), ("high__isnull", True), _connector="OR"),
                        name="contribution_high_minimum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("description_en", models.CharField(blank=True, default="", max_length=300)),
                ("description_fr", models.CharField(blank=True, default="", max_length=300)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="concerns", to="store.partnership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "concern",
                "ordering": ("id",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BodyMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("persons_low", models.IntegerField(blank=True, null=True)),
                ("persons_high", models.IntegerField(blank=True, null=True)),
                ("description_en", models.CharField(blank=True, default="", max_length=300)),
                ("description_fr", models.CharField(blank=True, default="", max_length=300)),
                ("chairs", models.BooleanField(blank=True, null=True)),
                ("has_veto", models.BooleanField(blank=True, null=True)),
                ("votes", models.FloatField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats_held", to="store.body"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "body_member",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("organisation__isnull", False),
                                ("persons_high__isnull", True),
                                ("persons_low__isnull", True),
                            ),
                            ("organisation__isnull", True),
                            _connector="OR",
                        ),
                        name="body_member_organisation_or_persons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("persons_high__gte", models.F("persons_low")),
                            ("persons_low__isnull", True),
                            ("persons_high__isnull", True),
                            _connector="OR",
                        ),
                        name="body_member_persons_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="body_member_until_not_before_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("persons_low__gte", 0), ("persons_low__isnull", True), _connector="OR"),
                        name="body_member_persons_low_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("persons_high__gte", 0), ("persons_high__isnull", True), _connector="OR"),
                        name="body_member_persons_high_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("votes__gte", 0), ("votes__isnull", True), _connector="OR"),
                        name="body_member_votes_minimum",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="body",
            name="source",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.source"
            ),
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("status", models.CharField(max_length=40)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attendances", to="store.meeting"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.membership",
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "attendance",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("guest__isnull", True), ("membership__isnull", False)),
                            models.Q(("guest__isnull", False), ("membership__isnull", True)),
                            _connector="OR",
                        ),
                        name="attendance_by_member_or_guest",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("membership__isnull", False)),
                        fields=("meeting", "membership"),
                        name="attendance_of_member_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("guest__isnull", False)),
                        fields=("meeting", "guest"),
                        name="attendance_of_guest_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                (
                    "part",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.area"),
                ),
                (
                    "whole",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="area_parts", to="store.area"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "area_part",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("whole", models.F("part")), _negated=True), name="area_part_not_of_itself"
                    ),
                    models.UniqueConstraint(fields=("whole", "part"), name="area_part_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("signed_on", models.DateField(blank=True, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="store.agreement"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "agreement_party",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "organisation"), name="agreement_party_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("description_en", models.CharField(blank=True, default="", max_length=300)),
                ("description_fr", models.CharField(blank=True, default="", max_length=300)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="action_items", to="store.meeting"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "action_item",
                "ordering": ("id",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("subject_kind", models.CharField(max_length=120)),
                ("subject_key", models.CharField(max_length=120)),
                ("field", models.CharField(blank=True, default="", max_length=120)),
                ("value", models.CharField(max_length=300)),
                ("agrees", models.BooleanField(blank=True, null=True)),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "statement",
                "ordering": ("id",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("intensity", models.IntegerField(blank=True, null=True)),
                (
                    "from_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ties",
                        to="store.partnership",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
            ],
            options={
                "db_table": "tie",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_organisation", models.F("to_organisation")), _negated=True),
                        name="tie_not_with_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="tie_until_not_before_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("intensity__gte", 0), ("intensity__isnull", True), _connector="OR"),
                        name="tie_intensity_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("intensity__lte", 5), ("intensity__isnull", True), _connector="OR"),
                        name="tie_intensity_maximum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("name_en", models.CharField(blank=True, default="", max_length=300)),
                ("name_fr", models.CharField(blank=True, default="", max_length=300)),
                ("address_en", models.CharField(blank=True, default="", max_length=300)),
                ("address_fr", models.CharField(blank=True, default="", max_length=300)),
                ("city_en", models.CharField(blank=True, default="", max_length=120)),
                ("city_fr", models.CharField(blank=True, default="", max_length=120)),
                ("province", models.CharField(blank=True, default="", max_length=120)),
                ("postal_code", models.CharField(blank=True, default="", max_length=120)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.area",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sites", to="store.organisation"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "site",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="site_until_not_before_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("latitude__gte", -90), ("latitude__isnull", True), _connector="OR"),
                        name="site_latitude_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("latitude__lte", 90), ("latitude__isnull", True), _connector="OR"),
                        name="site_latitude_maximum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("longitude__gte", -180), ("longitude__isnull", True), _connector="OR"),
                        name="site_longitude_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("longitude__lte", 180), ("longitude__isnull", True), _connector="OR"),
                        name="site_longitude_maximum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("probability", models.IntegerField(blank=True, null=True)),
                ("impact", models.IntegerField(blank=True, null=True)),
                ("mitigation_en", models.CharField(blank=True, default="", max_length=300)),
                ("mitigation_fr", models.CharField(blank=True, default="", max_length=300)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="risks", to="store.partnership"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "risk",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="risk_until_not_before_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("probability__gte", 1), ("probability__isnull", True), _connector="OR"),
                        name="risk_probability_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("probability__lte", 5), ("probability__isnull", True), _connector="OR"),
                        name="risk_probability_maximum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("impact__gte", 1), ("impact__isnull", True), _connector="OR"),
                        name="risk_impact_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("impact__lte", 5), ("impact__isnull", True), _connector="OR"),
                        name="risk_impact_maximum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=concertation.store.models.fact.new_key, max_length=80, unique=True)),
                ("note", models.TextField(blank=True, default="")),
                ("locator", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("amount", models.FloatField(blank=True, null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="resources", to="store.partnership"
                    ),
                ),
                (
                    "provided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.organisation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.source",
                    ),
                ),
            ],
            options={
                "db_table": "resource",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("since")),
                            ("since__isnull", True),
                            ("until__isnull", True),
                            _connector="OR",
                        ),
                        name="resource_until_not_before_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0), ("amount__isnull", True), _connector="OR"),
                        name="resource_amount_minimum",
                    ),
                ],
            },
        ),
    ]


Migration.operations = creating_together(Migration.operations)
