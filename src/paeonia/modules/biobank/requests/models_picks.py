"""Pick lists and orders: what was put aside, what was let go, and what came back."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models_of_hospital import OfHospital
from .choices import PickState


@pghistory.track()
class Pick(OfHospital):
    """A specimen put aside for a request; its label stands here for requesters who see no tubes."""

    request = models.ForeignKey("bankrequests.Request", on_delete=models.PROTECT, related_name="picks", db_constraint=False)
    specimen = models.ForeignKey("biobank.Specimen", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    label = models.CharField(max_length=120)
    barcode = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=PickState.choices, default=PickState.LISTED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    scanned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    scanned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["specimen"], condition=Q(state__in=["listed", "confirmed"]),
                                    name="bankpick_specimen_on_one_list"),
            models.UniqueConstraint(fields=["id", "hospital"], name="bankpick_with_hospital"),
        ]

    def __str__(self) -> str:
        return self.label


class Order(OfHospital):
    """An executed order: what was let go together. Nothing of it is changed afterwards."""

    request = models.ForeignKey("bankrequests.Request", on_delete=models.PROTECT, related_name="orders", db_constraint=False)
    number = models.CharField(max_length=40)
    at = models.DateTimeField(_("Time it happened"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    exit_certificate = models.CharField(_("Exit certificate"), max_length=80, blank=True)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["hospital", "number"], name="bankorder_number_once"),
            models.UniqueConstraint(fields=["id", "hospital"], name="bankorder_with_hospital"),
        ]

    def __str__(self) -> str:
        return self.number


class Line(OfHospital):
    """One specimen of an order with what was given of it; an unknown quantity stays unknown."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines", db_constraint=False)
    pick = models.OneToOneField(Pick, on_delete=models.PROTECT, related_name="line", db_constraint=False)
    specimen = models.ForeignKey("biobank.Specimen", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    label = models.CharField(max_length=120)
    barcode = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=40)
    quantity = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    closed = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["id", "hospital"], name="bankline_with_hospital")]

    def __str__(self) -> str:
        return self.label

    @property
    def came_back(self) -> bool:
        """Whether it was given back."""
        return hasattr(self, "back")

    @property
    def packed(self) -> bool:
        """Whether it is in a shipment."""
        return hasattr(self, "item")


class Back(OfHospital):
    """A specimen of an order came back, with what was left of it."""

    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="back", db_constraint=False)
    quantity = models.DecimalField(_("Quantity"), max_digits=12, decimal_places=4, null=True, blank=True)
    at = models.DateTimeField(_("Time it happened"))
    condition = models.CharField(_("In what condition"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
