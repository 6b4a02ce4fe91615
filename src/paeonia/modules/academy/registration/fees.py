"""Where a fee stands, from its entries alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from paeonia.modules.academy.choices import Standing

from .choices import Fee
from .models_person import Payment


@dataclass(frozen=True)
class Account:
    """What is asked of a registration, and what came in."""

    asked: Decimal | None       # None: no fee
    standing: str
    payments: tuple[Payment, ...] = ()

    @property
    def paid(self) -> Decimal:
        """Everything entered, with what was taken or paid back."""
        return sum((one.amount for one in self.payments), Decimal(0))

    @property
    def owed(self) -> Decimal:
        """What is still to come; below zero when too much came."""
        asked = self.asked if self.standing == Standing.ENROLLED else None
        return (asked or Decimal(0)) - self.paid

    @property
    def fee(self) -> Fee:
        """Where it stands. Who has no place (any more) owes nothing: what she paid is to be paid back."""
        if self.owed < 0:
            return Fee.OVER
        if not self.asked:
            return Fee.NONE
        if self.standing != Standing.ENROLLED:
            return Fee.LATER if self.standing in (Standing.ASKED, Standing.WAITING) else Fee.NONE
        if self.owed == 0:
            return Fee.PAID
        return Fee.PARTLY if self.paid > 0 else Fee.UNPAID

    @property
    def is_settled(self) -> bool:
        """Whether nothing is missing."""
        return self.owed <= 0

    @property
    def open_entries(self) -> list[Payment]:
        """Entries that may still be taken back."""
        met = {one.counters_id for one in self.payments}
        return [one for one in self.payments if one.counters_id is None and one.pk not in met]


def total(accounts: Iterable[Account]) -> Decimal:
    """What these accounts still owe together."""
    return sum((max(one.owed, Decimal(0)) for one in accounts), Decimal(0))
