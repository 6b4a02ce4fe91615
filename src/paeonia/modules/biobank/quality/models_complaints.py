"""Complaints and feedback: received, acknowledged, decided by somebody it is not about, the outcome told, closed."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from ..models_of_hospital import OfHospital
from ..states import StateField
from .choices import Complainant, Hearing, Voice

PERSON = {"on_delete": models.PROTECT, "related_name": "+"}


@pghistory.track()
class Complaint(OfHospital):
    """What somebody said of the bank. Who said it is a role and a reference, never a name of a donor."""

    number = models.CharField(max_length=20)
    voice = models.CharField(_("Complaint or feedback"), max_length=12, choices=Voice.choices)
    whose = models.CharField(_("From whom"), max_length=12, choices=Complainant.choices)
    reference = models.CharField(_("Reference"), max_length=120, blank=True)
    received_at = models.DateTimeField(_("Received on"))
    what = models.TextField(_("What was said"))
    about = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, verbose_name=_("Whose work it is about"),
                              **PERSON)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    acknowledged = models.CharField(_("How it was acknowledged"), max_length=300, blank=True)
    acknowledged_at = models.DateTimeField(null=True)
    findings = models.TextField(_("What the inquiry found"), blank=True)
    outcome = models.TextField(_("What was decided"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    decided_at = models.DateTimeField(null=True)
    told = models.CharField(_("How the outcome was told"), max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True)
    state = StateField(max_length=14, choices=Hearing.choices, default=Hearing.RECEIVED)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["hospital", "number"], name="bankcomplaint_number_once"),
            models.CheckConstraint(condition=~Q(what=""), name="bankcomplaint_says_something"),
            models.CheckConstraint(condition=Q(state="received") | ~Q(acknowledged=""),
                                   name="bankcomplaint_acknowledged_how"),
            models.CheckConstraint(
                condition=Q(state__in=["received", "acknowledged"])
                | (Q(decided_by__isnull=False) & ~Q(findings="") & ~Q(outcome="")
                   & (Q(about__isnull=True) | ~Q(decided_by=F("about"))) & ~Q(decided_by=F("by"))),
                name="bankcomplaint_decided_by_another"),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(told=""), name="bankcomplaint_outcome_told"),
        ]

    def __str__(self) -> str:
        return self.number

    @transition(field=state, source=Hearing.RECEIVED, target=Hearing.ACKNOWLEDGED)
    def acknowledge(self) -> None:
        """Whoever complained knows that it was heard."""

    @transition(field=state, source=Hearing.ACKNOWLEDGED, target=Hearing.DECIDED)
    def decide(self) -> None:
        """Somebody it is not about looked into it."""

    @transition(field=state, source=Hearing.DECIDED, target=Hearing.CLOSED)
    def close(self) -> None:
        """Whoever complained knows what came of it."""
