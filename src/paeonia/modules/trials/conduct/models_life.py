"""The life of a study: versions of its schedule, and the turns it takes: closed, reopened, in other hands."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .choices import TurnKind
from .models_signed import AboutSubject, OfStudy


@pghistory.track()
class ScheduleVersion(OfStudy):
    """A schedule as an amendment of the protocol made it; planned visits of its edition hang on it by number."""

    edition = models.PositiveSmallIntegerField()
    protocol_version = models.CharField(_("Protocol version"), max_length=40)
    from_day = models.DateField(_("In use from"))
    changes = models.TextField(_("What changed"), blank=True)

    class Meta:
        ordering = ["edition"]
        constraints = [models.UniqueConstraint(fields=["study", "edition"], name="edition_once_a_study")]


class Transfer(AboutSubject):
    """A subject goes on by another edition of the schedule from a day on; what was done before stays as it was."""

    edition = models.PositiveSmallIntegerField()


class Turn(OfStudy):
    """Something that happened to the study as a whole; never changed, so that its history can be read."""

    kind = models.CharField(max_length=12, choices=TurnKind.choices)
    on_day = models.DateField(_("Day"))
    reason = models.TextField(_("Reason"))
    told = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]
