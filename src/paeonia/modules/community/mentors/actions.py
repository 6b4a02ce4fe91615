"""The verbs of mentors: offer oneself, approve, ask, propose, say yes or no, end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.record.problems import refuse

from .. import reading
from . import messages as _messages  # noqa: F401  declares what is said here
from . import queries
from .choices import LIVE, Standing, State
from .models import Match, Mentor

LONGEST = timedelta(days=731)


def offer(fields: Mapping[str, Any], consents: bool, viewer: Viewer) -> Mentor:
    """Offer oneself; the team approves before anybody sees it."""
    _may(viewer, "community.ask")
    if not consents:
        raise refuse("mentors-consent")
    if not fields["about"] or not fields["tongues"]:
        raise refuse("mentors-about")
    if queries.own(viewer) is not None:
        raise refuse("mentors-already")
    with acting(viewer):
        return Mentor.objects.create(
            hospital_id=viewer.hospital_ids[0], user_id=viewer.user_id, consented_at=timezone.now(), about=fields["about"],
            tongues=fields["tongues"], name=reading.shown_name(fields["name"]),
            words=reading.blacked(fields["words"])[0][:300])


def approve(mentor: Mentor, trained_on: date | None, training: str, until: date, viewer: Viewer) -> None:
    """Say that she was trained and may be asked until a day."""
    _arranges(viewer, mentor)
    today = timezone.localdate()
    if trained_on is None or trained_on > today or not training.strip():
        raise refuse("mentors-training")
    if not today < until <= today + LONGEST:
        raise refuse("mentors-until")
    with acting(viewer):
        row = Mentor.objects.select_for_update().get(pk=mentor.pk)
        if row.standing == Standing.ENDED:      # she may have stopped meanwhile
            raise refuse("mentors-not-now")
        row.standing, row.trained_on, row.training, row.until = Standing.APPROVED, trained_on, training.strip()[:200], until
        row.approved_by_id = viewer.user_id
        row.save()


def stop(mentor: Mentor, viewer: Viewer) -> None:
    """End being a mentor, by herself or the team; whoever waits for her is looked after by the team again."""
    if mentor.user_id != viewer.user_id:
        _arranges(viewer, mentor)
    with acting(viewer):
        for one in mentor.matches.filter(state__in=LIVE).select_for_update():
            _apart(one, State.DECLINED)
        row = Mentor.objects.get(pk=mentor.pk)
        row.standing = Standing.ENDED
        row.save()


def ask(fields: Mapping[str, Any], viewer: Viewer) -> Match:
    """Ask to be put in touch; what it tells of danger is found at once, and stands first on the team's list."""
    _may(viewer, "community.ask")
    if not fields["said"].strip():
        raise refuse("mentors-empty")
    if queries.wish(viewer) is not None:
        raise refuse("mentors-one")
    said = fields["said"].strip()
    with acting(viewer):
        return Match.objects.create(hospital_id=viewer.hospital_ids[0], user_id=viewer.user_id, topic=fields["topic"],
                                    tongue=fields["tongue"], name=reading.shown_name(fields["name"]), said=said,
                                    shown=reading.blacked(said)[0][:2100], dangers=reading.found(said))


def propose(match: Match, mentor: Mentor, viewer: Viewer) -> None:
    """Propose a mentor; both are asked, and either may say no."""
    _arranges(viewer, match)
    if not (mentor.valid and mentor.hospital_id == match.hospital_id and mentor.user_id != match.user_id):
        raise refuse("mentors-not-fit")
    with acting(viewer):
        row = _held(match, State.ASKED, State.DECLINED)
        row.mentor, row.state, row.asker_yes, row.mentor_yes = mentor, State.PROPOSED, False, False
        row.save()


def answer(match: Match, yes: bool, reach: str, viewer: Viewer) -> Match:
    """Say yes with how one may be reached, or no; both yes and they are in touch."""
    mentor, asker = queries.is_mentor(viewer, match), match.user_id == viewer.user_id
    if not (mentor or asker):
        raise PermissionDenied("community.ask")
    if yes and not reach.strip():
        raise refuse("mentors-reach")
    with acting(viewer):
        row = _held(match, State.PROPOSED)
        if not yes:
            _apart(row, State.DECLINED)
        elif mentor:
            row.mentor_yes, row.mentor_reach = True, reach.strip()[:200]
        else:
            row.asker_yes, row.asker_reach = True, reach.strip()[:200]
        if row.asker_yes and row.mentor_yes:
            row.state = State.OPEN
        row.save()
        return row


def end(match: Match, why: str, viewer: Viewer) -> None:
    """End it, by either side or the team, at any time; how they reached one another is forgotten."""
    if not (match.user_id == viewer.user_id or queries.is_mentor(viewer, match) or queries.arranges(viewer, match)):
        raise PermissionDenied("community.ask")
    with acting(viewer):
        row = _held(match, *LIVE)
        row.ended_by_id, row.ended_why = viewer.user_id, why.strip()[:300]
        _apart(row, State.ENDED)


def _apart(row: Match, state: State) -> None:
    """They are not in touch: nobody's yes counts any more, and how they reached one another is forgotten."""
    row.state, row.asker_yes, row.mentor_yes, row.asker_reach, row.mentor_reach = state, False, False, "", ""
    row.save()


def _held(match: Match, *states: State) -> Match:
    row = Match.objects.select_for_update(of=("self",)).filter(pk=match.pk).first()
    if row is None or row.state not in states or row.mentor_id != match.mentor_id:
        raise refuse("mentors-not-now")
    return row


def _arranges(viewer: Viewer, thing: Match | Mentor) -> None:
    if not queries.arranges(viewer, thing) or viewer.user_id is None:
        raise PermissionDenied("community.moderate")


def _may(viewer: Viewer, verb: str) -> None:
    if not may(viewer, verb) or viewer.user_id is None:
        raise PermissionDenied(verb)
