"""Answers to a thousand questions in a few hundred bytes: two bits each, in the order of a rulebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

NOT_ASKED = 3


def pack(answers: Sequence[int]) -> bytes:
    """0 no, 1 not known, 2 yes; four to a byte."""
    out = bytearray(-(-len(answers) // 4))
    for place, answer in enumerate(answers):
        out[place // 4] |= answer << 2 * (place % 4)
    return bytes(out)


def unpack(packed: bytes, questions: Sequence[str]) -> dict[str, int]:
    """The answers by question."""
    return {id: packed[place // 4] >> 2 * (place % 4) & 3 for place, id in enumerate(questions)}


def differing(before: Mapping[str, int], after: Mapping[str, int]) -> list[str]:
    """Questions whose answer is another now; those asked for the first time only when the answer is yes."""
    return [id for id, answer in after.items()
            if answer != before.get(id, NOT_ASKED) and (id in before or answer == 2)]
