"""Label formats: read with the place of every mistake, filled in from what is known and from running numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from paeonia.record.problems import Problem, Refused

from . import messages as _messages  # noqa: F401  declares what is said here
from .vocabulary import TOKENS, Level, Token

MOST_DIGITS, MOST_SIGNS = 12, 200
_TOKEN = re.compile(r"%([A-Za-z_0-9]*)(?:\(([^()%]*)\))?%")


@dataclass(frozen=True)
class Slot:
    """A token in a format; a running number is filled with zeros to `width` digits."""

    token: Token
    width: int = 0

    def __str__(self) -> str:
        return f"%{self.token.name}({self.width})%" if self.width else f"%{self.token.name}%"


@dataclass(frozen=True)
class Format:
    """A format that was read: texts and slots in their order."""

    text: str
    level: Level
    parts: tuple[str | Slot, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The tokens alone."""
        return tuple(part for part in self.parts if isinstance(part, Slot))

    @property
    def numbers(self) -> tuple[Token, ...]:
        """The running numbers that a label takes, each once."""
        return tuple(dict.fromkeys(slot.token for slot in self.slots if slot.token.counts))


def parse(text: str, level: Level) -> Format:
    """Read a format; raises Refused with everything that is wrong with it."""
    found: list[str | Slot] = []
    wrong: list[Problem] = []
    at, plain = 0, ""
    if len(text) > MOST_SIGNS:
        raise Refused([Problem("label-format-long", "", {"length": len(text), "most": MOST_SIGNS})])
    while at < len(text):
        if text.startswith("%%", at):
            plain, at = plain + "%", at + 2
        elif hit := _TOKEN.match(text, at):
            slot = _slot(hit, text, level)
            if isinstance(slot, Problem):
                wrong.append(slot)
            else:
                found += [plain, slot] if plain else [slot]
                plain = ""
            at = hit.end()
        elif text[at] == "%":
            wrong.append(Problem("label-open-token", "", {"at": at + 1, "format": text}))
            break
        else:
            if not text[at].isprintable():
                wrong.append(Problem("label-control", "", {"at": at + 1, "format": text}))
            plain, at = plain + text[at], at + 1
    if wrong:
        raise Refused(wrong)
    return Format(text, level, tuple([*found, plain] if plain else found))


def _slot(hit: re.Match[str], text: str, level: Level) -> Slot | Problem:
    name, digits = hit[1], hit[2]
    place: dict[str, Any] = {"at": hit.start() + 1, "format": text, "name": name, "width": digits}
    token = TOKENS.get(name)
    if token is None:
        here = [one.name for one in TOKENS.values() if level in one.levels]
        near = get_close_matches(name.upper(), here, 1)
        return Problem("label-unknown-token", "", place | {
            "name": hit[0], "expected": ", ".join(f"%{one}%" for one in here), "hint": "",
            "hint_en": f"; did you mean %{near[0]}%?" if near else "", "hint_zh": f"，是否为 %{near[0]}%？" if near else ""})
    if level not in token.levels:
        return Problem("label-token-level", "", place | said("what", token))
    if digits is None:
        return Slot(token)
    if not token.counts:
        return Problem("label-width-text", "", place)
    width = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else 0
    if not 1 <= width <= MOST_DIGITS:
        return Problem("label-width-range", "", place | {"most": MOST_DIGITS})
    return Slot(token, width)


def render(form: Format, known: Mapping[str, str], number: Callable[[Token], int]) -> str:
    """The label. `number` is asked once for each running number, after all else is known, so that none is wasted.

    What is not recorded is never left empty: raises Refused with its name.
    """
    lacking = [slot.token for slot in form.slots if not slot.token.counts and not known.get(slot.token.name)]
    if lacking:
        raise Refused([lacks(token) for token in dict.fromkeys(lacking)])
    counted = {token.name: number(token) for token in form.numbers}
    return "".join(part if isinstance(part, str)
                   else f"{counted[part.token.name]:0{part.width}d}" if part.token.counts
                   else known[part.token.name] for part in form.parts)


def label(form: str, level: Level, known: Mapping[str, str], number: Callable[[Token], int]) -> str:
    """The label by a format; a child without a format is named after its parent, `parent_3`."""
    if form:
        return render(parse(form, level), known, number)
    if not known.get("PSPEC_LABEL"):
        raise Refused([lacks(TOKENS["PSPEC_LABEL"])])
    return f"{known['PSPEC_LABEL']}_{number(TOKENS['PSPEC_UID'])}"


def lacks(token: Token) -> Problem:
    """That something the label needs is not recorded."""
    return Problem("label-lacks", "", {"name": token.name} | said("what", token))


def said(name: str, token: Token) -> dict[str, str]:
    """A token's words as parameters of a message."""
    return {name: token.words["en"], f"{name}_zh": token.words["zh"], f"{name}_en": token.words["en"]}
