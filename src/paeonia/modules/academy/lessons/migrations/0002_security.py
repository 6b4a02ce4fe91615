"""Lessons are seen by those who take part and those who teach at the host, and written by the latter alone."""

from django.db import migrations

from paeonia.people.rowlevel import append_only, protect, protect_by_parent

# Whoever teaches at the host does so too when the activity passes to another host.
TEACHES = ("EXISTS (SELECT 1 FROM academy_activity a WHERE a.id = {table}.activity_id"
           " AND a.host_id = ANY ((SELECT paeonia_taught())::int[]))")
# Enrolments are seen under their own policy: a learner finds none but hers.
TAKES_PART = "EXISTS (SELECT 1 FROM academy_enrolment e WHERE e.activity_id = {table}.activity_id)"
OF_LESSON = ("deck", "film", "edition")
OF_LEARNER = ("viewing", "seen", "answer", "done")


def of_lesson(table: str, column: str, path: str) -> list:
    """Seen where its parent is; written where the lesson is taught."""
    found = f"EXISTS (SELECT 1 FROM {path} WHERE {{}})".replace("{}", f"p.id = {table}.{column}")
    lesson = "l" if " l " in path else "p"
    return protect(table, found, f"{found[:-1]} AND {TEACHES.format(table=lesson)})")


LESSON = "academylessons_lesson"
VIA = "academylessons_{} p JOIN academylessons_lesson l ON l.id = p.lesson_id"


class Migration(migrations.Migration):
    """Row-level security of lessons."""

    dependencies = [("academylessons", "0001_initial"), ("academy", "0002_security"), ("people", "0004_taught")]

    operations = [
        *(op for table in (LESSON, f"{LESSON}event")
          for op in protect(table, f"({TEACHES} OR {TAKES_PART})".format(table=table), TEACHES.format(table=table))),
        *(op for name in OF_LESSON for op in of_lesson(f"academylessons_{name}", "lesson_id", f"{LESSON} p")),
        *(op for name in ("slide", "slideevent") for op in of_lesson(f"academylessons_{name}", "deck_id", VIA.format("deck"))),
        *of_lesson("academylessons_caption", "film_id", VIA.format("film")),
        *(op for name in OF_LEARNER
          for op in protect_by_parent(f"academylessons_{name}", "enrolment_id", "academy_enrolment")),
        *protect_by_parent("academylessons_beat", "viewing_id", "academylessons_viewing"),
        *(op for name in (*OF_LESSON, "caption", *OF_LEARNER, "beat") for op in append_only(f"academylessons_{name}")),
    ]
