"""The test: questions drawn and shuffled for each attempt, scored once."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .models import QuizQuestion
from .models_learner import Attempt

Paper = list[list[Any]]     # [[question id, [order of its answers]], ...]


@dataclass(frozen=True)
class Asked:
    """A question as this attempt puts it; `chosen` and `right` count answers as they stand in the bank."""

    question: QuizQuestion
    options: tuple[tuple[int, dict[str, str]], ...]
    chosen: int | None = None

    @property
    def is_right(self) -> bool:
        """Whether it was answered rightly."""
        return self.chosen == self.question.right


def draw(bank: Iterable[QuizQuestion], many: int, luck: random.Random | None = None) -> Paper:
    """So many questions of the bank (all when it holds fewer), each with its answers in an order of its own."""
    luck = luck or random.SystemRandom()
    found = [one for one in bank if not one.retired]
    drawn = luck.sample(found, min(many, len(found)))
    return [[one.pk, luck.sample(range(len(one.options)), len(one.options))] for one in drawn]


def asked(attempt: Attempt, bank: Mapping[int, QuizQuestion]) -> list[Asked]:
    """The attempt's questions in its own order; one that left the bank meanwhile still stands there retired."""
    return [Asked(bank[key], tuple((place, bank[key].options[place]) for place in order),
                  attempt.answers.get(str(key))) for key, order in attempt.paper]


def answers(attempt: Attempt, said: Mapping[str, str]) -> dict[str, int]:
    """What was chosen, by question; anything that is no answer of this paper is left out and counts as none."""
    found = {}
    for key, order in attempt.paper:
        choice = said.get(f"q{key}", "")
        if choice.isascii() and choice.isdigit() and int(choice[:3]) in order:
            found[str(key)] = int(choice[:3])
    return found


def score(attempt: Attempt, chosen: Mapping[str, int], bank: Mapping[int, QuizQuestion]) -> int:
    """How many were answered rightly."""
    return sum(chosen.get(str(key)) == bank[key].right for key, _ in attempt.paper)
