"""What happened to a sample, as plain values: events, and the sample with the samples it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

MAKING = ("derived", "aliquoted", "pooled")
# Of events at one moment, what naturally comes first; a tube is put away after it was filled.
RANK = {kind: rank for rank, kinds in enumerate((
    ("supply_cut",), ("collected",), ("received", "arrived", "returned"), ("removed", "checked_out"), ("thawed",),
    ("fixed", "spun"), MAKING, ("frozen",), ("checked_in", "stored"), ("shipped", "distributed"), ("disposed",),
)) for kind in kinds}
_USUAL = 5


@dataclass(frozen=True)
class Event:
    """Something that happened, with what was said about it; `id` is how a correction names it."""

    kind: str
    at: datetime
    until: datetime | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""

    @property
    def order(self) -> tuple[Any, ...]:
        """A key that does not depend on the order of entry."""
        said = repr(sorted(self.fields.items()))
        return (self.at, RANK.get(self.kind, _USUAL), self.kind, self.until or self.at, said, self.id)

    def said(self, name: str) -> str:
        """A field as text, empty when nothing was said."""
        value = self.fields.get(name)
        return "" if value is None else str(value).strip()

    def number(self, name: str) -> float | None:
        """A field as a number, None when nothing readable was said."""
        try:
            value = float(self.said(name))
        except ValueError:
            return None
        return value if abs(value) < 1e12 else None

    @property
    def degrees(self) -> float | None:
        """Its temperature in degrees Celsius, as the bench (`temperature`) or storage (`temperature_c`) writes it."""
        celsius = self.number("temperature_c")
        return self.number("temperature") if celsius is None else celsius

    def yes(self, name: str) -> bool | None:
        """A field as yes or no, None when nothing was said."""
        said = self.said(name).casefold()
        return True if said in ("true", "yes", "1") else False if said in ("false", "no", "0") else None

    @property
    def makes_children(self) -> bool:
        """Whether it was written on the sample from which others were made, not on one that was made."""
        return self.kind in MAKING and ("children" in self.fields or "into" in self.fields)


@dataclass(frozen=True)
class Sample:
    """A sample with its own events and those it was made of; a pool has several parents.

    `lost`: it is known by name alone, as a member of a pool that this bank never had.
    """

    label: str
    kind: str
    events: tuple[Event, ...] = ()
    container: str = ""
    parents: tuple[Sample, ...] = ()
    made_at: datetime | None = None
    lost: bool = False

    def having(self, *events: Event) -> Sample:
        """The same with more events."""
        return replace(self, events=(*self.events, *events))


def event_of(row: Any) -> Event:
    """An event from a row of custody (`deed`, `at`, `until`, `fields`, `pk`)."""
    return Event(str(row.deed), row.at, row.until, dict(row.fields or {}), str(row.pk))


def sample_of(row: Any, custody: Iterable[Any], parents: Iterable[Sample] = ()) -> Sample:
    """A sample from its row (`label`, `kind`, `container`, `made_at`), its custody and its parents."""
    return Sample(row.label, row.kind, tuple(event_of(one) for one in custody), row.container, tuple(parents), row.made_at)
