"""Reviews are added and read, never changed: who stood for which wording stays known."""

from django.db import migrations

from paeonia.people.rowlevel import append_only


class Migration(migrations.Migration):
    """Append-only reviews."""

    dependencies = [("website", "0001_initial"), ("people", "0001_initial")]

    operations = [*append_only("website_review")]
