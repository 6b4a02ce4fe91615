"""Counters for codes and labels."""

from __future__ import annotations

from django.db import models

from .models_of_hospital import OfHospital


class Counter(OfHospital):
    """How far a numbering has come; only ever counted on, in one statement, so that two at once get two numbers."""

    name = models.CharField(max_length=120)
    value = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hospital", "name"], name="counter_once_a_hospital")]

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
