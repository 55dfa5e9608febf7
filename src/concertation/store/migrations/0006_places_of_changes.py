"""The order in which changes became visible; so far it was that of their numbers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0005_matches")]
    operations = [
        migrations.AddField("change", "place", models.BigIntegerField(editable=False, null=True)),
        migrations.RunSQL("UPDATE change SET place = id", migrations.RunSQL.noop),
        migrations.AddIndex("change", models.Index(fields=["place"], name="change_place")),
    ]
