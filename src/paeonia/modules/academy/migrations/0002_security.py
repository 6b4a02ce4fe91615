"""Who sees whom: a learner her own rows, those who teach at the host all of its; what was said once is never changed."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import append_only, protect, protect_by_parent

HERS = "user_id = NULLIF(current_setting('paeonia.user', true), '')::bigint"
SEES = f"({HERS} OR hospital_id = ANY ((SELECT paeonia_taught())::int[]))"
OF_LEARNER = ("attendance", "attempt", "attemptevent", "feedback", "certificate", "certificateevent")
HANDED_IN = """
CREATE FUNCTION academy_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.handed_in IS NOT NULL OR NEW.paper IS DISTINCT FROM OLD.paper OR NEW.enrolment_id <> OLD.enrolment_id THEN
        RAISE EXCEPTION 'a test that was handed in is never changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER academy_attempt_once BEFORE UPDATE ON academy_attempt FOR EACH ROW EXECUTE FUNCTION academy_once();
CREATE FUNCTION academy_given() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.revoked_on IS NOT NULL OR NEW.sha256 <> OLD.sha256 OR NEW.serial <> OLD.serial OR NEW.name <> OLD.name
        OR NEW.file IS DISTINCT FROM OLD.file OR NEW.hours <> OLD.hours
    THEN
        RAISE EXCEPTION 'a certificate that was given is only ever revoked' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER academy_certificate_given BEFORE UPDATE ON academy_certificate FOR EACH ROW EXECUTE FUNCTION academy_given();
"""
BACK = """
DROP TRIGGER academy_attempt_once ON academy_attempt; DROP FUNCTION academy_once;
DROP TRIGGER academy_certificate_given ON academy_certificate; DROP FUNCTION academy_given;
"""


class Migration(migrations.Migration):
    """Row-level security of the academy."""

    dependencies = [("academy", "0001_initial"), ("people", "0004_taught")]

    operations = [
        *protect("academy_enrolment", SEES),
        *protect("academy_enrolmentevent", SEES),
        *append_only("academy_enrolmentevent"),
        *(op for name in OF_LEARNER
          for op in protect_by_parent(f"academy_{name}", "enrolment_id", "academy_enrolment")),
        *append_only("academy_attendance"),
        *append_only("academy_feedback"),
        RunSQL(HANDED_IN, BACK),
    ]
