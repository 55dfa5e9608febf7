"""Measures of large networks, worked out beside the pages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0012_surveys")]
    operations = [
        migrations.CreateModel(
            name="MeasuredNetwork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.CharField(max_length=64, unique=True)),
                ("state", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("made_at", models.DateTimeField()),
            ],
            options={"db_table": "measured_network"},
        ),
    ]
