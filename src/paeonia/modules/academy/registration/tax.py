"""Whether a taxpayer number can be one: its length and signs, and for the unified code of 18 its last sign too."""

from __future__ import annotations

import re
from typing import Literal

# GB 32100-2015: signs in the order of their values, and the weight of each place.
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
# GB 11643-1999: one person's own number, which a practice run by one person uses for its taxes.
PERSON_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
PERSON_SIGNS = "10X98765432"
_SHAPE = re.compile(r"(?:[0-9A-Z]{15}|[0-9A-Z]{18}|[0-9A-Z]{20})\Z")


def wrong(number: str) -> Literal["", "shape", "slip"]:
    """What is wrong with a number: nothing, its shape, or a sign that was mistyped."""
    if not _SHAPE.match(number):
        return "shape"
    if len(number) != 18 or any(sign not in SIGNS for sign in number[:17]):      # noqa: PLR2004  older numbers carry no such sign
        return ""
    total = sum(SIGNS.index(sign) * weight for sign, weight in zip(number, WEIGHTS, strict=False))
    return "" if SIGNS[-total % 31] == number[-1] or _is_of_a_person(number) else "slip"


def _is_of_a_person(number: str) -> bool:
    if not number[:17].isdigit():
        return False
    total = sum(int(sign) * weight for sign, weight in zip(number, PERSON_WEIGHTS, strict=False))
    return PERSON_SIGNS[total % 11] == number[-1]
