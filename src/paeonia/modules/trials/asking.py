"""The questions of this module: for each trial, does she fit? Approved criteria, shipped ones, or registry limits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.db.models import Max

from paeonia.criteria.nodes import All, Ask, Node
from paeonia.criteria.read import sentence
from paeonia.guidance.questions import Question
from paeonia.knowledge.dictionary import dictionary
from paeonia.knowledge.trials import TrialCriteria, trials
from paeonia.modules.trials import superseding
from paeonia.modules.trials.cohorts import with_cohorts
from paeonia.modules.trials.models import Trial, TrialNumber
from paeonia.people.once import once
from paeonia.record.problems import Refused

FAMILY = "trial"
# Until the eligibility text has been structured, age and sex alone must never say "fits".
BY_HAND = Ask("The rest of the registry's eligibility text is met", "符合登记平台所列的其余入排标准")


def questions() -> Mapping[str, Question]:
    """Every trial's question by slug: structured trials by their id, the others by registry number."""
    return _questions(registry_state(), superseding.state(), dictionary().version)


@lru_cache(maxsize=2)
def _questions(_state: str, _approved: str, rules: str) -> Mapping[str, Question]:
    approved = superseding.in_force()
    made = {trial.id: _newest(_structured(trial), approved, trial.registry) for trial in trials().values()}
    taken = structured_by_number()
    numbers = numbers_by_trial()
    for row in Trial.objects.order_by("number").values("id", "number", "title", "title_zh", "limits", "last_update"):
        known = (row["number"], *numbers.get(row["id"], ()))
        if not any(number in taken for number in known):
            made[row["number"]] = _newest(_limits(row, rules), approved, known)
    return made


def _newest(question: Question, approved: Mapping[str, superseding.InForce], numbers: Iterable[str]) -> Question:
    """What two people approved is asked instead, under whichever name of the trial they did."""
    one = next((approved[name] for name in (question.id, *numbers) if name in approved), None)
    if one is None:
        return question
    whole = Question(question.id, question.words, one.node, one.version, one.source, one.checked_on, one.confidence)
    return with_cohorts(whole, one.cohorts)


def computable() -> list[str]:
    """The trials a verdict can be given for: those of the shipped files, then those approved for a registry trial."""
    asked, shipped = questions(), trials()
    approved = {one.version for one in superseding.in_force().values()}
    found = [id for id in shipped if id in asked]
    if approved:
        found += [id for id, question in asked.items() if id not in shipped and question.version in approved]
    return found


@once
def registry_state() -> str:
    """Changes with every import that changed something; what is made from registry records is kept under it."""
    return str(Trial.objects.aggregate(last=Max("changed_at"))["last"])


def numbers_by_trial() -> dict[int, list[str]]:
    """Every number of each registry record, in the order in which they were learnt."""
    numbers: dict[int, list[str]] = {}
    for trial_id, number in TrialNumber.objects.order_by("id").values_list("trial_id", "number"):
        numbers.setdefault(trial_id, []).append(number)
    return numbers


def structured_by_number() -> dict[str, TrialCriteria]:
    """Structured trials by each of their registry numbers."""
    return {number: trial for trial in trials().values() for number in trial.registry}


def _structured(trial: TrialCriteria) -> Question:
    return with_cohorts(Question(trial.id, named(trial), trial.eligibility, trial.version, trial.source, trial.checked_on,
                                 trial.confidence), trial.cohorts)


def named(trial: TrialCriteria) -> dict[str, str]:
    """Acronym and title together, as doctors speak of trials."""
    return {language: f"{trial.acronym} · {title}" if trial.acronym else title
            for language, title in trial.title.items()}


def _limits(row: Mapping[str, Any], rules: str) -> Question:
    title = {"en": row["title"], "zh": row["title_zh"] or row["title"]}
    written = json.dumps(row["limits"], sort_keys=True)
    version = hashlib.sha256(written.encode()).hexdigest()[:12]
    return Question(row["number"], title, _same_limits(written, rules), version, row["number"], row["last_update"], "low")


@lru_cache(maxsize=4_096)
def _same_limits(written: str, _rules: str) -> Node:
    """Tens of thousands of trials share a few hundred limits of age and sex."""
    return limits_node(json.loads(written))


def limits_node(limits: Any) -> Node:
    """Age and sex from the registry's own fields, and the rest as a question to a person."""
    try:
        known = sentence(limits, dictionary()) if limits else All(())
    except Refused:
        known = All(())
    return All((*known.of, BY_HAND)) if isinstance(known, All) else All((known, BY_HAND))
