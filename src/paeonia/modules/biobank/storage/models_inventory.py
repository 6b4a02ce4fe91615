"""Boxes that were counted; only added."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from ..models_of_hospital import OfHospital


class InventoryCheck(OfHospital):
    """A box scanned by somebody: how many should lie there, how many lie right, and each difference as it was seen."""

    container = models.ForeignKey("bankstore.Container", on_delete=models.PROTECT, related_name="checks",
                                  db_constraint=False)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    expected = models.PositiveIntegerField()
    scanned = models.PositiveIntegerField()
    right = models.PositiveIntegerField()
    differences = models.JSONField(default=list)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.container_id} {self.at:%Y-%m-%d}"
