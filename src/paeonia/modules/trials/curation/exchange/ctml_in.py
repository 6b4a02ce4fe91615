"""A CTML trial as lines and groups of a draft: nothing settled, nothing lost, nothing narrower than the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from paeonia.criteria.ctml import CtmlPart, CtmlTrial
from paeonia.record.problems import Problem

from ..beginning import Sketch, of_sentences
from ..choices import GroupKind
from ..messages import problem
from . import trouble  # noqa: F401  declares the messages

LONGEST_CODE, LONGEST_NAME = 40, 200
_EXPANSION = re.compile(r"expansion|extension|扩展|扩增", re.IGNORECASE)
_KINDS = {"step": GroupKind.COHORT, "arm": GroupKind.ARM, "dose_level": GroupKind.DOSE_LEVEL}


@dataclass(frozen=True)
class Brought:
    """What a draft is begun with, and what its reader should know about how the file was read."""

    lines: tuple[Sketch, ...]
    groups: tuple[dict[str, Any], ...]
    notes: tuple[Problem, ...]


def brought(trial: CtmlTrial, language: str = "en") -> Brought:
    """Lines and groups of a trial.

    CTML matches each step, arm and dose level by itself. One part alone is the whole trial; of several each becomes a
    group, and what all of them ask is moved to the whole trial, which changes no answer.
    """
    each = [(part, lines) for part in trial.parts if (lines := _lines(part, trial, language))]
    told = {line.text for _, lines in each for line in lines}
    notes = [one for one in trial.not_expressed
             if not any(Problem(one.code, "", one.params).text(language) in text for text in told)]
    if len(each) < 2:
        return Brought(tuple(line for _, lines in each for line in lines), (), tuple(notes))
    shared = _shared([lines for _, lines in each])
    made = [line for line in each[0][1] if line.sentence in shared]
    groups, taken = [], set[str]()
    for part, lines in each:
        code = _code(part, taken)
        groups.append(_group(code, part))
        made += [replace(line, group=code) for line in lines if line.sentence not in shared]
        if part.suspended:
            notes.append(problem("exchange-suspended", name=_named(part)))
    return Brought(tuple(made), tuple(groups), (problem("exchange-each", many=len(each)), *notes))


def _shared(each: Sequence[Sequence[Sketch]]) -> frozenset[str]:
    """What may move to the whole trial: a part left with nothing of its own would be forgotten among parts that have.

    `(A) or (A and Y)` is A, and not `A and Y`; so then nothing moves, unless every part asks the same.
    """
    asked = [frozenset(line.sentence for line in lines) for lines in each]
    common = frozenset.intersection(*asked)
    left = [bool(one - common) for one in asked]
    return common if all(left) or not any(left) else frozenset()


def _lines(part: CtmlPart, trial: CtmlTrial, language: str) -> list[Sketch]:
    """One line a criterion; what CTML says and the language cannot stands as a question under its own message."""
    where = "/".join(part.path)
    mine = [one for one in trial.not_expressed if _path(one.place) == where]
    made: list[Sketch] = []
    for number, node in enumerate(part.sentence.get("all", [part.sentence]), 1):
        here = [one for one in mine if re.search(rf"^[^\[]*\[{number}\]", one.place)] if mine else []
        lines = of_sentences(node)
        asking = [line for line in lines if "CTML" in line.sentence]
        text = "\n".join(dict.fromkeys(Problem(one.code, "", one.params).text(language) for one in here))
        for line in lines:
            told = text if line in asking or not asking else ""
            made.append(replace(line, text=told, kind="ctml" if told else ""))
    return made


def _path(place: str) -> str:
    """`file 11-111 / step 1 / arm A[2].and[1].clinical` -> `step 1/arm A`."""
    return "/".join(re.sub(r"\[.*", "", place).split(" / ")[1:])


def _code(part: CtmlPart, taken: set[str]) -> str:
    base = "-".join(re.sub(r"^(step|arm|dose_level) ", "", one) for one in part.path) or "trial"
    code, number = base[:LONGEST_CODE], 2
    while code in taken:
        code = f"{base[:LONGEST_CODE - 4]}-{number}"
        number += 1
    taken.add(code)
    return code


def _group(code: str, part: CtmlPart) -> dict[str, Any]:
    kind = _KINDS.get(part.level, GroupKind.COHORT)
    if _EXPANSION.search(part.description):
        kind = GroupKind.COHORT
    name = _named(part)
    return {"code": code, "kind": kind, "en": name["en"][:LONGEST_NAME], "zh": name["zh"][:LONGEST_NAME]}


def _named(part: CtmlPart) -> dict[str, str]:
    zh = {"step": "阶段", "arm": "治疗组", "dose_level": "剂量水平"}
    where = " / ".join(part.path) or "trial"
    in_zh = " / ".join(re.sub(r"^(step|arm|dose_level)", lambda hit: zh[hit[1]], one) for one in part.path) or "整个试验"
    said = part.description.strip()
    in_en = where.replace("dose_level", "dose level")
    return {"en": f"{said} ({in_en})" if said else in_en, "zh": f"{said}（{in_zh}）" if said else in_zh}


def chosen(trials: Sequence[CtmlTrial], number: str) -> list[CtmlTrial]:
    """The trials of a file that a number means; every one if it is empty."""
    wanted = number.strip().casefold()
    return [one for one in trials if not wanted or wanted in (one.nct_id.casefold(), one.protocol_no.casefold())]
