"""The empty tables that a fresh database starts from are those that the migrations make."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from paeonia.site import baseline


def test_it_was_written_after_the_last_change_of_a_migration():
    assert baseline.is_current(), "a migration changed: run `make baseline` and commit what it writes"


@pytest.mark.parametrize("content", [None, "", "-- made by migrations 0123456789abcdef\nSELECT 1;\n", "-- made by {\n",
                                     '-- made by {"wagtail": "1.0"}\nSELECT 1;\n'])
def test_of_other_migrations_or_not_there_it_lets_the_migrations_run(content, monkeypatch, tmp_path):
    other = tmp_path / "baseline.sql"
    monkeypatch.setattr(baseline, "FILE", other)
    if content is not None:
        other.write_text(content)
    assert not baseline.is_current() and not baseline.is_behind() and not baseline.load("default")


def test_a_newer_migration_runs_after_it_and_a_changed_one_makes_it_useless(monkeypatch):
    made = baseline.parts()
    monkeypatch.setattr(baseline, "parts", lambda: {**made, "chart/0099_new.py": "01234567"})
    assert baseline.is_behind() and not baseline.is_current()
    monkeypatch.setattr(baseline, "parts", lambda: {**made, "chart/0001_initial.py": "01234567"})
    assert not baseline.is_behind()


def test_nothing_is_left_to_migrate(db):
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_a_database_with_tables_is_left_alone(db):
    assert baseline.is_current()
    assert not baseline.load("default")  # the application's role, and tables: both speak against it
