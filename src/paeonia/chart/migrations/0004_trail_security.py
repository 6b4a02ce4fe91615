"""The trail is seen where its patients are, parents are of one's own hospital, and a correction stays with its patient."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import append_only, belongs_together, protect

EVENTS = ("chart_patientidentifierevent", "chart_intakeevent", "chart_queuedevent")
OLDER_EVENTS = ("chart_patientevent", "chart_carerelationevent", "chart_appointmentevent")
# Asked of one row by its number: a list of everybody would be made again for each chart that is opened.
WITH_HER_PATIENT = "EXISTS (SELECT 1 FROM chart_patient p WHERE p.id = people_chartread.patient_id)"
SAME_PATIENT = """
CREATE FUNCTION chart_same_patient() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM chart_factrow o WHERE o.id = NEW.supersedes_id
        AND o.patient_id = NEW.patient_id AND o.hospital_id = NEW.hospital_id)
    THEN
        RAISE EXCEPTION 'a correction is of the same patient' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER chart_factrow_same_patient BEFORE INSERT ON chart_factrow
    FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL) EXECUTE FUNCTION chart_same_patient();
"""


class Migration(migrations.Migration):
    dependencies = [("chart", "0003_trail"), ("people", "0002_access")]

    operations = [
        *(op for table in EVENTS for op in protect(table)),
        *(op for table in (*EVENTS, *OLDER_EVENTS) for op in append_only(table)),
        *protect("people_chartread", WITH_HER_PATIENT),
        belongs_together("chart_queued", "patient_id", "chart_patient"),
        belongs_together("chart_queued", "intake_id", "chart_intake"),
        RunSQL(SAME_PATIENT, "DROP TRIGGER chart_factrow_same_patient ON chart_factrow; DROP FUNCTION chart_same_patient;"),
    ]
