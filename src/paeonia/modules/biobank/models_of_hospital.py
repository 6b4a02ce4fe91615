"""What every row of the bank has: the hospital it belongs to."""

from __future__ import annotations

from django.db import models


class OfHospital(models.Model):
    """A row of one hospital's bank; a composite foreign key in the database keeps children with their parents."""

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
