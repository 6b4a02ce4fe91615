"""Quality results as pages show them: on the page of a tube, and along time."""

from __future__ import annotations

from collections.abc import Sequence

from paeonia.criteria.word_parts import number

from ..choices import Deed
from ..findings import Finding
from ..models import CustodyEvent, Specimen
from .kinds import Kind, kinds


def found(specimen: Specimen, custody: Sequence[CustodyEvent]) -> list[Finding]:
    """The results of a tube, the newest first; a kind that left the list is shown as it was written."""
    return [_finding(event) for event in reversed(custody) if event.deed == Deed.QUALITY and "kind" in event.fields]


def in_custody(event: CustodyEvent) -> dict[str, str] | None:
    """A result as the chain of custody tells it: what was measured, and what was found."""
    if event.deed != Deed.QUALITY or "kind" not in event.fields:
        return None
    one = _finding(event)
    return {"en": f"{one.what['en']}: {one.said['en']}", "zh": f"{one.what['zh']}：{one.said['zh']}"}


def _finding(event: CustodyEvent) -> Finding:
    code, value = str(event.fields["kind"]), event.fields.get("value")
    kind = kinds().get(code)
    if kind is None:
        return Finding({"en": code, "zh": code}, {"en": str(value), "zh": str(value)}, "not_applicable", at=event.at)
    return Finding(kind.words, said(kind, value), kind.verdict(value), kind.source,  # type: ignore[arg-type]
                   kind.awaiting and bool(kind.within or kind.at_least is not None or kind.at_most is not None), event.at)


def said(kind: Kind, value: object) -> dict[str, str]:
    """A value with its unit, or its words."""
    if isinstance(value, (int, float)):
        unit = "" if kind.unit in ("", "1") else f" {kind.unit}"
        return {"en": f"{number(float(value))}{unit}", "zh": f"{number(float(value))}{unit}"}
    return dict(kind.values.get(str(value), {"en": str(value), "zh": str(value)}))
