"""Where this installation keeps its own files and which databases it speaks to."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

SOURCE_ROOT = Path(__file__).parents[3]


def root() -> Path:
    """Return the project folder: the source tree, or where the command was typed when installed as a wheel."""
    return SOURCE_ROOT if (SOURCE_ROOT / "pyproject.toml").exists() else Path.cwd()


def home() -> Path:
    """Return the folder of this installation's data: PAEONIA_HOME, or `var` in the project."""
    return Path(os.environ.get("PAEONIA_HOME") or root() / "var")


def folder(name: str) -> Path:
    """Return a folder of this installation's data, made if missing."""
    path = home() / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret_key() -> str:
    """Return PAEONIA_SECRET_KEY, or a key made on the first start and readable by this user only."""
    given = os.environ.get("PAEONIA_SECRET_KEY")
    if given:
        return given
    path = home() / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f"secret_key.{os.getpid()}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(half, path)  # whole or not at all; of two starters at once the first one's key counts
        except FileExistsError:
            pass
        finally:
            half.unlink()
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)  # copied or restored with wider rights
    return path.read_text()


def addresses() -> tuple[str, str]:
    """Return the connection strings of the application and of the owner.

    A hospital sets DATABASE_URL (the application role) and DATABASE_OWNER_URL (used by migrate alone);
    without them the embedded server is started.
    """
    given = os.environ.get("DATABASE_URL")
    if given:
        return given, os.environ.get("DATABASE_OWNER_URL") or given
    from paeonia.site import embedded  # deferred: a hospital's own server needs none of it

    server = embedded.ensure(home() / "postgres", durable=os.environ.get("PAEONIA_THROWAWAY") != "1")
    return server.url(embedded.APPLICATION), server.url(embedded.OWNER)


def database(url: str) -> dict[str, object]:
    """Turn postgresql://user:password@host:port/name?host=/socket into Django's settings."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError(f"DATABASE_URL must begin with postgresql://, not {parts.scheme}://")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }
