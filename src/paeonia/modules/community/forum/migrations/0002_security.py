"""Who reads what: colleagues what is shown, a writer her own, moderators all of their hospitals; patients never anything."""

from django.db import migrations

from paeonia.people.rowlevel import append_only, protect

ME = "NULLIF(current_setting('paeonia.user', true), '')::bigint"
COLLEAGUE = (f"(SELECT EXISTS (SELECT 1 FROM people_membership m WHERE m.user_id = {ME} AND m.role IN ('oncologist', 'nurse',"
             " 'genetic_counsellor', 'partner_physician', 'trial_coordinator', 'educator', 'programme_admin')))")
FIRST = "hospital_id = ANY ((SELECT paeonia_taught())::int[])"
HERS = f"(user_id = {ME} AND {COLLEAGUE})"


def within(table: str, more: str = "") -> str:
    """The row's thread is one that the reader sees."""
    return f"EXISTS (SELECT 1 FROM communityforum_thread t WHERE t.id = {table}.thread_id{more})"


class Migration(migrations.Migration):
    """Row-level security of the forum."""

    dependencies = [("communityforum", "0001_initial"), ("people", "0004_taught")]

    operations = [
        *protect("communityforum_thread", f"((state = 'shown' AND {COLLEAGUE}) OR {HERS} OR {FIRST})", f"({HERS} OR {FIRST})"),
        *(op for table in ("communityforum_reply", "communityforum_picture") for op in protect(
            table, f"((state = 'shown' AND {COLLEAGUE} AND {within(table)}) OR {HERS} OR {FIRST})", f"({HERS} OR {FIRST})")),
        *protect("communityforum_follow", HERS),
        *protect("communityforum_done", f"((by_id = {ME} AND {COLLEAGUE}) OR {FIRST} OR (deed <> 'flagged' AND "
                 + within("communityforum_done", f" AND t.user_id = {ME}") + "))", f"((by_id = {ME} AND {COLLEAGUE}) OR {FIRST})"),
        *append_only("communityforum_done"),
        *(op for table in ("thread", "reply", "picture") for op in protect(f"communityforum_{table}event", f"({HERS} OR {FIRST})")),
        *protect("communityforum_followevent", HERS),
        *(op for table in ("thread", "reply", "picture", "follow") for op in append_only(f"communityforum_{table}event")),
    ]
