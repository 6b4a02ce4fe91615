"""Criteria that stand above the shipped files and the registry's bare limits: a room brings them, this module asks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from paeonia.criteria.nodes import Node
from paeonia.knowledge.cohorts import Cohort


@dataclass(frozen=True)
class InForce:
    """Approved criteria of one trial: `node` holds for all of it, `cohorts` have their own beside it.

    `text` is the eligibility text they were made of, empty when there was none.
    """

    slug: str
    number: int
    node: Node
    version: str
    source: str
    checked_on: str
    text: str
    cohorts: tuple[Cohort, ...] = ()
    confidence: str = "high"


_PROVIDERS: list[tuple[Callable[[], Mapping[str, InForce]], Callable[[], str]]] = []
_LISTENERS: list[Callable[[], None]] = []


def provide(provider: Callable[[], Mapping[str, InForce]], state: Callable[[], str]) -> None:
    """Declare where approved criteria come from, by the name or a number of their trial; `state` changes when they do."""
    _PROVIDERS.append((provider, state))


def state() -> str:
    """Changes with every approval."""
    return " ".join(state() for _, state in _PROVIDERS)


def in_force() -> dict[str, InForce]:
    """Every approved set of criteria by the name it was approved under."""
    return {slug: one for provider, _ in _PROVIDERS for slug, one in provider().items()}


def on_change(listener: Callable[[], None]) -> None:
    """Ask to be told, inside the transaction that approves; a listener only asks for background work."""
    _LISTENERS.append(listener)


def changed() -> None:
    """Criteria in force have become others: whoever keeps answers must ask again."""
    for listener in _LISTENERS:
        listener()
