"""How a round stands."""

from __future__ import annotations

from dataclasses import dataclass

from ..choices import Ballot
from ..models import Quorum, Request, Vote
from ..models_committee import USUAL_QUORUM


@dataclass(frozen=True)
class Count:
    """Votes of a round."""

    yes: int
    no: int
    cast: int
    needed: int

    @property
    def outcome(self) -> bool | None:
        """True for yes, False for no; None while too few have voted or they are even."""
        return None if self.cast < self.needed or self.yes == self.no else self.yes > self.no


def quorum(hospital_id: int) -> int:
    """How many must have voted in a hospital."""
    return Quorum.objects.filter(hospital_id=hospital_id).values_list("many", flat=True).first() or USUAL_QUORUM


def count(about: Request) -> Count:
    """The votes of the present round."""
    said = list(Vote.objects.filter(request=about, round=about.round).values_list("said", flat=True))
    return Count(said.count(Ballot.APPROVE), said.count(Ballot.DECLINE), len(said), quorum(about.hospital_id))
