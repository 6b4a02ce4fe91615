"""Nothing is disposed of on the word of one person, whoever writes it down."""

from django.db import migrations
from django.db.migrations import RunSQL

TWO = """
CREATE FUNCTION biobank_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.deed = 'disposed' AND NOT COALESCE(
        jsonb_typeof(NEW.fields -> 'first_id') = 'number' AND (NEW.fields ->> 'first_id')::bigint <> NEW.by_id
        AND EXISTS (SELECT 1 FROM people_user u WHERE u.id = (NEW.fields ->> 'first_id')::bigint), false)
    THEN
        RAISE EXCEPTION 'a disposal is signed by two people' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER biobank_custodyevent_two_people BEFORE INSERT ON biobank_custodyevent
    FOR EACH ROW WHEN (NEW.deed = 'disposed') EXECUTE FUNCTION biobank_two_people();
"""
BACK = "DROP TRIGGER biobank_custodyevent_two_people ON biobank_custodyevent; DROP FUNCTION biobank_two_people;"


class Migration(migrations.Migration):
    dependencies = [("biobank", "0002_security")]

    operations = [RunSQL(TWO, BACK)]
