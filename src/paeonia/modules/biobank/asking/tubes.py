"""A tube as a question sees it, and what it says in the words of the bank; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from paeonia.record.dates import iso
from paeonia.record.facts import Fact

VALUE = "value"
DERIVED = ("freeze_thaw", "warm_ischaemia", "cold_ischaemia", "fixation", "time_to_spin", "limits")
PURPOSES = ("research", "genetic", "commercial", "foreign_cooperation", "recontact")


@dataclass(frozen=True, slots=True)
class Tube:
    """One tube; None is not known. `derived` holds what follows from its events, `consent` an answer for each purpose.

    `others` are donors whose material a pool holds besides; 0 is one that nobody can name.
    """

    id: int
    label: str
    donor: int
    day: int | None = None
    lineage: str = "primary"
    kind: str = ""
    container: str = ""
    tissue: str = ""
    site: str = ""
    available: bool = False
    volume: float | None = None
    concentration: float | None = None
    derived: Mapping[str, Any] = field(default_factory=dict)
    consent: Mapping[str, str] = field(default_factory=dict)
    others: tuple[int, ...] = ()


def said(tube: Tube) -> dict[str, Any]:
    """Values of the words about one tube; what is not known is left out, so that it stays unknown."""
    found: dict[str, Any] = {
        "sample_type": tube.kind, "sample_container": tube.container, "sample_tissue": tube.tissue,
        "sample_site": tube.site, "sample_lineage": tube.lineage, "sample_available": _yes(tube.available),
        "sample_collected": None if tube.day is None else iso(tube.day), "sample_volume": tube.volume,
        "sample_concentration": tube.concentration}
    found |= {f"sample_{name}": tube.derived.get(name) for name in DERIVED}
    found |= {f"sample_consent_{name}": answer for name in PURPOSES if (answer := tube.consent.get(name)) in ("yes", "no")}
    return {name: value for name, value in found.items() if value is not None and value != ""}


def facts(tube: Tube, sampled: Mapping[str, Any] | None = None) -> list[Fact]:
    """The same as facts for the person engine, with what the tumour was like at sampling."""
    return [Fact(name, {VALUE: value}, None, tube.label) for name, value in {**said(tube), **(sampled or {})}.items()]


def of_donor(tubes: Iterable[Tube]) -> list[Fact]:
    """Entries of `specimen`: every tube of a donor that was collected."""
    return [Fact("specimen", entry(tube), iso(tube.day), tube.label) for tube in tubes if tube.day is not None]


def entry(tube: Tube) -> dict[str, Any]:
    """What an entry says of a tube."""
    made = {"type": tube.kind, "tissue": tube.tissue, "available": _yes(tube.available),
            "freeze_thaw": tube.derived.get("freeze_thaw")}
    return {name: value for name, value in made.items() if value is not None and value != ""}


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
