"""What the pages of mentors read."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from .choices import LIVE, About, Standing, State
from .models import Match, Mentor

_MOST = 2**63 - 1
OURS = (State.ASKED, State.DECLINED)    # what the team has to do


class NotHere(LookupError):
    """There is none that this reader may see."""


def mentors(viewer: Viewer, about: str = "") -> list[Mentor]:
    """Mentors who may be asked today; of one topic if wanted."""
    with acting(viewer):
        found = Mentor.objects.filter(standing=Standing.APPROVED, until__gte=timezone.localdate())
        return list(found.filter(about__contains=[about]) if about in About.values else found)


def own(viewer: Viewer) -> Mentor | None:
    """The reader as a mentor, if she is or wants to be one."""
    with acting(viewer):
        return Mentor.objects.filter(user_id=viewer.user_id).exclude(standing=Standing.ENDED).first()


def wish(viewer: Viewer) -> Match | None:
    """What the reader asked for and has not ended."""
    with acting(viewer):
        return Match.objects.select_related("mentor").filter(user_id=viewer.user_id, state__in=LIVE).first()


def asked_of(viewer: Viewer) -> list[Match]:
    """What others ask of the reader as their mentor; ended ones are gone from her sight."""
    with acting(viewer):
        return list(Match.objects.filter(mentor__user_id=viewer.user_id, state__in=(State.PROPOSED, State.OPEN)))


def match(number: int, viewer: Viewer) -> Match:
    """A match as its asker, its mentor or the team sees it; raises NotHere."""
    with acting(viewer):
        found = Match.objects.select_related("mentor").filter(pk=min(number, _MOST)).first()
        if found is None or not (found.user_id == viewer.user_id or arranges(viewer, found) or is_mentor(viewer, found)):
            raise NotHere(number)
        return found


def mentor(number: int, viewer: Viewer) -> Mentor:
    """A mentor for the team of her hospital; raises NotHere."""
    with acting(viewer):
        found = Mentor.objects.filter(pk=min(number, _MOST)).first()
        if found is None or not arranges(viewer, found):
            raise NotHere(number)
        return found


def arranges(viewer: Viewer, thing: Match | Mentor) -> bool:
    """Whether the reader is of the team that approves mentors and makes matches."""
    return may(viewer, "community.moderate") and thing.hospital_id in viewer.hospital_ids


def is_mentor(viewer: Viewer, found: Match) -> bool:
    """Whether the reader is the mentor of a match that is going on."""
    return (found.mentor is not None and found.mentor.user_id == viewer.user_id
            and found.state in (State.PROPOSED, State.OPEN))


def desk(viewer: Viewer) -> tuple[list[Match], list[Mentor]]:
    """Matches of the team's hospitals that are not ended, dangers and what it has to do first; and its mentors."""
    if not may(viewer, "community.moderate"):
        return [], []
    with acting(viewer):
        found = Match.objects.select_related("mentor").filter(hospital_id__in=viewer.hospital_ids, state__in=LIVE)
        people = Mentor.objects.filter(hospital_id__in=viewer.hospital_ids).exclude(standing=Standing.ENDED)
        return (sorted(found, key=lambda one: (one.state not in OURS, not one.dangers, one.pk)),
                sorted(people, key=lambda one: (one.standing != Standing.OFFERED, one.pk)))


def waiting(viewer: Viewer) -> int:
    """How much the team has to arrange."""
    if not may(viewer, "community.moderate"):
        return 0
    with acting(viewer):
        wishes = Match.objects.filter(hospital_id__in=viewer.hospital_ids, state__in=OURS).count()
        return wishes + Mentor.objects.filter(Q(hospital_id__in=viewer.hospital_ids), standing=Standing.OFFERED).count()
