"""What a person says at the desk is seen by herself and the desk; money, doors and badges are written by the desk alone."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import append_only, protect, protect_by_parent

DESK = ("EXISTS (SELECT 1 FROM academydesk_registration r JOIN academy_enrolment e ON e.id = r.enrolment_id"
        " WHERE r.id = {table}.registration_id AND e.hospital_id = ANY ((SELECT paeonia_taught())::int[]))")
HERS = "EXISTS (SELECT 1 FROM academydesk_registration r WHERE r.id = {table}.registration_id)"
BY_DESK = ("academydesk_payment", "academydesk_badge", "academydesk_checkin", "academydesk_checkinevent")
MET = """
CREATE FUNCTION academydesk_met() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.counters_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM academydesk_payment p WHERE p.id = NEW.counters_id AND p.amount = -NEW.amount
            AND p.registration_id = NEW.registration_id AND p.counters_id IS NULL)
    THEN
        RAISE EXCEPTION 'a counter-entry takes back exactly what was entered' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER academydesk_payment_met BEFORE INSERT ON academydesk_payment
    FOR EACH ROW EXECUTE FUNCTION academydesk_met();
"""
BACK = "DROP TRIGGER academydesk_payment_met ON academydesk_payment; DROP FUNCTION academydesk_met;"


class Migration(migrations.Migration):
    """Row-level security of the desk."""

    dependencies = [("academydesk", "0001_initial"), ("academy", "0002_security"), ("people", "0004_taught")]

    operations = [
        *protect_by_parent("academydesk_registration", "enrolment_id", "academy_enrolment"),
        *protect_by_parent("academydesk_registrationevent", "enrolment_id", "academy_enrolment"),
        *(op for table in BY_DESK for op in protect(table, HERS.format(table=table), DESK.format(table=table))),
        *append_only("academydesk_payment"),
        *append_only("academydesk_badge"),
        RunSQL(MET, BACK),
    ]
