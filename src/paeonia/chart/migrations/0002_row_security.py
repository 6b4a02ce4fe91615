"""Who sees which patient is decided by the database: own hospital, an active care relation, or one's own chart."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import IN_MY_HOSPITALS, append_only, protect

SHARED_NOW = """
SELECT c.patient_id FROM chart_carerelation c WHERE c.hospital_id = ANY ((SELECT paeonia_hospitals())::int[])
AND c.from_day <= CURRENT_DATE AND (c.until_day IS NULL OR c.until_day >= CURRENT_DATE)
"""
# Cast by NULLIF: without a user the setting is empty, and then nobody's chart is one's own.
ME = "(SELECT NULLIF(current_setting('paeonia.user', true), '')::bigint)"
PATIENT_SEES = f"{IN_MY_HOSPITALS} OR id IN ({SHARED_NOW}) OR user_id = {ME}"
# `IN` over a whole list is planned once and hashed; EXISTS on the parent would be asked again for each of six million rows.
CHILD_SEES = (f"{IN_MY_HOSPITALS} OR patient_id IN ({SHARED_NOW})"
              f" OR patient_id IN (SELECT p.id FROM chart_patient p WHERE p.user_id = {ME})")
CARE_SEES = f"{IN_MY_HOSPITALS} OR owner_id = ANY ((SELECT paeonia_hospitals())::int[])"
CARE_WRITES = "owner_id = ANY ((SELECT paeonia_hospitals())::int[])"
CHILDREN = ("chart_factrow", "chart_derivedrow", "chart_reviewed", "chart_appointment", "chart_patientidentifier", "chart_patientword")


def same_hospital(table, column="hospital_id"):
    """A child carries its patient's hospital and no other: the pair must exist in the parent."""
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_of_patient FOREIGN KEY (patient_id, {column})"
        " REFERENCES chart_patient (id, hospital_id);",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_of_patient;",
    )


class Migration(migrations.Migration):
    dependencies = [("chart", "0001_initial"), ("people", "0001_initial")]

    operations = [
        *protect("chart_patient", PATIENT_SEES, IN_MY_HOSPITALS),
        *protect("chart_patientevent"),
        *protect("chart_carerelation", CARE_SEES, CARE_WRITES),
        *protect("chart_carerelationevent", CARE_SEES, CARE_WRITES),
        *protect("chart_appointmentevent"),
        *(op for table in CHILDREN for op in protect(table, CHILD_SEES, IN_MY_HOSPITALS)),
        *protect("chart_intake"),
        *protect("chart_queued"),
        *map(same_hospital, CHILDREN),
        same_hospital("chart_carerelation", "owner_id"),
        *append_only("chart_factrow"),
        *append_only("chart_reviewed"),
        *append_only("chart_term"),
    ]
