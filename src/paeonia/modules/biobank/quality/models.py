"""Disposals that wait for the second person, what went wrong, and audits by random draw."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from ..choices import Closed
from ..models_of_hospital import OfHospital
from ..states import StateField
from .choices import Cause, Severity, Step

# Django registers only what this module imports.
from .models_complaints import Complaint  # noqa: F401

PERSON = {"on_delete": models.PROTECT, "related_name": "+"}


@pghistory.track()
class Disposal(OfHospital):
    """Somebody says that a sample is to be destroyed; another person confirms, or it is taken back."""

    specimen = models.ForeignKey("biobank.Specimen", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    why = models.CharField(_("Reason"), max_length=16, choices=Closed.choices)
    how = models.CharField(_("How it is destroyed"), max_length=200)
    first = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    first_at = models.DateTimeField(default=timezone.now)
    second = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    second_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(second__isnull=True) | ~Q(second=F("first")), name="bankdisposal_two_people"),
            models.CheckConstraint(condition=Q(second__isnull=True) | Q(taken_back_at__isnull=True),
                                   name="bankdisposal_one_end"),
            models.UniqueConstraint(fields=["specimen"], condition=Q(second__isnull=True, taken_back_at__isnull=True),
                                    name="bankdisposal_once_open"),
        ]


@pghistory.track()
class Nonconformity(OfHospital):
    """Something that is not as it should be: what, how bad, why, what was done at once, what for good, who checked."""

    number = models.CharField(max_length=20)
    found_at = models.DateTimeField(_("Found"))
    what = models.TextField(_("What is not as it should be"))
    severity = models.CharField(_("Severity"), max_length=10, choices=Severity.choices)
    cause = models.CharField(_("Cause"), max_length=12, choices=Cause.choices, blank=True)
    specimens = ArrayField(models.BigIntegerField(), default=list)
    due_on = models.DateField(_("Due"), null=True, blank=True)
    containment = models.TextField(_("What was done at once"), blank=True)
    correction = models.TextField(_("What was changed so that it does not come again"), blank=True)
    checked = models.TextField(_("What shows that it helped"), blank=True)
    state = StateField(max_length=12, choices=Step.choices, default=Step.OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["hospital", "number"], name="bankquality_number_once"),
            models.CheckConstraint(condition=~Q(what=""), name="bankquality_says_something"),
            models.CheckConstraint(condition=Q(state="open") | ~Q(containment=""), name="bankquality_contained_how"),
            models.CheckConstraint(condition=Q(state__in=["open", "contained"]) | ~(Q(correction="") | Q(cause="")),
                                   name="bankquality_corrected_how"),
            models.CheckConstraint(
                condition=~Q(state="closed") | (Q(closed_by__isnull=False) & ~Q(closed_by=F("by")) & ~Q(checked="")),
                name="bankquality_closed_by_another"),
        ]

    def __str__(self) -> str:
        return self.number

    @transition(field=state, source=Step.OPEN, target=Step.CONTAINED)
    def contain(self) -> None:
        """Nothing more can happen for now."""

    @transition(field=state, source=Step.CONTAINED, target=Step.CORRECTED)
    def correct(self) -> None:
        """Its cause was removed."""

    @transition(field=state, source=Step.CORRECTED, target=Step.CLOSED)
    def close(self) -> None:
        """Another person saw that it helped."""

    @transition(field=state, source=Step.CORRECTED, target=Step.CONTAINED)
    def again(self) -> None:
        """It did not help."""


class Draw(OfHospital):
    """An audit: so many samples drawn at random from a frame, by a number that lets everybody draw them again."""

    title = models.CharField(_("Title"), max_length=200)
    protocol = models.ForeignKey("biobank.Protocol", null=True, db_constraint=False, on_delete=models.PROTECT,
                                 related_name="+", verbose_name=_("Collection protocol"))
    kind = models.CharField(_("Type"), max_length=40, blank=True)
    seed = models.BigIntegerField()
    frame = models.PositiveIntegerField()
    drawn = ArrayField(models.BigIntegerField())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["id", "hospital"], name="bankquality_draw_with_hospital")]

    def __str__(self) -> str:
        return self.title


class Looked(OfHospital):
    """What was found at one drawn sample; the last entry counts, none is changed."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="looked", db_constraint=False)
    specimen = models.ForeignKey("biobank.Specimen", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    found = models.JSONField()
    note = models.CharField(_("Remark"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
