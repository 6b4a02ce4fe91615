"""Files brought in: how far each has come, and the rows that could not be taken."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models_of_hospital import OfHospital


class Mode(models.TextChoices):
    """Whether rows make samples or change those that are there."""

    NEW = "new", _("new samples")
    UPDATE = "update", _("change samples that are there")
    BOXES = "boxes", _("containers")
    CONSENTS = "consents", _("signed consents")
    EVENTS = "events", _("steps of processing")
    PLANS = "plans", _("collection protocols, as a draft")
    WITHDRAW = "withdraw", _("consents taken back")
    BOXEDIT = "boxedit", _("change containers that are there")
    CONSFIX = "consfix", _("correct signed consents")
    STEPFIX = "stepfix", _("correct steps of processing")
    RESULTS = "results", _("quality results")
    PERMITS = "permits", _("approvals of human genetic resources")
    PERMFIX = "permfix", _("change approvals on record")
    WRONG = "wrong", _("nonconformities")


class State(models.TextChoices):
    """How far an import has come."""

    LOOKING = "looking", _("being looked at")
    LOOKED = "looked", _("looked at, nothing kept yet")
    RUNNING = "running", _("being kept")
    DONE = "done", _("done")
    FAILED = "failed", _("stopped")
    REFUSED = "refused", _("could not be read")


@pghistory.track()
class Import(OfHospital):
    """One file: `done` is the cursor, moved on in the transaction that keeps the rows before it."""

    name = models.CharField(max_length=120)
    stored = models.CharField(max_length=80, blank=True)
    mode = models.CharField(_("What the rows are"), max_length=8, choices=Mode.choices, default=Mode.NEW)
    protocol = models.CharField(_("Protocol of rows that name none"), max_length=20, blank=True)
    days = models.CharField(_("Dates such as 01/02/2016"), max_length=8, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.LOOKED)
    total = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)       # rows that can be kept
    done = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    already = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=list)           # headings nobody understands, or that name a person
    trouble = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["id", "hospital"], name="bankexchange_import_with_hospital"),
            models.CheckConstraint(condition=Q(done__lte=F("good")), name="bankexchange_done_of_good"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def of_samples(self) -> bool:
        """Whether its rows are samples; others are kept by the rooms they belong to."""
        return self.mode in (Mode.NEW, Mode.UPDATE)

    @property
    def percent(self) -> int:
        """How much of it is kept."""
        return round(100 * self.done / self.good) if self.good else 100


class BadRow(OfHospital):
    """A row that could not be taken, with every reason in both languages; only columns of the bank are kept of it."""

    run = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="bad_rows", db_constraint=False)
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    why = models.JSONField()        # [{"en", "zh"}]

    class Meta:
        ordering = ["number", "id"]


class ChangedRow(OfHospital):
    """A row that changes what is there, with the old and the new value of each column: as looked at, and as it was kept."""

    run = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="changed_rows", db_constraint=False)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    changes = models.JSONField()    # [{"column", "old", "new"}], each {"en", "zh"}
    kept = models.BooleanField(default=False)

    class Meta:
        ordering = ["number", "id"]
