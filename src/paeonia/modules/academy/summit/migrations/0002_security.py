"""Who reads an abstract: its author, the committee, and once it was sent its readers; opinions are the committee's."""

from django.db import migrations

from paeonia.people.rowlevel import protect

ME = "NULLIF(current_setting('paeonia.user', true), '')::bigint"
COMMITTEE = "hospital_id = ANY ((SELECT paeonia_taught())::int[])"
READS = f"(sent_at IS NOT NULL AND EXISTS (SELECT 1 FROM summit_reader r WHERE r.call_id = {{table}}.call_id AND r.user_id = {ME}))"
OF_ABSTRACT = ("EXISTS (SELECT 1 FROM summit_abstract a WHERE a.id = summit_reading.abstract_id"
               " AND a.hospital_id = ANY ((SELECT paeonia_taught())::int[]))")


class Migration(migrations.Migration):
    """Row-level security of abstracts."""

    dependencies = [("summit", "0001_initial"), ("people", "0004_taught")]

    operations = [
        *protect("summit_abstract", f"(user_id = {ME} OR {COMMITTEE} OR {READS.format(table='summit_abstract')})",
                 f"(user_id = {ME} OR {COMMITTEE})"),
        *protect("summit_abstractevent", f"(user_id = {ME} OR {COMMITTEE})"),
        *protect("summit_reading", f"(user_id = {ME} OR {OF_ABSTRACT})", f"user_id = {ME}"),
    ]
