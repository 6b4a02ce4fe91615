"""Statements as lines of text, for the way from the process that reads a foreign file to the one that keeps them."""

from __future__ import annotations

from typing import Any

import msgspec

from paeonia.record.facts import Fact, Identity, Review, Statement, Unread
from paeonia.record.problems import Problem

# `str` for Decimal and the like: the door reads numbers from text as exactly as from numbers.
_encode = msgspec.json.Encoder(enc_hook=str).encode


def packed(said: Statement | Unread) -> bytes:
    """One statement as a line."""
    if isinstance(said, Unread):
        problem = said.problem
        return _encode(["unread", said.patient, said.raw, problem.code, problem.place, dict(problem.params)])
    says = said.says
    if isinstance(says, Fact):
        return _encode(["fact", said.patient, said.place, says.variable, dict(says.fields), says.on, says.source])
    if isinstance(says, Review):
        return _encode(["review", said.patient, said.place, says.key, says.on])
    return _encode(["identity", said.patient, said.place, says.mrn, says.family_name, says.given_name, says.phone,
                    says.identifiers])


def unpacked(line: bytes) -> Statement | Unread:
    """The statement of a line."""
    kind, patient, *rest = msgspec.json.decode(line)
    if kind == "unread":
        raw, code, place, params = rest
        return Unread(Problem(code, place, params), patient, raw)
    place, *told = rest
    return Statement(patient, _SAYS[kind](told), place)


def _identity(told: list[Any]) -> Identity:
    *who, numbers = told
    return Identity(*who, tuple((system, value) for system, value in numbers))


_SAYS: dict[str, Any] = {"fact": lambda told: Fact(*told), "review": lambda told: Review(*told), "identity": _identity}
