"""A tube that comes into the bank is not put into a place when its donor said no, or took her consent back."""

from django.db import migrations
from django.db.migrations import RunSQL

# What is only moved says from where, and is let pass: a failing freezer must cost no tube. Consent nobody asked about yet is
# no hindrance either. Whoever stores holds the tube, and a withdrawal waits for it and then lists where it lies; holding the
# donor here as well would have each of the two wait for the other.
KEEPING = """
CREATE FUNCTION bankconsent_keeping() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE whose bigint; said text;
BEGIN
    FOR whose IN SELECT bankconsent_donors(NEW.specimen_id) LOOP
        said := bankconsent_answer(whose, 'research', clock_timestamp());
        IF said IN ('withdrawn', 'no') THEN
            RAISE EXCEPTION 'specimen % is not kept: consent for research is %', NEW.specimen_id, said
                USING ERRCODE = 'check_violation', HINT = 'bankconsent_keeping';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER bankconsent_custodyevent_keeping BEFORE INSERT ON biobank_custodyevent
    FOR EACH ROW WHEN (NEW.deed = 'stored' AND NOT NEW.fields ? 'from') EXECUTE FUNCTION bankconsent_keeping();
"""
BACK = "DROP TRIGGER bankconsent_custodyevent_keeping ON biobank_custodyevent; DROP FUNCTION bankconsent_keeping;"


class Migration(migrations.Migration):
    dependencies = [("bankconsent", "0002_security"), ("biobank", "0003_two_people")]

    operations = [RunSQL(KEEPING, BACK)]
