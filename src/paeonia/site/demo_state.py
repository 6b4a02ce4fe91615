"""Whether this installation shows the invented demo programme."""

from typing import Any

from paeonia.people.demo import HOSPITALS, PEOPLE, password
from paeonia.people.roles import WORDS
from paeonia.site import place

MARK = "demo.json"


def is_demo() -> bool:
    """True when the demo programme was loaded into this installation's folder."""
    return (place.home() / MARK).exists()


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
