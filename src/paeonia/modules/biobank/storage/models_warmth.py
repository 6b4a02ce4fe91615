"""Temperatures as sensors told them, times outside the limits, and what else happened to a container."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ..models_of_hospital import OfHospital
from .choices import Beyond, Happening


class TemperatureReading(OfHospital):
    """One value of a sensor; reading a file twice adds nothing."""

    container = models.ForeignKey("bankstore.Container", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    at = models.DateTimeField()
    celsius = models.DecimalField(max_digits=5, decimal_places=1)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["container", "at"], name="one_reading_a_moment")]

    def __str__(self) -> str:
        return f"{self.container_id} {self.celsius}"


@pghistory.track()
class Excursion(OfHospital):
    """A time a container was outside its limits; open until a reading is inside again."""

    container = models.ForeignKey("bankstore.Container", on_delete=models.PROTECT, related_name="excursions",
                                  db_constraint=False)
    beyond = models.CharField(max_length=4, choices=Beyond.choices)
    began = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    extreme = models.DecimalField(max_digits=5, decimal_places=1)
    limit = models.DecimalField(max_digits=5, decimal_places=1)
    silent = models.PositiveIntegerField(default=0)     # minutes within it without any reading
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    judgement = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-began"]
        constraints = [
            models.UniqueConstraint(fields=["container", "began"], name="one_excursion_at_a_time"),
            models.CheckConstraint(condition=Q(ended__isnull=True) | Q(ended__gte=F("began")), name="excursion_ends_after"),
        ]

    def __str__(self) -> str:
        return f"{self.container_id} {self.began:%Y-%m-%d %H:%M}"


class Occurrence(OfHospital):
    """Something that happened to a container; only added."""

    container = models.ForeignKey("bankstore.Container", on_delete=models.PROTECT, related_name="happenings",
                                  db_constraint=False)
    what = models.CharField(max_length=12, choices=Happening.choices)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    fields = models.JSONField(default=dict)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("at")),
                                              name="happening_ends_after")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"
