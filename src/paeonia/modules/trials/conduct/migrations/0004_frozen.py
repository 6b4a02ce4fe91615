"""Row security of the newer tables; and a closed study is frozen for writing, said by the database itself."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import append_only, belongs_together, protect

TRACKED = ("scheduleversion", "dataquery", "sourcefile", "crffield", "crfbatch", "crfbadrow")
SIGNED = {"transfer": "visits", "crfentry": "visits"}
SAID = ("turn", "querystep")
OF_SUBJECT = ("transfer", "crfentry", "dataquery", "sourcefile")
# What a study holds; its own row and its turns stay open, or it could never be reopened.
FROZEN = (*TRACKED, *SIGNED, "querystep", "plannedvisit", "consentform", "safetyrule", "delegation", "subject", "druglot",
          "training", "monitorvisit", "finding", "sitedocument", "consent", "screening", "failure", "enrolment",
          "visitentry", "ending", "followup", "adverseevent", "safetyreport", "deviation", "drugmovement",
          "subjectidentity")

CLOSED = """
CREATE FUNCTION conduct_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM conduct_study s WHERE s.id = NEW.study_id AND s.closed_on IS NOT NULL) THEN
        RAISE EXCEPTION 'the study is closed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""


def delegated(table, task):
    """A signature on this table needs that task."""
    return RunSQL(
        f"CREATE TRIGGER conduct_{table}_delegated BEFORE INSERT ON conduct_{table}"
        f" FOR EACH ROW EXECUTE FUNCTION conduct_delegated('{task}');",
        f"DROP TRIGGER conduct_{table}_delegated ON conduct_{table};")


def frozen(table):
    """Nothing is added to this table, or changed in it, while its study is closed."""
    return RunSQL(
        f"CREATE TRIGGER conduct_{table}_frozen BEFORE INSERT OR UPDATE ON conduct_{table}"
        " FOR EACH ROW EXECUTE FUNCTION conduct_frozen();",
        f"DROP TRIGGER conduct_{table}_frozen ON conduct_{table};")


class Migration(migrations.Migration):
    dependencies = [("conduct", "0003_versions_queries_crf")]

    operations = [
        *(op for name in (*TRACKED, *SIGNED, *SAID) for op in protect(f"conduct_{name}")),
        *(op for name in TRACKED for op in protect(f"conduct_{name}event")),
        *(op for name in TRACKED for op in append_only(f"conduct_{name}event")),
        *(op for name in (*SIGNED, *SAID) for op in append_only(f"conduct_{name}")),
        *(belongs_together(f"conduct_{name}", "study_id", "conduct_study") for name in (*TRACKED, *SIGNED, *SAID)),
        *(belongs_together(f"conduct_{name}", "subject_id", "conduct_subject") for name in OF_SUBJECT),
        belongs_together("conduct_querystep", "query_id", "conduct_dataquery"),
        belongs_together("conduct_crfbadrow", "batch_id", "conduct_crfbatch"),
        *(delegated(table, task) for table, task in SIGNED.items()),
        RunSQL(CLOSED, "DROP FUNCTION conduct_frozen;"),
        *(frozen(table) for table in FROZEN),
    ]
