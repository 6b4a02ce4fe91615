"""Case report forms: the items a study asks for at its visits, what was entered, and files that brought it."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from .choices import BadRowState, BatchState, FieldType
from .models_signed import AboutSubject, OfStudy


@pghistory.track()
class CrfField(OfStudy):
    """One item of a case report form, as the sponsor's data dictionary defines it."""

    form = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=10, choices=FieldType.choices)
    label = models.TextField()
    section = models.CharField(max_length=200, blank=True)
    choices = models.JSONField(default=list, blank=True)     # [[code, label], ...]
    least = models.CharField(max_length=20, blank=True)
    most = models.CharField(max_length=20, blank=True)
    required = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    branching = models.TextField(blank=True)                 # kept for the way back; people read it, nothing runs it

    class Meta:
        ordering = ["place", "id"]
        constraints = [models.UniqueConstraint(fields=["study", "name"], name="crf_field_once_a_study")]


class CrfEntry(AboutSubject):
    """A case report form of one subject, filled and signed; values by the item's name, only those that were given."""

    planned = models.ForeignKey("conduct.PlannedVisit", null=True, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=60)
    instance = models.PositiveSmallIntegerField(default=1)
    values = models.JSONField(default=dict)

    class Meta(AboutSubject.Meta):
        indexes = [models.Index(fields=["study", "form"], name="crf_of_study")]


@pghistory.track()
class CrfBatch(OfStudy):
    """A file of data: looked through first, then its good rows are kept."""

    file_name = models.CharField(max_length=160)
    stored = models.CharField(max_length=80, blank=True)     # while it waits to be kept
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.LOOKED)
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["id", "hospital"], name="crf_batch_with_hospital")]


@pghistory.track()
class CrfBadRow(OfStudy):
    """A row of a file that could not be kept; it waits here until it is mended or set aside with a reason."""

    batch = models.ForeignKey(CrfBatch, on_delete=models.PROTECT, related_name="bad", db_constraint=False)
    row = models.PositiveIntegerField()
    key = models.CharField(max_length=200)                   # subject, visit, form, instance: a later file mends it
    problems = models.JSONField(default=list)
    raw = models.JSONField(default=dict)                     # without what the dictionary marks as identifying
    state = models.CharField(max_length=10, choices=BadRowState.choices, default=BadRowState.OPEN)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["row", "id"]
        indexes = [models.Index(fields=["study", "state"], name="bad_rows_of_study")]
        constraints = [
            models.CheckConstraint(condition=~Q(state="aside") | ~Q(why=""), name="bad_row_set_aside_says_why"),
            models.UniqueConstraint(fields=["study", "key"], condition=Q(state="open"), name="bad_row_waits_once")]
