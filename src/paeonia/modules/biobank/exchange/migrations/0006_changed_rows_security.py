"""Changes a file makes are seen by whoever sees codes and only added to, as the rows that could not be taken are."""

from django.db import migrations

from paeonia.people.rowlevel import BY_CODE, append_only, belongs_together, protect


class Migration(migrations.Migration):
    dependencies = [("bankexchange", "0005_looking_and_correcting")]

    operations = [
        *protect("bankexchange_changedrow", BY_CODE),
        *append_only("bankexchange_changedrow"),
        belongs_together("bankexchange_changedrow", "run_id", "bankexchange_import"),
    ]
