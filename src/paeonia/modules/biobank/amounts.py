"""Quantities with their units: counted exactly, converted before they are compared."""

from __future__ import annotations

from decimal import Decimal

from paeonia.record.units import factor

from .measures import both_units
from .refusing import refuse

PLACES = Decimal("0.0001")


def converted(quantity: Decimal, unit: str, other: str, label: str = "") -> Decimal:
    """A quantity in another unit, to four places; raises Refused when the two units count different things."""
    if unit == other:
        return quantity
    if "{" in unit + other:     # counted things: a slide is no block, though neither has a dimension
        raise refuse("bank-unit-mix", label=label, unit=both_units(unit), other=both_units(other))
    try:
        by = factor(unit, other)
    except ValueError:
        raise refuse("bank-unit-mix", label=label, unit=both_units(unit), other=both_units(other)) from None
    return (quantity * Decimal(str(by))).quantize(PLACES)


def in_unit(quantity: Decimal | None, unit: str, other: str) -> float | None:
    """A quantity in another unit to reckon with; None where there is none, or it counts something else."""
    if quantity is None or not unit or "{" in unit:
        return None
    try:
        return float(quantity) * factor(unit, other)
    except ValueError:
        return None


def checked(quantity: Decimal | None, unit: str, label: str) -> Decimal | None:
    """A quantity that can be kept: above nothing, with a unit; none stays none."""
    if quantity is None:
        return None
    if not quantity.is_finite() or quantity <= 0:
        raise refuse("bank-not-positive", label=label, quantity=quantity, unit=both_units(unit))
    if not unit:
        raise refuse("bank-no-unit", label=label)
    return quantity
