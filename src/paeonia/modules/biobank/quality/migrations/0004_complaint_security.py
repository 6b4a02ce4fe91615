"""Who sees complaints: whoever sees codes. What was said stays as it was said, and steps are taken in their order."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import BY_CODE, append_only, protect

HEARD = """
CREATE FUNCTION bankquality_heard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.what, NEW.voice, NEW.whose, NEW.reference, NEW.received_at, NEW.by_id, NEW.about_id)
        IS DISTINCT FROM
        (OLD.number, OLD.what, OLD.voice, OLD.whose, OLD.reference, OLD.received_at, OLD.by_id, OLD.about_id)
        OR OLD.state = 'closed' OR NOT (OLD.state || '>' || NEW.state) = ANY (ARRAY[
            'received>acknowledged', 'acknowledged>decided', 'decided>closed'])
        OR (OLD.decided_by_id IS NOT NULL AND (NEW.decided_by_id, NEW.findings, NEW.outcome) IS DISTINCT FROM
            (OLD.decided_by_id, OLD.findings, OLD.outcome))
    THEN
        RAISE EXCEPTION 'a complaint stays as it was said, and does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bankquality_complaint_heard BEFORE UPDATE ON bankquality_complaint
    FOR EACH ROW EXECUTE FUNCTION bankquality_heard();
"""
BACK = "DROP TRIGGER bankquality_complaint_heard ON bankquality_complaint; DROP FUNCTION bankquality_heard;"


class Migration(migrations.Migration):
    dependencies = [("bankquality", "0003_complaint")]

    operations = [
        *protect("bankquality_complaint", BY_CODE), *protect("bankquality_complaintevent", BY_CODE),
        *append_only("bankquality_complaintevent"),
        RunSQL(HEARD, BACK),
    ]
