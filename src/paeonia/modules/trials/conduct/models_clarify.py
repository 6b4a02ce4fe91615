"""Data queries, and files that show where data comes from."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .choices import QueryState, QueryStepKind
from .models_signed import OfStudy


@pghistory.track()
class DataQuery(OfStudy):
    """A question about data of one subject; its state follows the last step."""

    number = models.PositiveIntegerField()
    subject = models.ForeignKey("conduct.Subject", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    kind = models.CharField(max_length=20, blank=True)      # of the signed entry it asks about, or none
    entry_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=QueryState.choices, default=QueryState.OPEN)
    raised_on = models.DateField()
    due_on = models.DateField(_("To be answered by"))

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["study", "number"], name="query_number_once"),
            models.UniqueConstraint(fields=["id", "hospital"], name="query_with_hospital"),
            models.CheckConstraint(condition=Q(kind="", entry_id__isnull=True) | ~Q(kind=""), name="query_about_an_entry"),
        ]


class QueryStep(OfStudy):
    """What was said to a query, by whom; never changed."""

    query = models.ForeignKey(DataQuery, on_delete=models.PROTECT, related_name="steps", db_constraint=False)
    kind = models.CharField(max_length=10, choices=QueryStepKind.choices)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]


@pghistory.track()
class SourceFile(OfStudy):
    """A scanned source document of a subject: it may show her name, so it opens only with the right to know who she is."""

    subject = models.ForeignKey("conduct.Subject", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    title = models.CharField(_("What it shows"), max_length=160)
    on_day = models.DateField(_("Dated"))
    stored = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(auto_now_add=True)
    why_void = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["on_day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "digest"], condition=Q(why_void=""), name="source_file_once")]
