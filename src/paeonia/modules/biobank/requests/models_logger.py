"""What the temperature logger of a parcel said: added, never changed; another file is another reading."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ..models_of_hospital import OfHospital


class ParcelLog(OfHospital):
    """One file, judged from dispatch to receipt by the limits of its condition as they were when it was read."""

    shipment = models.ForeignKey("bankrequests.Shipment", on_delete=models.PROTECT, related_name="logs", db_constraint=False)
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    condition = models.CharField(max_length=10)
    coldest = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    warmest = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    since = models.DateTimeField()
    until = models.DateTimeField()
    readings = models.JSONField()           # [[seconds since 1970, "−71.2"]]: every good row, also before and after the way
    lowest = models.DecimalField(max_digits=5, decimal_places=1)
    highest = models.DecimalField(max_digits=5, decimal_places=1)
    warm = models.PositiveIntegerField()    # minutes above the limit, below it, and without any reading
    cold = models.PositiveIntegerField()
    silent = models.PositiveIntegerField()
    spells = models.PositiveIntegerField()
    bad = models.PositiveIntegerField(default=0)
    why = models.JSONField(default=list)    # [{"en", "zh"}] of the first rows that could not be read
    left_out = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["shipment", "sha256", "condition", "until"], name="bankparcellog_once_a_file"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="bankparcellog_ends_after"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def outside(self) -> bool:
        """Whether the parcel left its limits at all, for however short a time."""
        return self.spells > 0

    def course(self) -> list[tuple[datetime, Decimal]]:
        """Its readings as moments and temperatures."""
        return [(datetime.fromtimestamp(at, UTC), Decimal(said)) for at, said in self.readings]
