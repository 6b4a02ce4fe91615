"""Formats that could give one label to two specimens, or a label that cannot be scanned or read, are warned about."""

from __future__ import annotations

from collections.abc import Iterator

from paeonia.record.problems import Problem

from .tokens import Format, Slot, said
from .vocabulary import IMPLIES, TOKENS, Token

_ADVICE = {"donor": "%CP_UID(4)%", "primary": "%PPI_UID%", "derived": "%PSPEC_UID%", "aliquot": "%PSPEC_UID%"}
_LETTERS = {"SP_TYPE", "PATH_STATUS"}     # short forms of lists: letters alone
_FIXED = {"YR_OF_COLL"}
# Where one ends and the other begins is told by the change from digits to letters; a donor's code ends in digits.
_TOLD_APART = {("digits", "letters"), ("letters", "digits"), ("any", "letters")}


def lint(form: Format) -> tuple[Problem, ...]:
    """Warnings, the grave ones first; what has none of the first two kinds never gives one label to two specimens."""
    return (*_uniqueness(form), *_run_together(form), *_legible(form))


def _uniqueness(form: Format) -> Iterator[Problem]:
    if form.level == "print":
        return
    if not form.numbers:
        yield Problem("label-no-number", "", {"format": form.text, "advice": _ADVICE[form.level]})
        return
    gaps = [(token, _unsaid(form, token)) for token in form.numbers]
    if all(missing for _, missing in gaps):
        token, missing = min(gaps, key=lambda gap: len(gap[1]))
        yield Problem("label-twice", "", {
            "format": form.text, "number": f"%{token.name}%", "advice": " ".join(f"%{name}%" for name in missing),
            **said("what", token), **said("within", TOKENS[missing[0]])})


def _unsaid(form: Format, number: Token) -> list[str]:
    """What the number is counted within and the format does not name."""
    named = {slot.token.name for slot in form.slots}
    for name in tuple(named):
        named |= IMPLIES.get(name, frozenset())
    return [name for name in number.within or () if name not in named]


def _run_together(form: Format) -> Iterator[Problem]:
    """Neighbours without a sign between them, both as long as they like."""
    left, between = None, ""
    for part in form.parts:
        if isinstance(part, str):
            between = part
            continue
        if left and not any(not sign.isalnum() for sign in between):
            pair = (_kind(left), _kind(part))
            if "fixed" not in pair and pair not in _TOLD_APART:
                yield Problem("label-runs-together", "", {"format": form.text, "left": str(left), "right": str(part)})
        left, between = part, ""


def _kind(slot: Slot) -> str:
    if slot.token.counts:
        return "fixed" if slot.width else "digits"
    return "fixed" if slot.token.name in _FIXED else "letters" if slot.token.name in _LETTERS else "any"


def _legible(form: Format) -> Iterator[Problem]:
    texts = [part for part in form.parts if isinstance(part, str)]
    if signs := "".join(dict.fromkeys(sign for text in texts for sign in text if not sign.isascii())):
        yield Problem("label-not-ascii", "", {"format": form.text, "signs": signs})
    ends = "".join(part if isinstance(part, str) else "x" for part in form.parts)
    if ends != ends.strip():
        yield Problem("label-edge-space", "", {"format": form.text})
