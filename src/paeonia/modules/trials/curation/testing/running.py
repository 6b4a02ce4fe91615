"""Every test patient asked of a draft as it stands: the answer, whether it was expected, and the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from paeonia.criteria.nodes import Node
from paeonia.criteria.person import explain
from paeonia.guidance.said import said
from paeonia.record.problems import Problem
from paeonia.ui import shapes

from ..choices import Expected
from ..freezing import of_group, whole
from ..messages import problem
from ..models import Draft, Group, Line, TestPatient
from .reading import asked_of, bare

HERSELF = {"en": "test patient", "zh": "测试患者"}


@dataclass(frozen=True)
class Result:
    """One test patient's answer; `reason` is the tree, None when she could not be asked at all."""

    patient: TestPatient
    got: str
    reason: shapes.Reason | None
    problems: tuple[Problem, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the answer is the expected one, with nothing of her facts left out."""
        return not self.problems and self.got == self.patient.expected


def run(lines: Sequence[Line], groups: Sequence[Group], patients: Iterable[TestPatient]) -> tuple[Result, ...]:
    """All of them, in the order of their names."""
    codes = {group.code: group for group in groups}
    nodes: dict[str, Node] = {"": whole(lines)}
    return tuple(_one(patient, lines, codes, nodes) for patient in patients)


def _one(patient: TestPatient, lines: Sequence[Line], codes: dict[str, Group], nodes: dict[str, Node]) -> Result:
    if patient.group and patient.group not in codes:
        return Result(patient, "", None, (problem("testing-no-group", code=patient.group),))
    if patient.group not in nodes:
        nodes[patient.group] = of_group(lines, codes[patient.group])
    asked = asked_of(patient.facts)
    if asked.line is None:
        return Result(patient, "", None, tuple(bare(asked.refused)))
    reason = explain(nodes[patient.group], asked.line)
    return Result(patient, reason.answer.word, _sourced(said(reason, asked.line)), tuple(bare(asked.refused)))


def _sourced(reason: shapes.Reason) -> shapes.Reason:
    """Where a fact stands is known here: with the test patient herself."""
    facts = tuple(replace(fact, source=HERSELF) for fact in reason.facts)
    return replace(reason, facts=facts, children=tuple(_sourced(one) for one in reason.children))


def of_draft(draft: Draft) -> tuple[Result, ...]:
    """The test patients of the draft's trial, asked of the draft."""
    return run(list(draft.lines.all()), list(draft.groups.all()), draft.dossier.test_patients.all())


def failing(draft: Draft) -> list[Problem]:
    """What of them stands in the way of submitting and approving."""
    found = []
    for result in of_draft(draft):
        if result.problems:
            whys = {"en": " ".join(one.text("en") for one in result.problems),
                    "zh": "".join(one.text("zh") for one in result.problems)}
            found.append(problem("testing-unusable", name=result.patient.name, why=whys))
        elif not result.passed:
            found.append(problem("testing-failing", name=result.patient.name, got=_words(result.got),
                                 wanted=_words(result.patient.expected)))
    return found


def _words(answer: str) -> dict[str, str]:
    from django.utils.translation import override

    label, made = Expected(answer).label, {}
    for name, tag in (("en", "en"), ("zh", "zh-hans")):
        with override(tag):
            made[name] = str(label)
    return made
