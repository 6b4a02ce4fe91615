"""Who sees what: albums and shown photographs by all, a photograph by those in it, names and the log by the team alone."""

from django.db import migrations

from paeonia.people.rowlevel import append_only, protect

ME = "NULLIF(current_setting('paeonia.user', true), '')::bigint"
FIRST = "hospital_id = ANY ((SELECT paeonia_taught())::int[])"
IN_IT = f"EXISTS (SELECT 1 FROM communityalbum_person p WHERE p.photo_id = communityalbum_photo.id AND p.user_id = {ME})"


class Migration(migrations.Migration):
    """Row-level security of albums."""

    dependencies = [("communityalbum", "0001_initial"), ("people", "0004_taught")]

    operations = [
        *protect("communityalbum_album", f"({ME} IS NOT NULL OR {FIRST})", FIRST),
        *protect("communityalbum_photo", f"(({ME} IS NOT NULL AND state = 'shown') OR {FIRST} OR {IN_IT})", FIRST),
        *protect("communityalbum_person", f"(user_id = {ME} OR {FIRST})"),
        *protect("communityalbum_done", f"(by_id = {ME} OR {FIRST})"),
        *append_only("communityalbum_done"),
        *protect("communityalbum_albumevent", FIRST),
        *protect("communityalbum_photoevent", FIRST),
        *protect("communityalbum_personevent", f"(user_id = {ME} OR {FIRST})"),
        *(op for table in ("album", "photo", "person") for op in append_only(f"communityalbum_{table}event")),
    ]
