"""Arms, cohorts, dose levels and parts of a trial that have criteria of their own: `cohorts:` in a trial's file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from paeonia.criteria.nodes import Node
from paeonia.criteria.read import sentence
from paeonia.knowledge.shapes import Reading
from paeonia.record.dictionary import Dictionary
from paeonia.record.located import Located
from paeonia.record.problems import Refused

KINDS = ("arm", "cohort", "dose_level", "part")
_KEYS = ("code", "kind", "words", "closed", "eligibility")
_REQUIRED = ("code", "words", "eligibility")
LONGEST_CODE = 40


@dataclass(frozen=True)
class Cohort:
    """A part of a trial; `criteria` are its own, beside those of the whole trial.

    `closed` says that the sponsor enrols nobody into it any more, anywhere; places at one hospital are another matter.
    """

    code: str
    words: Mapping[str, str]
    kind: str
    criteria: Node
    closed: bool = False


def read_cohorts(item: Located | None, reading: Reading, words: Dictionary) -> tuple[Cohort, ...]:
    """The cohorts of one file in its order; mistakes are noted in `reading`."""
    if item is None:
        return ()
    if not item.is_list():
        reading.wrong("kb-shape", item.place, expected="a list / 列表")
        return ()
    found: dict[str, Cohort] = {}
    for part in item.value:
        cohort = _cohort(part, reading, words)
        if cohort is not None and cohort.code in found:
            reading.wrong("kb-twice", part.place, name=cohort.code, other=item.place)
        elif cohort is not None:
            found[cohort.code] = cohort
    return tuple(found.values())


def _cohort(item: Located, reading: Reading, words: Dictionary) -> Cohort | None:
    entry = reading.keys(item, _KEYS, _REQUIRED, "cohort")
    if not set(_REQUIRED) <= set(entry):
        return None
    code = entry["code"].text()
    if not code or len(code) > LONGEST_CODE:
        reading.wrong("kb-bad-value", entry["code"].place, key="code", value=code, expected=f"1–{LONGEST_CODE}")
        return None
    try:
        node = sentence(entry["eligibility"], words)
    except Refused as refused:
        reading.problems += refused.problems
        return None
    closed = reading.choice(entry.get("closed"), "closed", ("yes", "no", "true", "false"), "no") in ("yes", "true")
    return Cohort(code, reading.words(entry["words"], item.place, "cohort"),
                  reading.choice(entry.get("kind"), "kind", KINDS, "cohort"), node, closed)
