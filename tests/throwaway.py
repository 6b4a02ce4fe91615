"""Databases for the tests: migrated once for each state of the migrations, then copied in a blink for each worker."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from paeonia.site import baseline

ONE_AT_A_TIME = 7302  # advisory lock: several workers and several runs share one server
MADE, TEST = "made_", "test_paeonia_"


@contextmanager
def database(worker: str) -> Iterator[str]:
    """Give the default connection a database of its own, in the application's role, and drop it afterwards."""
    default, owner = connections["default"], connections["owner"]
    empty = default.settings_dict["NAME"]
    name = f"{TEST}{os.getpid()}_{worker or 'alone'}"
    with server() as link:
        drop_forgotten(link)
        link.execute(
            sql.SQL("CREATE DATABASE {} OWNER paeonia_owner TEMPLATE {}").format(
                *map(sql.Identifier, (name, made(link, empty)))
            )
        )
        link.execute("SELECT pg_advisory_unlock_all()")
    default.settings_dict["NAME"] = owner.settings_dict["NAME"] = name
    try:
        yield name
    finally:
        default.close()
        owner.close()
        default.settings_dict["NAME"] = owner.settings_dict["NAME"] = empty
        with server() as link:
            drop(link, name)


@contextmanager
def server() -> Iterator[psycopg.Connection]:
    """Connect as the server's administrator, alone among all test runs until the connection closes."""
    settings = connections["owner"].settings_dict
    with psycopg.connect(host=settings["HOST"], user="postgres", dbname="postgres", autocommit=True) as link:
        link.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        yield link


def made(link: psycopg.Connection, empty: str) -> str:
    """Return the name of a migrated database for the migrations as they are now, making it when it is missing."""
    name = MADE + baseline.fingerprint()
    if name in names(link, MADE):
        return name
    for old in names(link, MADE):
        drop(link, old)
    half = f"{MADE}half"
    drop(link, half)
    link.execute(
        sql.SQL("CREATE DATABASE {} OWNER paeonia_owner TEMPLATE {}").format(
            *map(sql.Identifier, (half, empty))
        )
    )
    migrate_as_owner(half)
    link.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(half), sql.Identifier(name)))
    return name


def migrate_as_owner(name: str) -> None:
    """Apply every migration in the named database; then let the application empty tables, which only tests need."""
    default = connections["default"]
    before = default.settings_dict["NAME"], default.settings_dict["USER"]
    default.close()
    default.settings_dict.update(NAME=name, USER=connections["owner"].settings_dict["USER"])
    try:
        baseline.load("default")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        with default.cursor() as cursor:
            cursor.execute("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO paeonia_app")
    finally:
        default.close()
        default.settings_dict.update(NAME=before[0], USER=before[1])


def drop_forgotten(link: psycopg.Connection) -> None:
    """Drop databases of runs that were killed."""
    for name in names(link, TEST):
        pid = name.removeprefix(TEST).partition("_")[0]
        if not (pid.isdigit() and psutil.pid_exists(int(pid))):
            drop(link, name)


def names(link: psycopg.Connection, prefix: str) -> list[str]:
    """Return the databases whose names begin so."""
    return [
        row[0]
        for row in link.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
    ]


def drop(link: psycopg.Connection, name: str) -> None:
    """Drop a database, closing what is still connected to it."""
    link.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def child_environment() -> dict[str, str]:
    """What a process of its own needs to work in the present test database, in the application's role."""
    settings = connections["default"].settings_dict
    address = f"postgresql://{settings['USER']}@/{settings['NAME']}?host={quote(settings['HOST'])}"
    return {**os.environ, "DATABASE_URL": address, "PYTHONPATH": str(Path(__file__).parents[1] / "src"),
            "DJANGO_SETTINGS_MODULE": "paeonia.site.settings"}
