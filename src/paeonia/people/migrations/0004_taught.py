"""The hospitals of whose courses and events somebody may see who takes part."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import reading


class Migration(migrations.Migration):
    """One more thing the database is told of who acts."""

    dependencies = [("people", "0003_coded")]

    operations = [RunSQL(reading("taught", "int[]"), "DROP FUNCTION paeonia_taught;")]
