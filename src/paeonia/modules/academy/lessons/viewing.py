"""The token of one viewing: whose, of which film; nobody else can beat with it, and it lasts for a day."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing

SALT = "academylessons.viewing"
LIVES = 24 * 3600


@dataclass(frozen=True)
class Token:
    """What a token says."""

    viewing_id: int
    film_id: int
    user_id: int


def token(viewing_id: int, film_id: int, user_id: int) -> str:
    """What the player of one opening holds."""
    return signing.dumps([viewing_id, film_id, user_id], salt=SALT)


def read(said: str) -> Token | None:
    """What a token says; None for one that is forged or old."""
    try:
        return Token(*signing.loads(said, salt=SALT, max_age=LIVES))
    except (signing.BadSignature, ValueError, TypeError):
        return None
