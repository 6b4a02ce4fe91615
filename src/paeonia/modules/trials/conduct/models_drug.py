"""Study drug: its lots, and every unit that came, went out, came back or was destroyed."""

from __future__ import annotations

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .choices import Move
from .models_signed import OfStudy, Signed


@pghistory.track()
class DrugLot(OfStudy):
    """A lot of study drug at the site."""

    name = models.CharField(_("Study drug and strength"), max_length=120)
    lot = models.CharField(_("Lot"), max_length=60)
    unit = models.CharField(_("Counted in"), max_length=40)
    expires_on = models.DateField(_("Use until"))
    storage = models.CharField(_("Storage"), max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "name", "lot"], name="lot_once_a_study"),
            models.UniqueConstraint(fields=["id", "hospital"], name="lot_with_hospital"),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.lot}"


class DrugMovement(Signed):
    """Units of a lot that moved. A trigger of the database refuses any movement after which a balance is below nothing."""

    lot = models.ForeignKey(DrugLot, on_delete=models.PROTECT, related_name="movements", db_constraint=False,
                            verbose_name=_("Lot"))
    subject = models.ForeignKey("conduct.Subject", null=True, blank=True, on_delete=models.PROTECT,
                                related_name="drug", db_constraint=False, verbose_name=_("Subject"))
    kind = models.CharField(_("Movement"), max_length=20, choices=Move.choices)
    quantity = models.PositiveIntegerField(_("Quantity"), validators=[MinValueValidator(1)])

    class Meta(Signed.Meta):
        constraints = [
            *Signed.Meta.constraints,
            models.CheckConstraint(condition=Q(quantity__gt=0), name="drug_moves_by_whole_units"),
            models.CheckConstraint(
                condition=Q(kind__in=["dispensed", "returned"], subject__isnull=False)
                | (~Q(kind__in=["dispensed", "returned"]) & Q(subject__isnull=True)),
                name="drug_moves_to_and_from_subjects"),
        ]
