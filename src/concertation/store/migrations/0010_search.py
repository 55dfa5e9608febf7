"""The index of the full-text search; its triggers are made once all tables are as they shall be (see ``store.apps``)."""

from django.db import migrations

from concertation.store.search.index import rebuild_index, remove_index


def make(apps, schema_editor):
    rebuild_index()


def unmake(apps, schema_editor):
    remove_index()


class Migration(migrations.Migration):
    dependencies = [("store", "0012_places_of_changes")]
    operations = [migrations.RunPython(make, unmake)]
