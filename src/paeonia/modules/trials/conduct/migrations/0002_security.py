"""Who sees, who may sign, what is never changed and what can never be below nothing: said by the database itself."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import IN_MY_HOSPITALS, append_only, belongs_together, protect

TRACKED = ("study", "plannedvisit", "consentform", "safetyrule", "delegation", "subject", "druglot", "training",
           "monitorvisit", "finding", "sitedocument")
# Table of a signed entry and the task that its signature needs.
SIGNED = {"consent": "consent", "screening": "eligibility", "failure": "eligibility", "enrolment": "enrolment",
          "visitentry": "visits", "ending": "visits", "followup": "visits", "adverseevent": "safety",
          "safetyreport": "safety", "deviation": "records", "drugmovement": "drug"}
OF_SUBJECT = (*SIGNED, "subjectidentity", "finding")
# The list of who is who opens only for a transaction that has asked for it, with a right of its own and a trace.
ASKED = f"{IN_MY_HOSPITALS} AND current_setting('paeonia.identify', true) = 'on'"

DELEGATED = """
CREATE FUNCTION conduct_delegated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.on_day > CURRENT_DATE THEN
        RAISE EXCEPTION 'nothing is signed for a day that has not come' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.signed_by_id IS DISTINCT FROM paeonia_user() THEN
        RAISE EXCEPTION 'nobody signs for somebody else' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM unnest(CASE WHEN NEW.replaces_id IS NULL THEN ARRAY[NEW.on_day, CURRENT_DATE]
                                         ELSE ARRAY[CURRENT_DATE] END) AS needed(day)
               WHERE NOT EXISTS (SELECT 1 FROM conduct_delegation d
                   WHERE d.study_id = NEW.study_id AND d.user_id = NEW.signed_by_id AND TG_ARGV[0] = ANY (d.tasks)
                   AND d.from_day <= needed.day AND (d.until_day IS NULL OR d.until_day >= needed.day)))
    THEN
        RAISE EXCEPTION 'not delegated for % on that day', TG_ARGV[0] USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
BALANCE = """
CREATE FUNCTION conduct_drug_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stock bigint; back bigint; owing bigint;
BEGIN
    PERFORM 1 FROM conduct_druglot WHERE id = NEW.lot_id FOR UPDATE;  -- one movement of a lot at a time
    SELECT coalesce(sum(CASE kind WHEN 'received' THEN quantity WHEN 'dispensed' THEN -quantity
                                  WHEN 'destroyed_unused' THEN -quantity ELSE 0 END), 0),
           coalesce(sum(CASE kind WHEN 'returned' THEN quantity WHEN 'destroyed_returned' THEN -quantity ELSE 0 END), 0)
    INTO stock, back FROM conduct_drugmovement m WHERE m.lot_id = NEW.lot_id AND NOT m.void
        AND NOT EXISTS (SELECT 1 FROM conduct_drugmovement r WHERE r.replaces_id = m.id);
    SELECT min(left_over) INTO owing FROM (
        SELECT sum(CASE kind WHEN 'dispensed' THEN quantity WHEN 'returned' THEN -quantity END) AS left_over
        FROM conduct_drugmovement m WHERE m.lot_id = NEW.lot_id AND m.subject_id IS NOT NULL AND NOT m.void
            AND NOT EXISTS (SELECT 1 FROM conduct_drugmovement r WHERE r.replaces_id = m.id)
        GROUP BY m.subject_id) AS by_subject;
    IF stock < 0 OR back < 0 OR owing < 0 THEN
        RAISE EXCEPTION 'a balance of study drug would be below nothing' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER conduct_drugmovement_balance AFTER INSERT ON conduct_drugmovement
    FOR EACH ROW EXECUTE FUNCTION conduct_drug_balance();
"""


def delegated(table, task):
    """A signature on this table needs that task."""
    return RunSQL(
        f"CREATE TRIGGER conduct_{table}_delegated BEFORE INSERT ON conduct_{table}"
        f" FOR EACH ROW EXECUTE FUNCTION conduct_delegated('{task}');",
        f"DROP TRIGGER conduct_{table}_delegated ON conduct_{table};")


class Migration(migrations.Migration):
    dependencies = [("conduct", "0001_initial"), ("chart", "0004_trail_security"), ("people", "0002_access")]

    operations = [
        *(op for name in (*TRACKED, *SIGNED) for op in protect(f"conduct_{name}")),
        *(op for name in TRACKED for op in protect(f"conduct_{name}event")),
        *(op for name in TRACKED for op in append_only(f"conduct_{name}event")),
        *protect("conduct_subjectidentity", ASKED),
        *protect("conduct_subjectidentityevent", ASKED),
        *append_only("conduct_subjectidentityevent"),
        *(op for name in SIGNED for op in append_only(f"conduct_{name}")),
        *(belongs_together(f"conduct_{name}", "study_id", "conduct_study")
          for name in (*TRACKED, *SIGNED, "subjectidentity") if name != "study"),
        *(belongs_together(f"conduct_{name}", "subject_id", "conduct_subject") for name in OF_SUBJECT),
        belongs_together("conduct_subjectidentity", "patient_id", "chart_patient"),
        belongs_together("conduct_drugmovement", "lot_id", "conduct_druglot"),
        RunSQL(DELEGATED, "DROP FUNCTION conduct_delegated;"),
        *(delegated(table, task) for table, task in SIGNED.items()),
        RunSQL(BALANCE, "DROP TRIGGER conduct_drugmovement_balance ON conduct_drugmovement;"
                        " DROP FUNCTION conduct_drug_balance;"),
    ]
