"""Who sees, what is never changed, and what the database itself refuses without its document."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import BY_CODE, append_only, belongs_together, protect

TRACKED = ("approval", "covered")
ADDED = ("yearreport", "informationrelease", "releasedfrom")
PARENTS = {
    "covered": {"approval_id": "bankhgr_approval", "protocol_id": "biobank_protocol"},
    "yearreport": {"approval_id": "bankhgr_approval"},
    "informationrelease": {"report_id": "bankhgr_approval", "review_id": "bankhgr_approval"},
    "releasedfrom": {"release_id": "bankhgr_informationrelease", "specimen_id": "biobank_specimen",
                     "donor_id": "biobank_donor"},
}
# A document of some kind that holds on a day, for a recipient, for a protocol and type of specimen.
HOLDS = """
CREATE FUNCTION bankhgr_plain(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT lower(regexp_replace(btrim(name), '\\s+', ' ', 'g'))
$$;
CREATE FUNCTION bankhgr_holds(a bankhgr_approval, day date, recipient text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT a.status = 'approved' AND a.valid_from <= day AND (a.valid_until IS NULL OR a.valid_until >= day)
        AND bankhgr_plain(coalesce(recipient, '')) <> ''
        AND EXISTS (SELECT 1 FROM unnest(a.partners) p WHERE bankhgr_plain(p) = bankhgr_plain(recipient))
$$;
CREATE FUNCTION bankhgr_covers(a bankhgr_approval, about bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM biobank_specimen s JOIN biobank_collection c ON c.id = s.collection_id
        JOIN biobank_registration r ON r.id = c.registration_id
        JOIN bankhgr_covered v ON v.protocol_id = r.protocol_id AND v.approval_id = a.id
        WHERE s.id = about AND s.hospital_id = a.hospital_id AND (a.kinds = '{}' OR s.kind = ANY (a.kinds)))
$$;
"""
HOLDS_BACK = "DROP FUNCTION bankhgr_covers; DROP FUNCTION bankhgr_holds; DROP FUNCTION bankhgr_plain;"
# What says that it goes abroad or to a foreign party goes only with its documents.
LEAVES = """
CREATE FUNCTION bankhgr_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE day date := (NEW.at)::date; who text := NEW.fields ->> 'recipient';
BEGIN
    IF coalesce(NEW.fields -> 'foreign', 'false') <> 'false' AND NOT EXISTS (
        SELECT 1 FROM bankhgr_approval a WHERE a.hospital_id = NEW.hospital_id AND a.kind IN ('cooperation', 'trial_filing')
            AND bankhgr_holds(a, day, who) AND bankhgr_covers(a, NEW.specimen_id))
    THEN
        RAISE EXCEPTION 'specimen % is not shared: no approval of cooperation names that foreign party', NEW.specimen_id
            USING ERRCODE = 'check_violation', HINT = 'bankhgr_leaves';
    END IF;
    IF upper(coalesce(NEW.fields ->> 'country', 'CN')) <> 'CN' AND (NOT EXISTS (
        SELECT 1 FROM bankhgr_approval a WHERE a.hospital_id = NEW.hospital_id
            AND (a.kind = 'export' OR (a.kind = 'cooperation' AND a.includes_export))
            AND bankhgr_holds(a, day, who) AND bankhgr_covers(a, NEW.specimen_id))
        OR NOT EXISTS (
        SELECT 1 FROM bankhgr_approval a WHERE a.hospital_id = NEW.hospital_id AND a.kind = 'exit_certificate'
            AND a.number = NEW.fields ->> 'exit_certificate'
            AND bankhgr_holds(a, day, who) AND bankhgr_covers(a, NEW.specimen_id)))
    THEN
        RAISE EXCEPTION 'specimen % does not leave the country: no export approval with exit certificate', NEW.specimen_id
            USING ERRCODE = 'check_violation', HINT = 'bankhgr_leaves';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bankhgr_custodyevent_leaves BEFORE INSERT ON biobank_custodyevent
    FOR EACH ROW WHEN (NEW.deed IN ('distributed', 'shipped') AND (NEW.fields ? 'country' OR NEW.fields ? 'foreign'))
    EXECUTE FUNCTION bankhgr_leaves();
"""
LEAVES_BACK = "DROP TRIGGER bankhgr_custodyevent_leaves ON biobank_custodyevent; DROP FUNCTION bankhgr_leaves;"
# Two who register at once stand behind one another at the approval, so that the last place is given once.
HEADS = """
CREATE FUNCTION bankhgr_heads() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE one record; fits boolean;
BEGIN
    PERFORM 1 FROM bankhgr_approval a WHERE a.kind = 'collection' AND a.status = 'approved' AND a.headcount IS NOT NULL
        AND EXISTS (SELECT 1 FROM bankhgr_covered v JOIN entered n ON n.protocol_id = v.protocol_id WHERE v.approval_id = a.id)
        ORDER BY a.id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    FOR one IN SELECT DISTINCT n.protocol_id, n.on_day FROM entered n LOOP
        SELECT bool_or(a.headcount IS NULL OR a.headcount >= (
            SELECT count(DISTINCT r.donor_id) FROM biobank_registration r JOIN bankhgr_covered w
                ON w.protocol_id = r.protocol_id WHERE w.approval_id = a.id))
        INTO fits FROM bankhgr_approval a JOIN bankhgr_covered v ON v.approval_id = a.id AND v.protocol_id = one.protocol_id
        WHERE a.kind = 'collection' AND a.status = 'approved' AND a.valid_from <= one.on_day
            AND (a.valid_until IS NULL OR a.valid_until >= one.on_day);
        IF NOT fits THEN
            RAISE EXCEPTION 'the headcount of the approval to collect is reached' USING ERRCODE = 'check_violation',
                HINT = 'bankhgr_heads';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER bankhgr_registration_heads AFTER INSERT ON biobank_registration REFERENCING NEW TABLE AS entered
    FOR EACH STATEMENT EXECUTE FUNCTION bankhgr_heads();
"""
HEADS_BACK = "DROP TRIGGER bankhgr_registration_heads ON biobank_registration; DROP FUNCTION bankhgr_heads;"
INFORMATION = """
CREATE FUNCTION bankhgr_most_genomes() RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT 500 $$;
CREATE FUNCTION bankhgr_information() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.foreign OR NEW.country <> 'CN') AND NOT EXISTS (
        SELECT 1 FROM bankhgr_approval a WHERE a.id = NEW.report_id AND a.kind = 'information' AND a.backup_receipt <> ''
            AND bankhgr_holds(a, NEW.on_day, NEW.recipient))
    THEN
        RAISE EXCEPTION 'information is not given to a foreign party without prior report and backup receipt'
            USING ERRCODE = 'check_violation', HINT = 'bankhgr_information';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bankhgr_informationrelease_information BEFORE INSERT ON bankhgr_informationrelease
    FOR EACH ROW EXECUTE FUNCTION bankhgr_information();
CREATE FUNCTION bankhgr_genomes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE one record;
BEGIN
    FOR one IN SELECT DISTINCT i.id, i.hospital_id, i.review_id, i.on_day, i.recipient FROM entered n
        JOIN bankhgr_informationrelease i ON i.id = n.release_id WHERE i.genome AND (i.foreign OR i.country <> 'CN')
    LOOP
        -- One release of a hospital at a time, so that two together do not go beyond what each alone would not.
        PERFORM pg_advisory_xact_lock(hashtext('bankhgr_genomes'), one.hospital_id::int);
        IF (SELECT count(DISTINCT s.donor_id) FROM bankhgr_releasedfrom s
                JOIN bankhgr_informationrelease i ON i.id = s.release_id
                WHERE i.hospital_id = one.hospital_id AND i.genome AND (i.foreign OR i.country <> 'CN'))
            > bankhgr_most_genomes()
            AND NOT EXISTS (SELECT 1 FROM bankhgr_approval a WHERE a.id = one.review_id AND a.kind = 'security_review'
                AND bankhgr_holds(a, one.on_day, one.recipient))
        THEN
            RAISE EXCEPTION 'exome or genome data of more than % people need a security review', bankhgr_most_genomes()
                USING ERRCODE = 'check_violation', HINT = 'bankhgr_genomes';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER bankhgr_releasedfrom_genomes AFTER INSERT ON bankhgr_releasedfrom REFERENCING NEW TABLE AS entered
    FOR EACH STATEMENT EXECUTE FUNCTION bankhgr_genomes();
"""
INFORMATION_BACK = """
DROP TRIGGER bankhgr_releasedfrom_genomes ON bankhgr_releasedfrom; DROP FUNCTION bankhgr_genomes;
DROP TRIGGER bankhgr_informationrelease_information ON bankhgr_informationrelease; DROP FUNCTION bankhgr_information;
DROP FUNCTION bankhgr_most_genomes;
"""


class Migration(migrations.Migration):
    dependencies = [("bankhgr", "0001_initial"), ("biobank", "0002_security")]

    operations = [
        *(op for name in (*TRACKED, *(f"{one}event" for one in TRACKED), *ADDED)
          for op in protect(f"bankhgr_{name}", BY_CODE)),
        *(op for name in (*(f"{one}event" for one in TRACKED), *ADDED) for op in append_only(f"bankhgr_{name}")),
        *(belongs_together(f"bankhgr_{table}", column, parent)
          for table, parents in PARENTS.items() for column, parent in parents.items()),
        RunSQL(HOLDS, HOLDS_BACK),
        RunSQL(LEAVES, LEAVES_BACK),
        RunSQL(HEADS, HEADS_BACK),
        RunSQL(INFORMATION, INFORMATION_BACK),
    ]
