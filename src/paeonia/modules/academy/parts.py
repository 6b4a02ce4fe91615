"""What rooms of the academy add to what a certificate asks: each says where learners stand in it, knowing the academy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .models_learner import Enrolment


@dataclass(frozen=True)
class Step:
    """One thing between a learner and her certificate."""

    words: object
    done: bool
    told: str = ""


@dataclass(frozen=True)
class Part:
    """Where one learner stands in one room; `asked` is false where nothing of it is needed for the certificate."""

    step: Step
    asked: bool
    hours: Decimal      # of her own study, by the minutes the host expects of what she has done
    rests: bool = False     # something is left to do, and she has not touched it for long


Provider = Callable[[Sequence[Enrolment]], Mapping[int, Part]]
_providers: list[Provider] = []


def provide(provider: Provider) -> None:
    """A room says how to ask it; the viewer is acting when it is asked."""
    if provider not in _providers:
        _providers.append(provider)


def parts(enrolments: Sequence[Enrolment]) -> dict[int, tuple[Part, ...]]:
    """What each room says of each enrolment."""
    told: dict[int, tuple[Part, ...]] = {}
    for provider in _providers:
        for key, part in provider(enrolments).items():
            told[key] = (*told.get(key, ()), part)
    return told
