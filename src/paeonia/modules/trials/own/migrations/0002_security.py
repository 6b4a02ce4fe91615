"""Who sees and writes, what is never changed, and that only an approved version comes into force: said by the database."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import append_only, protect

ENTERED = ("site", "document", "decision", "version", "inforce", "filing", "member", "grant", "spending", "milestone",
           "publication")
MINE = "(SELECT paeonia_hospitals())::int[]"
LEADS = f"lead_id = ANY ({MINE})"

APPROVED = """
CREATE FUNCTION own_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM own_decision d JOIN own_version v ON v.own_id = d.own_id
        WHERE d.id = NEW.decision_id AND v.id = NEW.version_id AND d.own_id = NEW.own_id
        AND d.outcome IN ('approved', 'with_changes') AND d.on_day <= NEW.from_day AND d.on_day >= v.on_day
        AND (d.valid_until IS NULL OR d.valid_until >= NEW.from_day)
        AND NOT EXISTS (SELECT 1 FROM own_decision later WHERE later.replaces_id = d.id)
        AND NOT EXISTS (SELECT 1 FROM own_version later WHERE later.replaces_id = v.id))
    THEN
        RAISE EXCEPTION 'only an approved version comes into force' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER own_inforce_approved BEFORE INSERT ON own_inforce FOR EACH ROW EXECUTE FUNCTION own_approved();
"""


def together(table: str) -> RunSQL:
    """An entry's hospital is that of its trial."""
    made = f"own_{table}_own_together"
    return RunSQL(f"ALTER TABLE own_{table} ADD CONSTRAINT {made} FOREIGN KEY (own_id, lead_id)"
                  " REFERENCES own_owntrial (id, lead_id);", f"ALTER TABLE own_{table} DROP CONSTRAINT {made};")


class Migration(migrations.Migration):
    dependencies = [("own", "0001_initial"), ("chart", "0004_trail_security"), ("people", "0002_access")]

    operations = [
        *protect("own_owntrial", f"({LEADS} OR places && {MINE})", LEADS),
        *protect("own_owntrialevent", LEADS),
        *append_only("own_owntrialevent"),
        *(op for name in ENTERED for op in protect(
            f"own_{name}", f"EXISTS (SELECT 1 FROM own_owntrial p WHERE p.id = own_{name}.own_id)", LEADS)),
        *(op for name in ENTERED for op in append_only(f"own_{name}")),
        *(together(name) for name in ENTERED),
        RunSQL(APPROVED, "DROP TRIGGER own_inforce_approved ON own_inforce; DROP FUNCTION own_approved;"),
    ]
