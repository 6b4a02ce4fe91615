"""The shape of the public NLI4CT corpus: a number, interventions and eligibility as lines, no title and no status."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from paeonia.modules.trials.intake import words
from paeonia.modules.trials.intake.build import refused_entry
from paeonia.modules.trials.intake.leaves import Leaves
from paeonia.modules.trials.intake.record import Entry, Intervention, RegistryTrial
from paeonia.record.problems import Problem

NUMBER = "Clinical Trial ID"
_UNUSED = ("Results[]", "Adverse Events[]")
_HEADING = re.compile(r"\s*INTERVENTION\s+\d+:\s*$", re.IGNORECASE)


def entry(raw: Mapping[str, Any], place: str) -> Entry:
    """One record; its number stands in for the title it lacks."""
    leaves = Leaves(raw)
    number = leaves.text(NUMBER)
    if words.number(number).registry != "ClinicalTrials.gov":
        code = "registry-bad-number" if number else "registry-no-number"
        params = {"number": number, "registry": "ClinicalTrials.gov", "field": NUMBER}
        return refused_entry(place, Problem(code, place, params), raw)
    trial = RegistryTrial(
        number=number, registry="ClinicalTrials.gov", title=number,
        interventions=_interventions(leaves.texts("Intervention")),
        eligibility="\n".join(leaves.texts("Eligibility")))
    alarms = tuple(Problem("registry-unknown-field", place, {"number": number, "path": path})
                   for path in leaves.unread(_UNUSED))
    return Entry(place, trial, dict(raw), alarms=alarms)


def _interventions(lines: tuple[str, ...]) -> tuple[Intervention, ...]:
    """The line after each heading names the arm's treatment; the rest describes it."""
    groups: list[list[str]] = []
    for line in lines:
        if _HEADING.match(line):
            groups.append([])
        elif groups and line:
            groups[-1].append(line)
    return tuple(Intervention("", group[0], description="\n".join(group[1:])) for group in groups if group)
