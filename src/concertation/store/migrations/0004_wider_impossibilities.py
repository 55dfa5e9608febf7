"""Circles of any length, and what a later edit of the other row would make impossible."""

from django.db import migrations

from concertation.store.triggers import create_triggers


class Migration(migrations.Migration):
    dependencies = [("store", "0003_workbook_imports")]
    operations = [migrations.RunPython(create_triggers, migrations.RunPython.noop)]
