"""Specimens and what happened to them: the tube as it is now, and the events from which everything else is derived."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition
from tree_queries.models import TreeNode

from .choices import Availability, Closed, Deed, Lineage, Side, Status, Tissue
from .models_of_hospital import OfHospital
from .states import StateField


@pghistory.track()
class Specimen(TreeNode, OfHospital):
    """One tube, block or slide. Lineage and donor never change; quantity never leaves nothing to initial."""

    collection = models.ForeignKey("biobank.Collection", on_delete=models.PROTECT, related_name="specimens",
                                   db_constraint=False)
    requirement = models.ForeignKey("biobank.Requirement", null=True, on_delete=models.PROTECT, related_name="+",
                                    db_constraint=False)
    lineage = models.CharField(_("Lineage"), max_length=10, choices=Lineage.choices)
    kind = models.CharField(_("Type"), max_length=40)
    container = models.CharField(_("Container"), max_length=40, blank=True)
    tissue = models.CharField(_("Tissue"), max_length=20, choices=Tissue.choices, blank=True)
    site = models.CharField(_("Anatomic site"), max_length=20, blank=True)      # ICD-O-3 topography
    side = models.CharField(_("Side"), max_length=10, choices=Side.choices, blank=True)
    label = models.CharField(_("Label"), max_length=120)
    barcode = models.CharField(_("Barcode"), max_length=80, blank=True)
    initial = models.DecimalField(_("Initial quantity"), max_digits=12, decimal_places=4, null=True, blank=True)
    available = models.DecimalField(_("Available quantity"), max_digits=12, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("Unit"), max_length=20, blank=True)
    concentration = models.DecimalField(_("Concentration"), max_digits=12, decimal_places=4, null=True, blank=True)
    concentration_unit = models.CharField(max_length=20, blank=True)
    status = StateField(max_length=16, choices=Status.choices, default=Status.PLANNED)
    availability = models.CharField(max_length=20, choices=Availability.choices, default=Availability.AVAILABLE)
    closed_because = models.CharField(max_length=16, choices=Closed.choices, blank=True)
    made_at = models.DateTimeField(_("Made"), null=True, blank=True)
    note = models.CharField(_("Note"), max_length=300, blank=True)

    class Meta(TreeNode.Meta):
        ordering = ["id"]
        indexes = [models.Index(fields=["collection", "kind"], name="specimen_of_collection"),
                   models.Index(fields=["hospital", "kind", "status"], name="specimen_by_kind")]
        constraints = [
            models.UniqueConstraint(fields=["hospital", "label"], name="specimen_label_once_a_hospital"),
            models.UniqueConstraint(fields=["hospital", "barcode"], condition=~Q(barcode=""),
                                    name="specimen_barcode_once_a_hospital"),
            models.UniqueConstraint(fields=["id", "hospital"], name="specimen_with_hospital"),
            models.CheckConstraint(condition=Q(available__isnull=True) | (Q(available__gte=0) & Q(initial__isnull=False)
                                                                          & Q(available__lte=F("initial"))),
                                   name="specimen_never_below_nothing"),
            models.CheckConstraint(condition=Q(initial__isnull=True) | ~Q(unit=""), name="specimen_quantity_has_a_unit"),
            models.CheckConstraint(condition=Q(lineage="primary", parent__isnull=True)
                                   | (~Q(lineage="primary") & Q(parent__isnull=False)), name="specimen_has_its_parent"),
            models.CheckConstraint(condition=~Q(status="collected") | Q(made_at__isnull=False),
                                   name="specimen_collected_at_a_time"),
            models.CheckConstraint(condition=Q(status="closed") ^ Q(closed_because=""), name="specimen_closed_for_a_reason"),
        ]

    def __str__(self) -> str:
        return self.label

    @transition(field=status, source=[Status.PLANNED, Status.MISSED, Status.NOT_COLLECTED], target=Status.COLLECTED)
    def collect(self) -> None:
        """It is there now."""

    @transition(field=status, source=[Status.PLANNED], target=Status.MISSED)
    def miss(self) -> None:
        """Its visit went by."""

    @transition(field=status, source=[Status.PLANNED], target=Status.NOT_COLLECTED)
    def leave_out(self) -> None:
        """It was decided not to take it."""

    @transition(field=status, source=[Status.COLLECTED], target=Status.CLOSED)
    def close(self, why: str) -> None:
        """Nothing of it is left to give."""
        self.closed_because = why

    @transition(field=status, source=[Status.CLOSED], target=Status.COLLECTED)
    def reopen(self) -> None:
        """It came back."""
        self.closed_because = ""


class CustodyEvent(OfHospital):
    """Something that happened to a specimen: added, never changed; a wrong entry is followed by a correcting one."""

    specimen = models.ForeignKey(Specimen, on_delete=models.PROTECT, related_name="custody", db_constraint=False)
    deed = models.CharField(max_length=16, choices=Deed.choices)
    at = models.DateTimeField(_("Time it happened"))
    until = models.DateTimeField(_("Until"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    device = models.CharField(_("Device"), max_length=80, blank=True)
    lot = models.CharField(_("Lot"), max_length=60, blank=True)
    fields = models.JSONField(default=dict, blank=True)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["specimen", "at"], name="custody_of_specimen"),
                   models.Index(fields=["specimen"], condition=Q(deed="pooled"), name="custody_of_pools")]
        constraints = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("at")),
                                   name="custody_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.at:%Y-%m-%d %H:%M}"
