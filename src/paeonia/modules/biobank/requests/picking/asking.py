"""What the gate is asked for a request: its purposes and its recipient, said once for gate and custody alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ...choices import Deed
from ...gates import About, Hindrance, ask
from ...models import Specimen
from ..models import Request


def purposes(request: Request) -> list[str]:
    """Research is the ground all others stand on, and asked every time."""
    return sorted({"research", *request.purposes})


def about(request: Request, day: date, deed: str = Deed.DISTRIBUTED, exit_certificate: str = "") -> About:
    """What is about to be done with specimens of a request."""
    return About(str(deed), day, country=request.country, recipient=request.recipient, foreign=request.from_abroad,
                 numbers={"exit_certificate": exit_certificate} if exit_certificate else {},
                 hospital_id=request.hospital_id)


def hindrances(request: Request, specimens: Sequence[Specimen], day: date) -> dict[str, list[Hindrance]]:
    """What stands in the way of each specimen, by its label; before the first scan no exit certificate is at hand yet."""
    found: dict[str, list[Hindrance]] = {one.label: [] for one in specimens}
    for one in ask(specimens, purposes(request), about(request, day)):
        for label in one.labels or tuple(found):
            found.setdefault(label, []).append(one)
    return found


def fields(request: Request, **more: Any) -> dict[str, Any]:
    """What a custody event says of a release: the database reads it there."""
    said: dict[str, Any] = {"purposes": purposes(request), "country": request.country, "recipient": request.recipient,
                            "request": request.number}
    if request.from_abroad is not None:
        said["foreign"] = request.from_abroad
    return {**said, **{key: value for key, value in more.items() if value not in ("", None)}}
