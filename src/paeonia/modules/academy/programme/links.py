"""The address of a personal calendar: sealed, so that nobody can make one, and worthless once it was renewed or closed."""

from __future__ import annotations

from django.core import signing

_SALT = "academyplan.calendar"


def token(user_id: int, number: int) -> str:
    """The part of the address that opens the calendar."""
    return signing.Signer(salt=_SALT).sign_object([user_id, number])


def read(text: str) -> tuple[int, int] | None:
    """Whose calendar, and which number of link; None for what is not ours."""
    try:
        user_id, number = signing.Signer(salt=_SALT).unsign_object(text)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(user_id), int(number)
