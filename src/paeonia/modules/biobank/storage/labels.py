"""Names of rows and columns: numbers, letters past Z, Roman numbers; each the exact inverse of its reading."""

from __future__ import annotations

import re

NUMBERS, UPPER, LOWER, ROMAN, ROMAN_LOWER = "numbers", "upper", "lower", "roman", "roman_lower"
SCHEMES = (NUMBERS, UPPER, LOWER, ROMAN, ROMAN_LOWER)
MOST = 3999     # the last Roman number without a bar; no box comes near
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LETTERS, _FIGURES = re.compile(r"[A-Z]{1,4}\Z"), re.compile(r"[0-9]{1,4}\Z")


def written(number: int, scheme: str) -> str:
    """The name of a row or column counted from one: 27 is AA."""
    if not 1 <= number <= MOST:
        raise ValueError(f"{number} is outside 1 to {MOST}")
    if scheme == NUMBERS:
        return str(number)
    if scheme in (ROMAN, ROMAN_LOWER):
        said = _roman(number)
        return said if scheme == ROMAN else said.lower()
    said = ""
    while number:       # digits from A to Z without a zero
        number, rest = divmod(number - 1, 26)
        said = chr(65 + rest) + said
    return said if scheme == UPPER else said.lower()


def read(name: str, scheme: str) -> int:
    """The number a name stands for, upper or lower case alike; raises ValueError for anything else."""
    said = name.strip().upper()
    if scheme == NUMBERS:
        number = int(said) if _FIGURES.match(said) else 0
    elif scheme in (ROMAN, ROMAN_LOWER):
        number = _of_roman(said)
    else:
        number = 0
        for letter in said if _LETTERS.match(said) else "":
            number = number * 26 + ord(letter) - 64
    if not 1 <= number <= MOST:
        raise ValueError(name)
    return number


def _roman(number: int) -> str:
    said = ""
    for value, sign in _ROMAN:
        many, number = divmod(number, value)
        said += sign * many
    return said


def _of_roman(said: str) -> int:
    number, at = 0, 0
    for value, sign in _ROMAN:
        while said.startswith(sign, at):
            number, at = number + value, at + len(sign)
    # IIII and VX would add up too: only what is written exactly so counts
    return number if at == len(said) and 1 <= number <= MOST and _roman(number) == said else 0
