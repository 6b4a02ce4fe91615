"""Questions about study drug."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import DrugLot, DrugMovement, Study
from .balance import Balance, balance


@dataclass(frozen=True)
class LotRow:
    """A lot with its balance and its movements, the latest first."""

    lot: DrugLot
    balance: Balance
    movements: tuple[DrugMovement, ...]


def lots(study: Study) -> tuple[LotRow, ...]:
    """Every lot of a study, in two queries."""
    moved: dict[int, list[DrugMovement]] = {}
    for row in DrugMovement.objects.filter(study=study, replaced_by__isnull=True, void=False)\
            .select_related("subject", "signed_by").order_by("-on_day", "-id"):
        moved.setdefault(row.lot_id, []).append(row)
    return tuple(LotRow(lot, balance(moved.get(lot.pk, ())), tuple(moved.get(lot.pk, ())))
                 for lot in DrugLot.objects.filter(study=study).order_by("name", "expires_on"))
