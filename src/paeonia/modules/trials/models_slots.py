"""Places of a trial at a hospital: recruiting here or not, how many are left, from which day on."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models


@pghistory.track()
class Slot(models.Model):
    """What a coordinator said of a trial, or of one cohort of it, at her hospital; the newest day that has come counts.

    `question` is the name under which the trial is asked of patients. `places` empty: how many is not known.
    """

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=60)
    cohort = models.CharField(max_length=40, blank=True)        # empty: the whole trial
    recruiting = models.BooleanField()
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_from = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hospital", "question", "cohort", "valid_from"],
                                               name="slot_once_a_day")]

    def __str__(self) -> str:
        return f"{self.question} {self.cohort} {self.valid_from}"
