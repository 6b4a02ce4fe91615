"""The empty tables that a fresh database starts from are those that the migrations make."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from paeonia.site import baseline


def test_it_was_written_after_the_last_change_of_a_migration():
    assert baseline.is_current(), "a migration changed: run `make baseline` and commit what it writes"


def test_another_fingerprint_or_no_file_lets_the_migrations_run(monkeypatch, tmp_path):
    other = tmp_path / "baseline.sql"
    monkeypatch.setattr(baseline, "FILE", other)
    assert not baseline.is_current() and not baseline.load("default")
    other.write_text(baseline.MARK + "0123456789abcdef\nSELECT 1;\n")
    assert not baseline.is_current() and not baseline.load("default")


def test_nothing_is_left_to_migrate(db):
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_a_database_with_tables_is_left_alone(db):
    assert baseline.is_current()
    assert not baseline.load("default")  # the application's role, and tables: both speak against it
