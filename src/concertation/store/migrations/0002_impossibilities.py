"""Cross-table truths, kept by the database itself."""

from django.db import migrations

from concertation.store.triggers import create_triggers, drop_triggers


class Migration(migrations.Migration):
    dependencies = [("store", "0001_register")]
    operations = [migrations.RunPython(create_triggers, drop_triggers)]
