"""Tables, found by looking and not by a list: what tells of patients has a policy, and what is written has a trail."""

import pytest
from django.apps import apps
from django.db import connection

pytestmark = pytest.mark.django_db

TELLING = ("patient_id", "hospital_id", "owner_id", "mrn", "birth_date")  # a column that places or names a patient
# Who works where and what happened at the doors is needed before anybody is known, and names no patient.
NO_PATIENT = {
    "people_membership", "people_membershipevent",
    "wagtailcore_page",     # a public page; its owner is the editor who began it
}  # fmt: skip
ALL_FOUR = {"r", "a", "w", "d"}

# Tables without a trail of their own, and why none is missing.
NO_TRAIL = {
    "chart_derivedrow": "thrown away and made again from facts",
    "biobank_counter": "only ever counted on",
    "bankask_reckoned": "thrown away and made again from custody",
    "chart_patientword": "thrown away and made again from the name",
    "trials_trialnumber": "a copy of what the registry says; its versions are kept",
    "trials_trialsite": "a copy of what the registry says; its versions are kept",
    "trials_trialversion": "each version is a row of its own",
    "trials_importbatch": "is itself the trail of an import",
    "trials_syncrun": "how far a copy of the registry has come",
    "watch_standing": "made again from the record; what changed in it is a row of watch_change",
    "watch_round": "how far the daily round has come",
    "trials_registryproblem": "what the registry sent wrong",
    **{f"website_{page}page": "a public page: Wagtail keeps each revision, who made it and who published it" for page in (
        "article", "channel", "content", "episode", "expert", "experts", "front", "library", "news", "newsitem",
        "publications")},
    "website_medicalreview": "a step of review: Wagtail's own log tells who changed it",
    "website_picture": "a picture of public pages: Wagtail's own log tells who changed it",
    "website_rendition": "a picture in another size, made again when missing",
}


def ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def tables_with(columns):
    found = ask(
        "SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped"
        " WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND a.attname = ANY (%s)",
        list(columns),
    )
    return {name for (name,) in found}


def test_every_table_that_tells_of_patients_has_a_policy_for_everything_one_can_do():
    telling = tables_with(TELLING) - NO_PATIENT
    assert {"chart_patient", "chart_factrow", "chart_queued", "people_chartread", "chart_patientevent"} <= telling
    bare = {}
    for table in telling:
        ((forced, commands),) = ask(
            "SELECT c.relrowsecurity AND c.relforcerowsecurity, array_agg(p.polcmd::text) FROM pg_class c"
            " LEFT JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relname = %s"
            " AND c.relnamespace = 'public'::regnamespace GROUP BY c.oid",
            table,
        )
        if not forced or not ("*" in commands or set(commands) >= ALL_FOUR):
            bare[table] = commands
    assert not bare, f"Protect these with paeonia.people.rowlevel.protect: {bare}"


def test_without_a_viewer_every_one_of_them_is_empty_and_takes_nothing():
    assert all(ask(f"SELECT count(*) FROM {table}") == [(0,)] for table in tables_with(TELLING) - NO_PATIENT)


def test_the_role_of_pages_is_bound_and_belongs_to_no_owner():
    assert ask(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,"
        " (SELECT count(*) FROM pg_auth_members m WHERE m.member = r.oid),"
        " (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid AND c.relkind = 'r'),"
        " has_schema_privilege('public', 'CREATE') FROM pg_roles r WHERE rolname = current_user"
    ) == [(False, False, False, False, False, 0, 0, False)]


def test_every_parent_of_a_patients_row_is_of_the_same_hospital():
    """A plain foreign key is checked past row security: it would take a foreign patient and tell that there is one."""
    plain = ask(
        "SELECT c.conrelid::regclass::text, c.conname FROM pg_constraint c WHERE c.contype = 'f'"
        " AND c.confrelid IN ('chart_patient'::regclass, 'chart_intake'::regclass) AND cardinality(c.conkey) = 1"
    )
    assert plain == [], f"Add paeonia.people.rowlevel.belongs_together and db_constraint=False: {plain}"


def test_every_table_of_the_house_keeps_a_trail_or_says_why_not():
    ours = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("paeonia.")]
    triggers = ask("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal")
    kept = {table for table, name in triggers if "append_only" in name}
    kept |= {table for table, name in triggers if "update_update" in name}
    bare = {table for table in ours if table not in kept and "history" not in table} - set(NO_TRAIL)
    assert not bare, f"Track these with pghistory, or make them append-only: {bare}"


def test_no_trail_can_be_changed_by_the_application():
    trails = tables_with(["pgh_id"])
    assert len(trails) >= 8
    loose = [table for table in trails if ask("SELECT has_table_privilege(%s, 'UPDATE, DELETE')", table) == [(True,)]]
    assert not loose, loose
