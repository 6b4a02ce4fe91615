"""The database that travels with the application."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import psycopg
import pytest

from paeonia.site import embedded, place


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    started = embedded.ensure(tmp_path_factory.mktemp("pg") / "data", durable=False)
    yield started
    embedded.get_server(started.folder, start=False)


def test_started_twice_is_one_server(server):
    program = textwrap.dedent(f"""
        from pathlib import Path
        from paeonia.site.embedded import ensure
        print(ensure(Path({str(server.folder)!r})).socket)
    """)
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == server.socket
    # The second process has left; the server stays for the first.
    assert psycopg.connect(server.as_role(embedded.APPLICATION, "paeonia")).execute(
        "SELECT 1"
    ).fetchone() == (1,)


def test_it_listens_to_no_network_and_sorts_the_same_everywhere(server):
    with psycopg.connect(server.as_role("postgres", "paeonia")) as link:
        assert link.execute("SHOW listen_addresses").fetchone() == ("",)
        found = link.execute(
            "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'paeonia'"
        ).fetchone()
        assert found == ("b", "C.UTF-8")
    assert os.stat(server.folder).st_mode & 0o077 == 0


def test_roles_are_bound(server):
    with psycopg.connect(server.as_role(embedded.OWNER, "paeonia")) as link:
        assert dict(link.execute("SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles").fetchall()) | {
            embedded.OWNER: False, embedded.APPLICATION: False,
        } == dict(link.execute("SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles").fetchall())  # fmt: skip


def test_a_process_number_that_now_belongs_to_another_program_is_forgotten(tmp_path):
    pid_file = tmp_path / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{tmp_path}\n")
    embedded.forget_dead_server(tmp_path)
    assert not pid_file.exists()


def test_an_address_of_ones_own_server_is_understood():
    found = place.database("postgresql://app:p%40ss@db.hospital:5433/paeonia?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"], found["OPTIONS"]) == (
        "app", "p@ss", "db.hospital", "5433", "paeonia", {"sslmode": "require"},
    )  # fmt: skip
    with pytest.raises(ValueError, match="postgresql://"):
        place.database("mysql://x/y")


def test_what_the_server_refuses_is_not_quoted_in_its_log(server):
    canary = "Canary110101199001011234"
    with psycopg.connect(server.as_role(embedded.APPLICATION, "paeonia"), autocommit=True) as link:
        link.execute("CREATE TEMPORARY TABLE kept (word text UNIQUE, day date)")
        link.execute("INSERT INTO kept VALUES (%s)", [canary])
        for statement in (
            f"INSERT INTO kept VALUES ('{canary}')",  # as Django writes it, with the values in place
            f"SELECT '{canary}'::int",
            f"INSERT INTO kept (day) VALUES ('{canary}')",
        ):
            with pytest.raises(psycopg.Error, match=canary):
                link.execute(statement)
    said = (server.folder / "log").read_text()
    assert "listening on Unix socket" in said and canary not in said


def test_nobody_else_reaches_its_socket(server):
    (socket,) = (path for path in Path(server.socket).iterdir() if path.is_socket())
    assert socket.stat().st_mode & 0o077 == 0
