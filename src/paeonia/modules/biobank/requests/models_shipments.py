"""Shipments, their manifests, and what did not match when they were opened."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from ..models_of_hospital import OfHospital
from ..states import StateField
from . import choices
from .choices import Settled, Way


@pghistory.track()
class Shipment(OfHospital):
    """A parcel to the recipient of a request; it goes from packed to shipped to received and never back."""

    request = models.ForeignKey("bankrequests.Request", on_delete=models.PROTECT, related_name="shipments",
                                db_constraint=False)
    number = models.CharField(max_length=40)
    state = StateField(max_length=10, choices=Way.choices, default=Way.PENDING)
    courier = models.CharField(_("Courier"), max_length=120, blank=True)
    tracking = models.CharField(_("Tracking number"), max_length=80, blank=True)
    logger = models.CharField(_("Temperature logger"), max_length=80, blank=True)
    temperature = models.DecimalField(_("Temperature at dispatch (°C)"), max_digits=5, decimal_places=1, null=True,
                                      blank=True)
    condition = models.CharField(_("Sent as"), max_length=10, blank=True)     # a code of logger.conditions; empty: not said
    exit_certificate = models.CharField(_("Exit certificate"), max_length=80, blank=True)
    shipped_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["hospital", "number"], name="bankshipment_number_once"),
            models.UniqueConstraint(fields=["id", "hospital"], name="bankshipment_with_hospital"),
            models.CheckConstraint(condition=Q(state="pending") | (Q(shipped_at__isnull=False) & ~Q(courier="")),
                                   name="bankshipment_shipped_by_somebody"),
            models.CheckConstraint(condition=~Q(state="received") | Q(received_at__isnull=False),
                                   name="bankshipment_received_at_a_time"),
        ]

    def __str__(self) -> str:
        return self.number

    @transition(field=state, source=Way.PENDING, target=Way.SHIPPED)
    def ship(self) -> None:
        """It left."""

    @transition(field=state, source=Way.SHIPPED, target=Way.RECEIVED)
    def arrive(self) -> None:
        """It was opened, and everything is accounted for."""


@pghistory.track()
class Item(OfHospital):
    """A tube in a parcel; while the parcel is packed only."""

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="items", db_constraint=False)
    line = models.OneToOneField("bankrequests.Line", on_delete=models.PROTECT, related_name="item", db_constraint=False)
    specimen = models.ForeignKey("biobank.Specimen", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    label = models.CharField(max_length=120)
    barcode = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label


@pghistory.track()
class Difference(OfHospital):
    """One tube that did not match: it holds up the receipt until somebody says how it was settled."""

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="differences", db_constraint=False)
    kind = models.CharField(max_length=8, choices=choices.Difference.choices)
    code = models.CharField(max_length=120)
    found_at = models.DateTimeField(default=timezone.now)
    settled = models.CharField(max_length=10, choices=Settled.choices, blank=True)
    why = models.CharField(_("Reason"), max_length=500, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["shipment", "kind", "code"], name="bankdifference_once_a_tube"),
            models.CheckConstraint(condition=Q(settled="") | (~Q(why="") & Q(settled_at__isnull=False)),
                                   name="bankdifference_settled_with_reason"),
        ]
