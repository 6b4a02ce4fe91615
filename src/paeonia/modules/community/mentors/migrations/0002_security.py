"""Who reads what: approved mentors by all, a match by its asker, its mentor and the team; in the trail by the team alone."""

from django.db import migrations

from paeonia.people.rowlevel import append_only, protect

ME = "NULLIF(current_setting('paeonia.user', true), '')::bigint"
HERS = f"user_id = {ME}"
FIRST = "hospital_id = ANY ((SELECT paeonia_taught())::int[])"
MENTORS = f"EXISTS (SELECT 1 FROM communitymentors_mentor m WHERE m.id = mentor_id AND m.user_id = {ME})"


class Migration(migrations.Migration):
    """Row-level security of mentors."""

    dependencies = [("communitymentors", "0001_initial"), ("people", "0004_taught")]

    operations = [
        *protect("communitymentors_mentor",
                 f"({HERS} OR {FIRST} OR ({ME} IS NOT NULL AND standing = 'approved' AND until >= CURRENT_DATE))",
                 f"({HERS} OR {FIRST})"),
        *protect("communitymentors_match", f"({HERS} OR {FIRST} OR (state <> 'asked' AND {MENTORS}))",
                 f"({HERS} OR {FIRST} OR {MENTORS})"),
        *protect("communitymentors_mentorevent", f"({HERS} OR {FIRST})"),
        *protect("communitymentors_matchevent", FIRST, f"({HERS} OR {FIRST} OR {MENTORS})"),
        *append_only("communitymentors_mentorevent"),
        *append_only("communitymentors_matchevent"),
    ]
