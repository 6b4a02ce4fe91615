"""Who reads what: what is shown is for all, what is not is for its author and for those who read first; deeds are only added."""

from django.db import migrations

from paeonia.people.rowlevel import append_only, protect

HERS = "user_id = NULLIF(current_setting('paeonia.user', true), '')::bigint"
FIRST = "hospital_id = ANY ((SELECT paeonia_taught())::int[])"
DID = "by_id = NULLIF(current_setting('paeonia.user', true), '')::bigint"
SOMEBODY = "NULLIF(current_setting('paeonia.user', true), '') IS NOT NULL"


class Migration(migrations.Migration):
    """Row-level security of the community."""

    dependencies = [("community", "0001_initial"), ("people", "0004_taught")]

    operations = [
        *(op for table in ("question", "reply") for op in protect(
            f"community_{table}", f"(({SOMEBODY} AND state = 'shown') OR {HERS} OR {FIRST})", f"({HERS} OR {FIRST})")),
        *(op for table in ("question", "reply") for op in protect(f"community_{table}event", f"({HERS} OR {FIRST})")),
        *(op for table in ("question", "reply") for op in append_only(f"community_{table}event")),
        *protect("community_moderation", f"({DID} OR {FIRST})"),
        *append_only("community_moderation"),
    ]
