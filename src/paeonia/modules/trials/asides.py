"""Pairs a person set aside: a room keeps them, the lists of this module leave them out without knowing which room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from paeonia.people.viewer import Viewer


@dataclass(frozen=True)
class SetAside:
    """Why a patient is not on a trial's list."""

    reason: object      # words in the reader's language
    remark: str


Keeper = Callable[[str, Viewer], Mapping[int, SetAside]]
_KEEPERS: list[Keeper] = []


def provide(keeper: Keeper) -> None:
    """Declare who knows the patients set aside for a trial, within the viewer's hospitals."""
    _KEEPERS.append(keeper)


def of_trial(slug: str, viewer: Viewer) -> dict[int, SetAside]:
    """Patients set aside for a trial."""
    return {id: one for keeper in _KEEPERS for id, one in keeper(slug, viewer).items()}
