"""The two codes of a registration: the reference for the bank, and the one on the badge, which tells nothing and is ours."""

from __future__ import annotations

import hashlib
import re
import secrets

from django.utils.crypto import salted_hmac

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"      # none that is read as another
_REFERENCE = re.compile(rf"P[{SIGNS}]{{8}}")
_DRAWN, _SEAL = 10, 5
_SALT = "academydesk.badge"


def reference() -> str:
    """A new reference, with a last sign that shows a slip of the pen."""
    drawn = "P" + "".join(secrets.choice(SIGNS) for _ in range(7))
    return drawn + _check(drawn)


def shown(code: str) -> str:
    """A code in parts that are easily read aloud."""
    return f"{code[0]}-{code[1:5]}-{code[5:]}" if code.startswith("P") and len(code) == 9 else "-".join(  # noqa: PLR2004
        code[start:start + 5] for start in range(0, len(code), 5))


def references(text: str) -> set[str]:
    """The references written anywhere in a line of a bank statement; a mistyped one is none."""
    plain = re.sub(r"[\s\-–—_]+", "", text).upper()
    # Looked for at every place: signs of another number may stand directly before it.
    found = (plain[start:start + 9] for start, sign in enumerate(plain) if sign == "P")
    return {one for one in found if _REFERENCE.fullmatch(one) and _check(one[:-1]) == one[-1]}


def badge() -> str:
    """A new code for a badge, drawn by chance and sealed, so that a made-up one is told from ours before looking."""
    drawn = "".join(secrets.choice(SIGNS) for _ in range(_DRAWN))
    return drawn + _seal(drawn)


def badge_in(text: str) -> str | None:
    """The badge code that was scanned or typed; None when it is none of ours."""
    plain = re.sub(r"[\s\-–—]+", "", text).upper()
    if len(plain) != _DRAWN + _SEAL or not secrets.compare_digest(_seal(plain[:_DRAWN]).encode(), plain[_DRAWN:].encode()):
        return None
    return plain


def looks_like_badge(text: str) -> bool:
    """Whether a badge was meant, and not a name."""
    plain = re.sub(r"[\s\-–—]+", "", text).upper()
    return len(plain) == _DRAWN + _SEAL and all(sign in SIGNS for sign in plain)


def _check(drawn: str) -> str:
    return SIGNS[hashlib.sha256(drawn.encode()).digest()[0] % len(SIGNS)]


def _seal(drawn: str) -> str:
    digest = salted_hmac(_SALT, drawn, algorithm="sha256").digest()
    return "".join(SIGNS[digest[place] % len(SIGNS)] for place in range(_SEAL))
