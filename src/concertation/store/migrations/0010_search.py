"""The index of the full-text search; its triggers are made once all tables are as they shall be (see ``store.apps``)."""

from django.db import migrations

from concertation.store.search.index import rebuild_index, remove_index


def make(apps: object, schema_editor: object) -> None:
    rebuild_index()


def unmake(apps: object, schema_editor: object) -> None:
    remove_index()


class Migration(migrations.Migration):
    dependencies = [("store", "0009_mappings")]
    operations = [migrations.RunPython(make, unmake)]
