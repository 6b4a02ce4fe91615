"""Row-level security, asked of the database itself, as the role pages connect with."""

import pytest
from django.db import DatabaseError, connection, connections, transaction

from paeonia.people.context import acting, current
from paeonia.people.rowlevel import append_only, protect, protect_by_parent
from paeonia.people.viewer import Viewer

pytestmark = pytest.mark.django_db(transaction=True)


def at(*hospitals: int) -> Viewer:
    return Viewer(None, "test", "oncologist", hospitals)


def ask(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def ward(db, owner_link):
    """A protected table and its child, made by the owner as a migration would, with one row in hospitals 1 and 2."""
    for statement in (
        "CREATE TABLE ward_stay (id int PRIMARY KEY, hospital_id bigint NOT NULL)",
        "CREATE TABLE ward_note (id int PRIMARY KEY, stay_id int NOT NULL REFERENCES ward_stay)",
        "INSERT INTO ward_stay VALUES (1, 1), (2, 2)",
        "INSERT INTO ward_note VALUES (10, 1), (20, 2)",
        *(
            step.sql
            for step in [*protect("ward_stay"), *protect_by_parent("ward_note", "stay_id", "ward_stay")]
        ),
    ):
        owner_link.execute(statement)
    owner_link.commit()
    yield owner_link
    owner_link.rollback()
    owner_link.execute("DROP TABLE ward_note, ward_stay")
    owner_link.commit()


def test_the_pages_role_is_bound():
    assert ask(
        "SELECT current_user, rolsuper, rolbypassrls, rolcreaterole,"
        " (SELECT count(*) FROM pg_tables WHERE tableowner = current_user)"
        " FROM pg_roles WHERE rolname = current_user"
    ) == [("paeonia_app", False, False, False, 0)]


def test_without_a_viewer_there_are_no_rows(ward):
    assert ask("SELECT id FROM ward_stay") == []
    with transaction.atomic():
        assert ask("SELECT id FROM ward_note") == []


def test_the_owner_without_a_viewer_sees_nothing_either(ward):
    assert ward.execute("SELECT id FROM ward_stay").fetchall() == []


@pytest.mark.parametrize(
    ("hospitals", "seen"), [((1,), [1]), ((2,), [2]), ((1, 2), [1, 2]), ((3,), []), ((), [])]
)
def test_each_hospital_sees_its_own(ward, hospitals, seen):
    with acting(at(*hospitals)):
        assert [row for (row,) in ask("SELECT id FROM ward_stay ORDER BY id")] == seen
        assert [row for (row,) in ask("SELECT id / 10 FROM ward_note ORDER BY id")] == seen


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO ward_stay VALUES (3, 2)",
        "INSERT INTO ward_note VALUES (30, 2)",
        "UPDATE ward_stay SET hospital_id = 2 WHERE id = 1",
        "UPDATE ward_note SET stay_id = 2 WHERE id = 10",
    ],
)
def test_nothing_is_written_into_a_foreign_hospital(ward, statement):
    with pytest.raises(DatabaseError, match="row-level security"), acting(at(1)):
        ask(statement)


def test_foreign_rows_cannot_be_changed_or_removed(ward):
    with acting(at(1)):
        ask("UPDATE ward_stay SET id = 9 WHERE id = 2")
        ask("DELETE FROM ward_note WHERE id = 20")
    with acting(at(2)):
        assert ask("SELECT id FROM ward_stay") == [(2,)]
        assert ask("SELECT id FROM ward_note") == [(20,)]


def test_the_viewer_is_forgotten_with_the_transaction(ward):
    with acting(at(1, 2)):
        pass
    assert connection.connection is not None  # the same connection will serve the next person
    with transaction.atomic():
        assert current() == ("", "", "")
        assert ask("SELECT id FROM ward_stay") == []


def test_the_viewer_is_forgotten_after_a_failure(ward):
    with pytest.raises(ZeroDivisionError), acting(at(1)):
        raise ZeroDivisionError
    assert ask("SELECT id FROM ward_stay") == []


def test_a_nested_viewer_gives_the_outer_one_back(ward):
    with acting(at(1)):
        with acting(at(2)):
            assert ask("SELECT id FROM ward_stay") == [(2,)]
        assert ask("SELECT id FROM ward_stay") == [(1,)]
        with pytest.raises(DatabaseError), acting(at(2)):
            ask("SELECT 1 / 0")
        assert ask("SELECT id FROM ward_stay") == [(1,)]


def test_the_same_viewer_nested_says_nothing_twice(ward, django_assert_num_queries):
    with acting(at(1)), django_assert_num_queries(3), acting(at(1)):  # savepoint, question, release
        assert ask("SELECT id FROM ward_stay") == [(1,)]


def test_inside_a_plain_transaction_the_viewer_ends_with_the_block(ward):
    with transaction.atomic():
        with acting(at(1)):
            assert ask("SELECT id FROM ward_stay") == [(1,)]
        assert current() == ("", "", "") and ask("SELECT id FROM ward_stay") == []


def test_the_role_cannot_switch_protection_off(ward):
    for attempt in (
        "ALTER TABLE ward_stay DISABLE ROW LEVEL SECURITY",
        "DROP POLICY ward_stay_see ON ward_stay",
        "SET ROLE paeonia_owner",
        "TRUNCATE ward_stay CASCADE",
    ):
        with pytest.raises(DatabaseError):
            ask(attempt)


@pytest.mark.parametrize("name", ["Patient", "a; DROP TABLE b", "", "x-y"])
def test_names_that_would_become_sql_are_refused(name):
    with pytest.raises(ValueError, match="plain table"):
        protect(name)
    with pytest.raises(ValueError, match="plain table"):
        append_only(name)


def test_every_table_of_a_hospital_is_protected():
    """A table with a hospital column but no forced row security would leak silently."""
    unguarded = ask(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'hospital_id'"
        " WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace"
        " AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1"
    )
    # Who works where is needed before anybody is known, and holds no patient.
    assert {name for (name,) in unguarded} <= {"people_membership", "people_membershipevent"}


def test_connections_differ():
    assert connections["default"].settings_dict["USER"] != connections["owner"].settings_dict["USER"]
