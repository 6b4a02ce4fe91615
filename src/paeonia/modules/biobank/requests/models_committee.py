"""The committee: who sits on it, how many must vote, and each member's one vote a round."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models_of_hospital import OfHospital
from .choices import Ballot

USUAL_QUORUM = 3


@pghistory.track()
class CommitteeMember(OfHospital):
    """Somebody who votes on requests of this hospital, until she leaves the committee."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Member"))
    since = models.DateField(default=timezone.localdate)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["hospital", "user"], condition=Q(left_on__isnull=True),
                                               name="bankcommittee_member_once")]


@pghistory.track()
class Quorum(OfHospital):
    """How many members must have voted before a request is decided here; without a row it is the usual number."""

    many = models.PositiveSmallIntegerField(_("Votes needed"), default=USUAL_QUORUM)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hospital"], name="bankcommittee_quorum_once"),
            models.CheckConstraint(condition=Q(many__gt=0), name="bankcommittee_quorum_somebody"),
        ]


class Vote(OfHospital):
    """One member's vote in one round: added, never changed."""

    request = models.ForeignKey("bankrequests.Request", on_delete=models.PROTECT, related_name="votes", db_constraint=False)
    round = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(_("Vote"), max_length=8, choices=Ballot.choices)
    why = models.CharField(_("Reason"), max_length=1000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "round", "by"], name="bankvote_once_a_member"),
            models.CheckConstraint(condition=~Q(why=""), name="bankvote_says_why"),
        ]
