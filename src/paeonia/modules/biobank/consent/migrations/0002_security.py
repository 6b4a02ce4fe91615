"""Who sees, what is never changed, and the consent that the database itself asks before a specimen leaves."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import BY_CODE, append_only, belongs_together, protect

ADDED = ("consentform", "consentgiven", "withdrawal")
PARENTS = {
    "consentgiven": {"donor_id": "biobank_donor", "form_id": "bankconsent_consentform",
                     "corrects_id": "bankconsent_consentgiven"},
    "withdrawal": {"donor_id": "biobank_donor", "cancels_id": "bankconsent_withdrawal"},
    "workitem": {"withdrawal_id": "bankconsent_withdrawal", "specimen_id": "biobank_specimen"},
}
# An answer is one of three, to a purpose of the form; what was corrected is of the same donor.
WRITTEN = """
CREATE FUNCTION bankconsent_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF jsonb_typeof(NEW.answers) <> 'object' OR EXISTS (
        SELECT 1 FROM jsonb_each_text(NEW.answers) a, bankconsent_consentform f WHERE f.id = NEW.form_id
            AND (a.value NOT IN ('yes', 'no', 'not_asked') OR NOT a.key = ANY (f.purposes)))
    THEN
        RAISE EXCEPTION 'an answer is yes, no or not_asked, to a purpose of the form' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM bankconsent_consentgiven c WHERE c.id = NEW.corrects_id AND c.donor_id = NEW.donor_id)
    THEN
        RAISE EXCEPTION 'a correction is about the same donor' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.signed_at > now() + interval '5 minutes' THEN
        RAISE EXCEPTION 'nothing was signed in the future' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bankconsent_consentgiven_written BEFORE INSERT ON bankconsent_consentgiven
    FOR EACH ROW EXECUTE FUNCTION bankconsent_written();
CREATE FUNCTION bankconsent_taken_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever lets a specimen of this donor go holds her row shared: one of the two waits for the other.
    PERFORM 1 FROM biobank_donor WHERE id = NEW.donor_id FOR NO KEY UPDATE;
    IF NEW.from_at > now() + interval '5 minutes' THEN
        RAISE EXCEPTION 'nothing was withdrawn in the future' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.cancels_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM bankconsent_withdrawal w WHERE w.id = NEW.cancels_id AND w.donor_id = NEW.donor_id
            AND w.cancels_id IS NULL)
    THEN
        RAISE EXCEPTION 'a cancellation is about a withdrawal of the same donor' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bankconsent_withdrawal_taken_back BEFORE INSERT ON bankconsent_withdrawal
    FOR EACH ROW EXECUTE FUNCTION bankconsent_taken_back();
"""
WRITTEN_BACK = """
DROP TRIGGER bankconsent_consentgiven_written ON bankconsent_consentgiven; DROP FUNCTION bankconsent_written;
DROP TRIGGER bankconsent_withdrawal_taken_back ON bankconsent_withdrawal; DROP FUNCTION bankconsent_taken_back;
"""
# The same decision as `deciding.one_purpose`; tests hold the two together with random histories.
ANSWER = """
CREATE FUNCTION bankconsent_answer(about bigint, purpose text, moment timestamptz) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE newest record; anything boolean;
BEGIN
    SELECT EXISTS (SELECT 1 FROM bankconsent_consentgiven g WHERE g.donor_id = about AND g.signed_at <= moment
        AND NOT EXISTS (SELECT 1 FROM bankconsent_consentgiven c WHERE c.corrects_id = g.id)) INTO anything;
    SELECT * INTO newest FROM (
        SELECT DISTINCT ON (f.code) g.id, g.signed_at, g.answers ->> purpose AS said, f.hospital_id, f.code, f.valid_from
        FROM bankconsent_consentgiven g JOIN bankconsent_consentform f ON f.id = g.form_id
        WHERE g.donor_id = about AND g.signed_at <= moment
            AND NOT EXISTS (SELECT 1 FROM bankconsent_consentgiven c WHERE c.corrects_id = g.id)
        ORDER BY f.code, g.signed_at DESC, g.id DESC) latest
    WHERE said IN ('yes', 'no') ORDER BY signed_at DESC, id DESC LIMIT 1;
    IF EXISTS (SELECT 1 FROM bankconsent_withdrawal w WHERE w.donor_id = about AND w.cancels_id IS NULL
        AND w.from_at <= moment AND (newest.id IS NULL OR newest.signed_at <= w.from_at)
        AND (w.purposes = '{}' OR purpose = ANY (w.purposes))
        AND NOT EXISTS (SELECT 1 FROM bankconsent_withdrawal c WHERE c.cancels_id = w.id))
    THEN
        RETURN 'withdrawn';
    END IF;
    IF newest.id IS NULL THEN
        RETURN CASE WHEN anything THEN 'unasked' ELSE 'none' END;
    END IF;
    IF newest.said = 'no' THEN
        RETURN 'no';
    END IF;
    IF EXISTS (SELECT 1 FROM bankconsent_consentform f WHERE f.hospital_id = newest.hospital_id AND f.code = newest.code
        AND f.valid_from > newest.valid_from AND f.again_from <= moment)
    THEN
        RETURN 'again';
    END IF;
    RETURN 'yes';
END $$;
-- Whose material is in a specimen: a pool holds that of all its members. NULL: a pool that does not say whose.
CREATE FUNCTION bankconsent_donors(about bigint) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    WITH RECURSIVE up(id) AS (
        SELECT about
        UNION
        SELECT above.id FROM up, LATERAL (
            SELECT s.parent_id FROM biobank_specimen s WHERE s.id = up.id AND s.parent_id IS NOT NULL
            UNION ALL
            SELECT m.value::bigint FROM biobank_custodyevent e, jsonb_array_elements_text(e.fields -> 'member_ids') m(value)
            WHERE e.specimen_id = up.id AND e.deed = 'pooled'
            UNION ALL
            SELECT NULL::bigint FROM biobank_custodyevent e WHERE e.specimen_id = up.id AND e.deed = 'pooled'
                AND e.fields ? 'members' AND NOT e.fields ? 'member_ids') AS above(id))
    SELECT DISTINCT r.donor_id FROM up LEFT JOIN biobank_specimen s ON s.id = up.id
        LEFT JOIN biobank_collection c ON c.id = s.collection_id LEFT JOIN biobank_registration r ON r.id = c.registration_id
    ORDER BY 1
$$;
"""
ANSWER_BACK = "DROP FUNCTION bankconsent_donors; DROP FUNCTION bankconsent_answer;"
RELEASE = """
CREATE FUNCTION bankconsent_release() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE whose bigint; purpose text; wanted text[] := ARRAY['research']; said text; asked boolean := false;
BEGIN
    IF NEW.fields ? 'purposes' THEN
        IF jsonb_typeof(NEW.fields -> 'purposes') <> 'array' THEN
            RAISE EXCEPTION 'purposes of a release are a list' USING ERRCODE = 'check_violation';
        END IF;
        SELECT array_agg(DISTINCT p) INTO wanted
        FROM unnest(wanted || ARRAY(SELECT jsonb_array_elements_text(NEW.fields -> 'purposes'))) p;
    END IF;
    FOR whose IN SELECT bankconsent_donors(NEW.specimen_id) LOOP
        asked := true;
        PERFORM 1 FROM biobank_donor WHERE id = whose FOR SHARE;
        FOREACH purpose IN ARRAY wanted LOOP
            -- At the moment of the deed, and now: a date in the past is no way round a withdrawal.
            said := bankconsent_answer(whose, purpose, NEW.at);
            IF said = 'yes' THEN
                said := bankconsent_answer(whose, purpose, clock_timestamp());
            END IF;
            IF said IS DISTINCT FROM 'yes' THEN
                RAISE EXCEPTION 'specimen % is not released: consent for % is %', NEW.specimen_id, purpose, said
                    USING ERRCODE = 'check_violation', HINT = 'bankconsent_release';
            END IF;
        END LOOP;
    END LOOP;
    IF NOT asked THEN
        RAISE EXCEPTION 'specimen % is not released: its donor is not known here', NEW.specimen_id
            USING ERRCODE = 'check_violation', HINT = 'bankconsent_release';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bankconsent_custodyevent_release BEFORE INSERT ON biobank_custodyevent
    FOR EACH ROW WHEN (NEW.deed IN ('distributed', 'shipped')) EXECUTE FUNCTION bankconsent_release();
"""
RELEASE_BACK = "DROP TRIGGER bankconsent_custodyevent_release ON biobank_custodyevent; DROP FUNCTION bankconsent_release;"
# What a withdrawal froze stays frozen while it stands, and what is entered later for that donor is frozen as it comes.
FREEZE = """
CREATE FUNCTION bankconsent_withdrawn(about bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(bool_or(bankconsent_answer(whose, 'research', clock_timestamp()) = 'withdrawn'), false)
    FROM bankconsent_donors(about) whose
$$;
CREATE FUNCTION bankconsent_thaw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF bankconsent_withdrawn(NEW.id) THEN
        RAISE EXCEPTION 'a specimen whose donor withdrew stays frozen' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bankconsent_specimen_thaw BEFORE UPDATE OF availability ON biobank_specimen FOR EACH ROW
    WHEN (OLD.availability = 'consent_withdrawn' AND NEW.availability <> 'consent_withdrawn')
    EXECUTE FUNCTION bankconsent_thaw();
CREATE FUNCTION bankconsent_late() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE biobank_specimen s SET availability = 'consent_withdrawn'
    FROM entered n JOIN biobank_collection c ON c.id = n.collection_id JOIN biobank_registration r ON r.id = c.registration_id
    WHERE s.id = n.id AND n.availability <> 'consent_withdrawn'
        AND EXISTS (SELECT 1 FROM bankconsent_withdrawal w WHERE w.donor_id = r.donor_id AND w.purposes = '{}')
        AND bankconsent_answer(r.donor_id, 'research', clock_timestamp()) = 'withdrawn';
    RETURN NULL;
END $$;
CREATE TRIGGER bankconsent_specimen_late AFTER INSERT ON biobank_specimen REFERENCING NEW TABLE AS entered
    FOR EACH STATEMENT EXECUTE FUNCTION bankconsent_late();
CREATE FUNCTION bankconsent_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.closed_at IS NOT NULL
        OR (NEW.withdrawal_id, NEW.specimen_id, NEW.hospital_id) IS DISTINCT FROM
           (OLD.withdrawal_id, OLD.specimen_id, OLD.hospital_id)
    THEN
        RAISE EXCEPTION 'an item of a withdrawal is never removed, and a closed one never changed'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bankconsent_workitem_item BEFORE UPDATE OR DELETE ON bankconsent_workitem
    FOR EACH ROW EXECUTE FUNCTION bankconsent_item();
"""
FREEZE_BACK = """
DROP TRIGGER bankconsent_workitem_item ON bankconsent_workitem; DROP FUNCTION bankconsent_item;
DROP TRIGGER bankconsent_specimen_late ON biobank_specimen; DROP FUNCTION bankconsent_late;
DROP TRIGGER bankconsent_specimen_thaw ON biobank_specimen; DROP FUNCTION bankconsent_thaw;
DROP FUNCTION bankconsent_withdrawn;
"""


class Migration(migrations.Migration):
    dependencies = [("bankconsent", "0001_initial"), ("biobank", "0002_security")]

    operations = [
        *(op for name in (*ADDED, "workitem", "workitemevent") for op in protect(f"bankconsent_{name}", BY_CODE)),
        *(op for name in (*ADDED, "workitemevent") for op in append_only(f"bankconsent_{name}")),
        *(belongs_together(f"bankconsent_{table}", column, parent)
          for table, parents in PARENTS.items() for column, parent in parents.items()),
        RunSQL(WRITTEN, WRITTEN_BACK),
        RunSQL(ANSWER, ANSWER_BACK),
        RunSQL(RELEASE, RELEASE_BACK),
        RunSQL(FREEZE, FREEZE_BACK),
    ]
