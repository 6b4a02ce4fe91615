"""Who sees quality: whoever sees codes. Audits are only added; a disposal and a nonconformity keep who began them."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import BY_CODE, append_only, belongs_together, protect

TRACKED = ("disposal", "nonconformity")
ADDED = ("draw", "looked", *(f"{name}event" for name in TRACKED))
KEPT = """
CREATE FUNCTION bankquality_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'bankquality_disposal' THEN
        IF (NEW.specimen_id, NEW.first_id, NEW.first_at) IS DISTINCT FROM (OLD.specimen_id, OLD.first_id, OLD.first_at)
            OR OLD.second_at IS NOT NULL OR OLD.taken_back_at IS NOT NULL
        THEN
            RAISE EXCEPTION 'who proposed a disposal, and how it ended, is never changed' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.number, NEW.by_id) IS DISTINCT FROM (OLD.number, OLD.by_id) OR OLD.state = 'closed' OR NOT (
        NEW.state = OLD.state OR (OLD.state || '>' || NEW.state) = ANY (ARRAY[
            'open>contained', 'contained>corrected', 'corrected>closed', 'corrected>contained']))
    THEN
        RAISE EXCEPTION 'a nonconformity does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bankquality_disposal_kept BEFORE UPDATE ON bankquality_disposal
    FOR EACH ROW EXECUTE FUNCTION bankquality_kept();
CREATE TRIGGER bankquality_nonconformity_kept BEFORE UPDATE ON bankquality_nonconformity
    FOR EACH ROW EXECUTE FUNCTION bankquality_kept();
"""
KEPT_BACK = """
DROP TRIGGER bankquality_disposal_kept ON bankquality_disposal;
DROP TRIGGER bankquality_nonconformity_kept ON bankquality_nonconformity; DROP FUNCTION bankquality_kept;
"""


class Migration(migrations.Migration):
    dependencies = [("bankquality", "0001_initial"), ("biobank", "0003_two_people")]

    operations = [
        *(op for name in (*TRACKED, "draw", "looked") for op in protect(f"bankquality_{name}", BY_CODE)),
        *(op for name in TRACKED for op in protect(f"bankquality_{name}event", BY_CODE)),
        *(op for name in ADDED for op in append_only(f"bankquality_{name}")),
        belongs_together("bankquality_disposal", "specimen_id", "biobank_specimen"),
        belongs_together("bankquality_draw", "protocol_id", "biobank_protocol"),
        belongs_together("bankquality_looked", "draw_id", "bankquality_draw"),
        belongs_together("bankquality_looked", "specimen_id", "biobank_specimen"),
        RunSQL(KEPT, KEPT_BACK),
    ]
