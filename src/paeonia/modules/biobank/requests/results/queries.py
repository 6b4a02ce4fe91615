"""Results that came back, as the page of a tube shows them."""

from __future__ import annotations

from collections.abc import Sequence

from ...findings import Finding
from ...models import CustodyEvent, Specimen
from ..models_results import Result


def found(specimen: Specimen, custody: Sequence[CustodyEvent]) -> list[Finding]:
    """What a study measured in this very tube, the newest first, with the number of its request; nothing judges it here."""
    rows = Result.objects.filter(specimen=specimen).select_related("request").order_by("-at", "-id")[:50]
    return [Finding({"en": one.name, "zh": one.name}, dict.fromkeys(("en", "zh"), f"{one.value} {one.unit}".strip()),
                    "not_applicable", one.request.number, at=one.at) for one in rows]
