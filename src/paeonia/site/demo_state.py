"""Whether this installation shows the invented demo programme."""

import json
import os
from typing import Any
from urllib.parse import urlsplit

from paeonia.people.demo import HOSPITALS, PEOPLE, password
from paeonia.people.roles import WORDS
from paeonia.site import place

MARK = "demo.json"
EMBEDDED = "embedded"


def is_demo() -> bool:
    """True when the demo programme was loaded into the database this installation speaks to now."""
    try:
        mark = json.loads((place.home() / MARK).read_text())
    except (FileNotFoundError, ValueError):
        return False
    return mark.get("database", EMBEDDED) == database()


def remember() -> None:
    """Note that the database now holds the demo programme: only then are its public passwords let in."""
    place.home().mkdir(parents=True, exist_ok=True)
    half = place.home() / f"{MARK}.{os.getpid()}"
    half.write_text(json.dumps({"demo": True, "database": database()}))
    half.rename(place.home() / MARK)


def database() -> str:
    """Name the database, without its password: a folder once used for a demo may be given a hospital's own later."""
    given = urlsplit(os.environ.get("DATABASE_URL", ""))
    return f"{given.hostname or ''}:{given.port or ''}{given.path}?{given.query}" if given.scheme else EMBEDDED


def people() -> list[dict[str, Any]]:
    """Return the demo people for the sign-in page; none in a real installation."""
    if not is_demo():
        return []
    places = {code: {"zh": zh, "en": en} for code, zh, en in HOSPITALS}
    return [
        {
            "sign_in": name,
            "password": password(name),
            "role": WORDS[role],
            "name": {"zh": zh, "en": en},
            "hospital": places[hospitals[0]],
        }
        for name, role, hospitals, zh, en in PEOPLE
    ]
