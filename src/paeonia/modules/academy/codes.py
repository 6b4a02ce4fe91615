"""The code on the screen of a session: new every half minute, worth nothing a minute later."""

from __future__ import annotations

import time
from typing import Literal

from django.core import signing

EVERY = 30      # seconds a code stays on the screen
LIVES = 2       # codes that count: the one on the screen and the one before it
CONFIRM = 300   # seconds for pressing the button after the code was read
_CODE, _SCANNED = "academy.code", "academy.scanned"


def shown(session_id: int, now: float | None = None) -> str:
    """The code to show now."""
    return signing.dumps([session_id, _turn(now)], salt=_CODE)


def read(code: str, now: float | None = None) -> int | Literal["old", "strange"]:
    """The session of a code; `old` when it is no longer on the screen, `strange` when it was never ours."""
    try:
        session_id, turn = signing.loads(code, salt=_CODE)
    except (signing.BadSignature, ValueError, TypeError):
        return "strange"
    return int(session_id) if 0 <= _turn(now) - turn < LIVES else "old"


def scanned(session_id: int, user_id: int) -> str:
    """What a reader holds after scanning: good for a few minutes, and for her alone."""
    return signing.dumps([session_id, user_id], salt=_SCANNED)


def confirmed(token: str, user_id: int) -> int | Literal["old", "strange"]:
    """The session she scanned; `old` when she took too long."""
    try:
        session_id, scanner = signing.loads(token, salt=_SCANNED, max_age=CONFIRM)
    except signing.SignatureExpired:
        return "old"
    except (signing.BadSignature, ValueError, TypeError):
        return "strange"
    return int(session_id) if scanner == user_id else "strange"


def _turn(now: float | None) -> int:
    return int((time.time() if now is None else now) // EVERY)
