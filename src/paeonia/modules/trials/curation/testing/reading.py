"""The facts of a test patient: one line as `paeonia ask` reads it, always with the day it is asked on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from paeonia.criteria.ask_lines import Asked, read_lines
from paeonia.knowledge.dictionary import dictionary
from paeonia.record.problems import Problem, Refused

from ..messages import refuse
from . import trouble  # noqa: F401  declares the messages

LONGEST = 40_000
KEYS = ("as_of", "facts", "reviewed")


def parsed(text: str) -> dict[str, Any]:
    """What somebody wrote, as it is kept; Refused when any of it cannot be used, for half a patient tests nothing.

    Without a day it is asked on, today is written down: tomorrow she must still be as old as she was meant to be.
    """
    if len(text) > LONGEST:
        raise refuse("testing-long", most=LONGEST)
    given = _object(text)
    given.setdefault("as_of", timezone.localdate().isoformat())
    asked = asked_of(given)
    if asked.refused or asked.line is None:
        raise Refused(bare(asked.refused))
    return {key: given[key] for key in KEYS if key in given}


def bare(problems: Iterable[Problem]) -> list[Problem]:
    """Without a place: there is one line only, and its reader has it before her."""
    return [Problem(one.code, "", one.params) for one in problems]


def _object(text: str) -> dict[str, Any]:
    try:
        given = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        # The reader of `paeonia ask` says what is wrong with it, in words.
        said = [problem for asked in read_lines([" ".join(text.split()) or "{"], dictionary()) for problem in asked.refused]
        raise Refused(bare(said)) from None
    if not isinstance(given, dict):
        raise refuse("testing-one")
    given.setdefault("patient", "test")
    return given


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def asked_of(facts: Mapping[str, Any]) -> Asked:
    """The kept facts as a timeline, with what today's dictionary no longer accepts."""
    row = json.dumps({"patient": "test", **{key: facts[key] for key in facts if key != "patient"}}, ensure_ascii=False)
    return next(read_lines([row], dictionary()))


def shown(facts: Mapping[str, Any]) -> str:
    """The facts as a person edits them: one fact a line, and still JSON."""
    rows = ",\n".join("    " + json.dumps(fact, ensure_ascii=False) for fact in facts.get("facts") or [])
    head = f'"as_of": {json.dumps(facts.get("as_of"))}'
    listed = f',\n  "reviewed": {json.dumps(facts["reviewed"], ensure_ascii=False)}' if facts.get("reviewed") else ""
    return "{\n  " + head + ',\n  "facts": [\n' + rows + "\n  ]" + listed + "\n}"
