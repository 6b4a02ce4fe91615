"""Who sees what, what is never changed, and what cannot be: said by the database itself."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import BY_CODE, IN_MY_HOSPITALS, append_only, belongs_together, protect

TRACKED = ("protocol", "edition", "timepoint", "requirement", "donor", "registration", "collection", "specimen")
PARENTS = {
    "edition": {"protocol_id": "protocol"}, "timepoint": {"edition_id": "edition"},
    "requirement": {"time_point_id": "timepoint", "parent_id": "requirement"},
    "registration": {"donor_id": "donor", "protocol_id": "protocol", "edition_id": "edition"},
    "collection": {"registration_id": "registration", "time_point_id": "timepoint"},
    "specimen": {"collection_id": "collection", "requirement_id": "requirement", "parent_id": "specimen"},
    "custodyevent": {"specimen_id": "specimen"}, "donoridentity": {"donor_id": "donor"},
}

FROZEN = """
CREATE FUNCTION biobank_published() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE about biobank_edition; held bigint;
BEGIN
    IF TG_TABLE_NAME = 'biobank_edition' THEN
        IF OLD.stage = 'published' THEN
            RAISE EXCEPTION 'a published edition is never changed' USING ERRCODE = 'check_violation';
        END IF;
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_TABLE_NAME = 'biobank_timepoint' THEN
        held := COALESCE(NEW.edition_id, OLD.edition_id);
    ELSE
        SELECT edition_id INTO held FROM biobank_timepoint WHERE id = COALESCE(NEW.time_point_id, OLD.time_point_id);
    END IF;
    SELECT * INTO about FROM biobank_edition WHERE id = held;
    IF about.stage = 'published' THEN
        RAISE EXCEPTION 'a published edition is never changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER biobank_edition_published BEFORE UPDATE OR DELETE ON biobank_edition
    FOR EACH ROW EXECUTE FUNCTION biobank_published();
CREATE TRIGGER biobank_timepoint_published BEFORE INSERT OR UPDATE OR DELETE ON biobank_timepoint
    FOR EACH ROW EXECUTE FUNCTION biobank_published();
CREATE TRIGGER biobank_requirement_published BEFORE INSERT OR UPDATE OR DELETE ON biobank_requirement
    FOR EACH ROW EXECUTE FUNCTION biobank_published();
"""
FROZEN_BACK = """
DROP TRIGGER biobank_edition_published ON biobank_edition;
DROP TRIGGER biobank_timepoint_published ON biobank_timepoint;
DROP TRIGGER biobank_requirement_published ON biobank_requirement;
DROP FUNCTION biobank_published;
"""
# A parent is older than its child, whoever writes; and what a specimen comes from is said once.
DESCENT = """
CREATE FUNCTION biobank_descent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.lineage, NEW.parent_id, NEW.collection_id, NEW.hospital_id)
        IS DISTINCT FROM (OLD.lineage, OLD.parent_id, OLD.collection_id, OLD.hospital_id)
    THEN
        RAISE EXCEPTION 'where a specimen comes from is never changed' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.made_at > now() + interval '5 minutes' THEN
        RAISE EXCEPTION 'a specimen was not made in the future' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.parent_id IS NOT NULL AND NEW.made_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM biobank_specimen p WHERE p.id = NEW.parent_id AND (p.made_at IS NULL OR p.made_at > NEW.made_at))
    THEN
        RAISE EXCEPTION 'a child is not older than its parent' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER biobank_specimen_descent BEFORE INSERT OR UPDATE ON biobank_specimen
    FOR EACH ROW EXECUTE FUNCTION biobank_descent();
CREATE FUNCTION biobank_happened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.at > now() + interval '5 minutes' OR NEW.until > now() + interval '5 minutes' THEN
        RAISE EXCEPTION 'nothing happened in the future' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER biobank_custodyevent_happened BEFORE INSERT ON biobank_custodyevent
    FOR EACH ROW EXECUTE FUNCTION biobank_happened();
"""
DESCENT_BACK = """
DROP TRIGGER biobank_specimen_descent ON biobank_specimen; DROP FUNCTION biobank_descent;
DROP TRIGGER biobank_custodyevent_happened ON biobank_custodyevent; DROP FUNCTION biobank_happened;
"""


class Migration(migrations.Migration):
    dependencies = [("biobank", "0001_initial"), ("chart", "0004_trail_security"), ("people", "0003_coded")]

    operations = [
        *(op for name in (*TRACKED, "custodyevent", "counter") for op in protect(f"biobank_{name}", BY_CODE)),
        *(op for name in TRACKED for op in protect(f"biobank_{name}event", BY_CODE)),
        *(op for name in TRACKED for op in append_only(f"biobank_{name}event")),
        *append_only("biobank_custodyevent"),
        *protect("biobank_donoridentity", IN_MY_HOSPITALS),
        *protect("biobank_donoridentityevent", IN_MY_HOSPITALS),
        *append_only("biobank_donoridentityevent"),
        *(belongs_together(f"biobank_{table}", column, f"biobank_{parent}")
          for table, parents in PARENTS.items() for column, parent in parents.items()),
        belongs_together("biobank_donoridentity", "patient_id", "chart_patient"),
        RunSQL(FROZEN, FROZEN_BACK),
        RunSQL(DESCENT, DESCENT_BACK),
    ]
