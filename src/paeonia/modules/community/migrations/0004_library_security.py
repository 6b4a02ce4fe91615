"""Who knows that a question went to the library: its asker, and those who read first; what was done is only added."""

from django.db import migrations

from paeonia.people.rowlevel import append_only, protect

HERS = "user_id = NULLIF(current_setting('paeonia.user', true), '')::bigint"
FIRST = "hospital_id = ANY ((SELECT paeonia_taught())::int[])"


class Migration(migrations.Migration):
    """Row-level security of promotions."""

    dependencies = [("community", "0003_library")]

    operations = [*protect("community_promotion", f"({HERS} OR {FIRST})", FIRST), *append_only("community_promotion")]
