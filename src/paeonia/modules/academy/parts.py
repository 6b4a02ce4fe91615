"""What rooms of the academy add to what a certificate asks: each says where learners stand in it, knowing the academy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .models import Activity
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


@dataclass(frozen=True)
class Offer:
    """Something an activity holds, as anybody who may know of the activity is told before she enrols."""

    words: Mapping[str, str]
    kind: str
    minutes: int
    required: bool


Provider = Callable[[Sequence[Enrolment]], Mapping[int, Part]]
Shelf = Callable[[Activity], list[Offer]]
_providers: list[Provider] = []
_shelves: list[Shelf] = []


def provide(provider: Provider, shelf: Shelf) -> None:
    """A room says how to ask it where learners stand (the viewer is acting then), and what an activity holds of it."""
    if provider not in _providers:
        _providers.append(provider)
        _shelves.append(shelf)


def offers(activity: Activity) -> list[Offer]:
    """What every room holds for an activity."""
    return [offer for shelf in _shelves for offer in shelf(activity)]


def parts(enrolments: Sequence[Enrolment]) -> dict[int, tuple[Part, ...]]:
    """What each room says of each enrolment."""
    told: dict[int, tuple[Part, ...]] = {}
    for provider in _providers:
        for key, part in provider(enrolments).items():
            told[key] = (*told.get(key, ()), part)
    return told
