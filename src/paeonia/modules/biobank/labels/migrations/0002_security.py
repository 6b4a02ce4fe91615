"""Who sees what was printed, that it is never changed, and that no print is left out of the count."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import BY_CODE, append_only, belongs_together, protect

TABLES = ("labelversion", "printjob", "printedlabel")
COUNTED = """
CREATE FUNCTION banklabels_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number > 1 AND NOT EXISTS (
        SELECT 1 FROM banklabels_printedlabel p WHERE p.specimen_id = NEW.specimen_id AND p.number = NEW.number - 1)
    THEN
        RAISE EXCEPTION 'prints of a label are counted one by one' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER banklabels_printedlabel_counted BEFORE INSERT ON banklabels_printedlabel
    FOR EACH ROW EXECUTE FUNCTION banklabels_counted();
"""
COUNTED_BACK = "DROP TRIGGER banklabels_printedlabel_counted ON banklabels_printedlabel; DROP FUNCTION banklabels_counted;"


class Migration(migrations.Migration):
    dependencies = [("banklabels", "0001_initial"), ("biobank", "0002_security")]

    operations = [
        *(op for name in TABLES for op in protect(f"banklabels_{name}", BY_CODE)),
        *(op for name in TABLES for op in append_only(f"banklabels_{name}")),
        belongs_together("banklabels_labelversion", "protocol_id", "biobank_protocol"),
        belongs_together("banklabels_printedlabel", "specimen_id", "biobank_specimen"),
        belongs_together("banklabels_printedlabel", "job_id", "banklabels_printjob"),
        RunSQL(COUNTED, COUNTED_BACK),
    ]
