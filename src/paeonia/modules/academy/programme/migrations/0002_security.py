"""What a reader chose, has seen, and her calendar's link are hers alone; what was announced is never changed."""

from django.db import migrations

from paeonia.people.rowlevel import append_only, protect

HERS = "user_id = NULLIF(current_setting('paeonia.user', true), '')::bigint"


class Migration(migrations.Migration):
    """Row-level security of programmes."""

    dependencies = [("academyplan", "0001_initial"), ("people", "0004_taught")]

    operations = [
        *(op for table in ("seen", "chosen", "chosenevent", "calendarlink", "calendarlinkevent")
          for op in protect(f"academyplan_{table}", HERS)),
        *append_only("academyplan_edition"),
        *append_only("academyplan_seen"),
    ]
