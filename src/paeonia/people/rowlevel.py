"""Row-level security as migration operations: a table says in one expression who sees a row."""

import re

from django.db.migrations import RunSQL

APPLICATION_ROLE = "paeonia_app"
# A sub-select is planned once; the bare function would be called again for each row.
IN_MY_HOSPITALS = "hospital_id = ANY ((SELECT paeonia_hospitals())::int[])"
# What is known by a code alone: tubes and donors without a name.
BY_CODE = "hospital_id = ANY ((SELECT paeonia_coded())::int[])"
# A hospital's database administrator may have made the role already, with a password of her own.
ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{APPLICATION_ROLE}') THEN
        CREATE ROLE {APPLICATION_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS;
    END IF;
END $$;
"""
RIGHTS = f"""
GRANT USAGE ON SCHEMA public TO {APPLICATION_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APPLICATION_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APPLICATION_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APPLICATION_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APPLICATION_ROLE};
"""
REFUSE = """
CREATE OR REPLACE FUNCTION paeonia_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
"""
# The library adds to a page's metadata while it is open, so it may change; who signed it may not.
KEEP_NAME = """
CREATE OR REPLACE FUNCTION paeonia_keep_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
        OR NEW.metadata -> 'viewer' IS DISTINCT FROM OLD.metadata -> 'viewer'
    THEN
        RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
"""
DEAF = """
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT false $$;
"""
# A trail is told by the column its library gives it.
ONLY_ADDED = f"""
DO $$ DECLARE trail regclass; BEGIN
    FOR trail IN SELECT attrelid FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
        WHERE attname = 'pgh_id' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM {APPLICATION_ROLE}', trail);
    END LOOP;
END $$;
"""
NAME = re.compile(r"[a-z_][a-z0-9_]*\Z")


def protect(table: str, sees: str = IN_MY_HOSPITALS, writes: str | None = None) -> list[RunSQL]:
    """Return operations after which the table shows only rows for which `sees` holds, to its owner too.

    `writes` guards inserted and changed rows (default: the same as `sees`). Both are SQL booleans over the row's columns.
    """
    checked(table)
    allowed = writes or sees
    return [
        RunSQL(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
        ),
        policy(table, "see", f"FOR SELECT USING ({sees})"),
        policy(table, "add", f"FOR INSERT WITH CHECK ({allowed})"),
        policy(table, "change", f"FOR UPDATE USING ({allowed}) WITH CHECK ({allowed})"),
        policy(table, "remove", f"FOR DELETE USING ({allowed})"),
    ]


def protect_by_parent(table: str, column: str, parent: str) -> list[RunSQL]:
    """Return operations after which a row is seen and written exactly where its parent row is."""
    checked(column)
    checked(parent)
    return protect(table, f"EXISTS (SELECT 1 FROM {parent} p WHERE p.id = {table}.{column})")


def append_only(table: str) -> list[RunSQL]:
    """Return operations after which rows of the table can be added and read, never changed or removed."""
    checked(table)
    return [
        RunSQL(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION paeonia_refuse_change();",
            f"DROP TRIGGER {table}_append_only ON {table};",
        ),
        RunSQL(
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APPLICATION_ROLE};",
            f"GRANT UPDATE, DELETE ON {table} TO {APPLICATION_ROLE};",
        ),
    ]


def belongs_together(table: str, column: str, parent: str) -> RunSQL:
    """Return the operation after which a row's parent is of the row's own hospital: the pair must exist there.

    A plain foreign key is checked past row security: it would take a foreign parent, and tell that there is one.
    """
    for name in (table, column, parent):
        checked(name)
    made = f"{table}_{column}_together"
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {made} FOREIGN KEY ({column}, hospital_id)"
        f" REFERENCES {parent} (id, hospital_id);",
        f"ALTER TABLE {table} DROP CONSTRAINT {made};",
    )


def sign_once() -> list[RunSQL]:
    """Return operations after which a page of the trail keeps the name it was begun under."""
    return [
        RunSQL(KEEP_NAME, "DROP FUNCTION paeonia_keep_name;"),
        RunSQL(
            "CREATE TRIGGER pghistory_context_signed BEFORE UPDATE OR DELETE ON pghistory_context"
            " FOR EACH ROW EXECUTE FUNCTION paeonia_keep_name();"
            f"REVOKE DELETE ON pghistory_context FROM {APPLICATION_ROLE};",
            "DROP TRIGGER pghistory_context_signed ON pghistory_context;"
            f"GRANT DELETE ON pghistory_context TO {APPLICATION_ROLE};",
        ),
    ]


def never_look_away(using: str = "default", **_: object) -> None:
    """Make the trail's triggers deaf to `pgtrigger.ignore`: any session may set it, and none may write unseen.

    Called after every migration, because the library writes its own version of the function with each trigger, and
    each new trail comes with the rights of any table; others than the owner cannot, and have nothing to put right.
    """
    from django.db import connections  # deferred: migrations import this file before there are connections

    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_proc WHERE oid = to_regprocedure('_pgtrigger_should_ignore(name)')"
            " AND pg_has_role(proowner, 'USAGE')"
        )
        if cursor.fetchone():
            cursor.execute(DEAF)
            cursor.execute(ONLY_ADDED)


def foundations() -> list[RunSQL]:
    """Return what every later table stands on: the application role's rights and the functions that know who acts."""
    return [
        RunSQL(statement, RunSQL.noop)
        for statement in (ROLE, RIGHTS, reading("hospitals", "int[]"), reading("user", "int"), REFUSE)
    ]


def reading(setting: str, kind: str) -> str:
    """Return the function that reads one transaction-local setting; unset means nothing, so no rows."""
    found = f"nullif(current_setting('paeonia.{setting}', true), '')"
    value = (
        f"coalesce(string_to_array({found}, ',')::int[], '{{}}')" if kind == "int[]" else f"{found}::{kind}"
    )
    return (
        f"CREATE OR REPLACE FUNCTION paeonia_{setting}() RETURNS {kind}"
        f" LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT {value} $$;"
    )


def policy(table: str, name: str, clause: str) -> RunSQL:
    """Return the operation that creates one named policy, and its reverse."""
    return RunSQL(
        f"CREATE POLICY {table}_{name} ON {table} {clause};", f"DROP POLICY {table}_{name} ON {table};"
    )


def checked(name: str) -> None:
    """Refuse anything but a plain lower-case name: these strings become SQL."""
    if not NAME.match(name):
        raise ValueError(f"Not a plain table or column name: {name!r}")
