"""What two people approved is never changed, nobody approves her own words, and no words of a text get lost."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import append_only

APPROVED_BY_ANOTHER = """
CREATE FUNCTION curation_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.approved_by_id IS DISTINCT FROM paeonia_user() THEN
        RAISE EXCEPTION 'nobody approves for somebody else' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.approved_by_id = ANY (NEW.authors) OR EXISTS (
        SELECT 1 FROM curation_line l WHERE l.draft_id = NEW.draft_id
        AND NEW.approved_by_id IN (l.written_by_id, l.settled_by_id)
        -- What an earlier version brought along was approved by two people then.
        AND NOT EXISTS (SELECT 1 FROM curation_draft d WHERE d.id = l.draft_id AND l.settled_at < d.started_at))
    THEN
        RAISE EXCEPTION 'nobody approves her own words' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM curation_draft d WHERE d.id = NEW.draft_id AND d.state = 'submitted'
                   AND d.submitted_by_id = NEW.submitted_by_id AND d.dossier_id = NEW.dossier_id)
    THEN
        RAISE EXCEPTION 'only what was submitted is approved' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER curation_version_by_another BEFORE INSERT ON curation_version
    FOR EACH ROW EXECUTE FUNCTION curation_by_another();
"""
ENDED = """
CREATE FUNCTION curation_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('approved', 'withdrawn') THEN
        RAISE EXCEPTION 'a draft that has ended is never changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER curation_draft_ended BEFORE UPDATE ON curation_draft FOR EACH ROW EXECUTE FUNCTION curation_ended();
"""
ONLY_OPEN = """
CREATE FUNCTION curation_only_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE mine bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN mine := OLD.draft_id; ELSE mine := NEW.draft_id; END IF;
    -- Held until the writer ends, so that nobody submits what somebody else is changing.
    IF NOT EXISTS (SELECT 1 FROM curation_draft d WHERE d.id = mine AND d.state = 'open' FOR SHARE) THEN
        RAISE EXCEPTION 'this draft is not in work' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER curation_line_only_open BEFORE INSERT OR UPDATE OR DELETE ON curation_line
    FOR EACH ROW EXECUTE FUNCTION curation_only_open();
CREATE TRIGGER curation_group_only_open BEFORE INSERT OR UPDATE OR DELETE ON curation_group
    FOR EACH ROW EXECUTE FUNCTION curation_only_open();
"""
WORDS_STAY = """
CREATE FUNCTION curation_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.start IS NOT NULL THEN
        RAISE EXCEPTION 'words of the text are never dropped' USING ERRCODE = 'check_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER curation_line_words_stay BEFORE DELETE ON curation_line
    FOR EACH ROW EXECUTE FUNCTION curation_words_stay();
"""


class Migration(migrations.Migration):
    dependencies = [("curation", "0001_initial"), ("people", "0002_access")]

    operations = [
        *append_only("curation_version"),
        *append_only("curation_step"),
        RunSQL(APPROVED_BY_ANOTHER, "DROP TRIGGER curation_version_by_another ON curation_version;"
                                    " DROP FUNCTION curation_by_another;"),
        RunSQL(ENDED, "DROP TRIGGER curation_draft_ended ON curation_draft; DROP FUNCTION curation_ended;"),
        RunSQL(ONLY_OPEN, "DROP TRIGGER curation_line_only_open ON curation_line;"
                          " DROP TRIGGER curation_group_only_open ON curation_group; DROP FUNCTION curation_only_open;"),
        RunSQL(WORDS_STAY, "DROP TRIGGER curation_line_words_stay ON curation_line; DROP FUNCTION curation_words_stay;"),
    ]
