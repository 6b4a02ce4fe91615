"""Versions and reviews are only added, and nobody signs off what she wrote herself: said by the database."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import append_only

# Whoever wrote any version since the last one signed off has a hand in this one.
FOUR_EYES = """
CREATE FUNCTION plain_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.outcome = 'signed' AND EXISTS (
        SELECT 1 FROM plain_text mine JOIN plain_text other ON other.slug = mine.slug AND other.number <= mine.number
        WHERE mine.id = NEW.text_id AND other.written_by_id = NEW.by_id AND other.number > coalesce((
            SELECT max(signed.number) FROM plain_text signed JOIN plain_review r ON r.text_id = signed.id
            WHERE r.outcome = 'signed' AND signed.slug = mine.slug AND signed.number < mine.number), 0))
    THEN
        RAISE EXCEPTION 'a text is signed off by somebody who did not write it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER plain_review_four_eyes BEFORE INSERT ON plain_review FOR EACH ROW EXECUTE FUNCTION plain_four_eyes();
"""


class Migration(migrations.Migration):
    dependencies = [("plain", "0001_initial"), ("people", "0002_access")]

    operations = [
        *append_only("plain_text"),
        *append_only("plain_review"),
        RunSQL(FOUR_EYES, "DROP TRIGGER plain_review_four_eyes ON plain_review; DROP FUNCTION plain_four_eyes;"),
    ]
