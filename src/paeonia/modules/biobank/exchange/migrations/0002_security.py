"""Imports are seen by whoever sees codes and only added to; a run keeps whose it is."""

from django.db import migrations

from paeonia.people.rowlevel import BY_CODE, append_only, belongs_together, protect


class Migration(migrations.Migration):
    dependencies = [("bankexchange", "0001_initial"), ("biobank", "0003_two_people")]

    operations = [
        *(op for name in ("import", "badrow") for op in protect(f"bankexchange_{name}", BY_CODE)),
        *protect("bankexchange_importevent", BY_CODE),
        *append_only("bankexchange_importevent"),
        *append_only("bankexchange_badrow"),
        belongs_together("bankexchange_badrow", "run_id", "bankexchange_import"),
    ]
