"""Writes of the committee: its members, its quorum, votes and the decision that stands on them."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.people.viewer import Viewer

from ...actions import allowed
from ...refusing import both, refuse
from ..actions import locked, moved
from ..choices import Ballot, State
from ..models import CommitteeMember, Quorum, Request, Vote
from .counting import Count, count


def seat(user: User, hospital_id: int, viewer: Viewer) -> CommitteeMember:
    """Put somebody on the committee."""
    made = CommitteeMember(hospital_id=hospital_id, user=user)
    allowed(viewer, "bank.manage", made)
    with acting(viewer):
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError:
            raise refuse("bankreq-member-twice", who=user.name(viewer.language)) from None
    return made


def unseat(member: CommitteeMember, viewer: Viewer) -> CommitteeMember:
    """She leaves the committee; her votes stay."""
    allowed(viewer, "bank.manage", member)
    with acting(viewer):
        member.left_on = timezone.localdate()
        member.save()
    return member


def set_quorum(many: int, hospital_id: int, viewer: Viewer) -> Quorum:
    """Say how many members must have voted here."""
    with acting(viewer):
        row = Quorum.objects.filter(hospital_id=hospital_id).first() or Quorum(hospital_id=hospital_id)
        allowed(viewer, "bank.manage", row)
        row.many = many
        row.save()
    return row


def vote(about: Request, said: str, why: str, viewer: Viewer) -> Vote:
    """Cast one vote, with its reason."""
    allowed(viewer, "bank.review", about)
    if not why.strip():
        raise refuse("bankreq-why")
    with acting(viewer):
        one = locked(about.pk, viewer)
        if one.state != State.REVIEW:
            raise refuse("bankreq-state", number=one.number, state=both(State(one.state).label))
        if one.requester_id == viewer.user_id:
            raise refuse("bankreq-own", number=one.number)
        if not CommitteeMember.objects.filter(hospital_id=one.hospital_id, user_id=viewer.user_id,
                                              left_on__isnull=True).exists():
            raise refuse("bankreq-no-member", who=viewer.name)
        made = Vote(hospital_id=one.hospital_id, request=one, round=one.round, by_id=viewer.user_id,
                    said=Ballot(said).value, why=why.strip()[:1000])
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError as fault:
            if "once" not in str(fault):
                raise
            raise refuse("bankreq-voted", who=viewer.name, number=one.number) from None
    return made


def decide(about: Request, viewer: Viewer) -> Request:
    """Close a round: approved or declined, as the votes say; abstentions count for the quorum alone."""
    allowed(viewer, "bank.manage", about)
    with acting(viewer):
        one = locked(about.pk, viewer)
        told: Count = count(one)
        if told.outcome is None:
            raise refuse("bankreq-votes", number=one.number, cast=told.cast, needed=told.needed, yes=told.yes, no=told.no)
        return moved(one, "approve" if told.outcome else "decline", viewer, f"{told.yes}:{told.no}")
