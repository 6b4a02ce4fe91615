"""Where specimens are and who waits for them: rooms tell, and whoever must find every tube asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .choices import Deed
from .models import CustodyEvent, Specimen

PLACE, RESERVED, REQUEST, SENT = "place", "reserved", "request", "sent"


@dataclass(frozen=True)
class Whereabouts:
    """One thing known of where a specimen is: its place, a reservation, a request it is on, or to whom it went.

    `page` is the name of an address that takes `number`, empty where nothing can be opened.
    """

    kind: str
    text: str
    page: str = ""
    number: int = 0


Told = Callable[[Sequence[int]], dict[int, list[Whereabouts]]]
_told: dict[str, Told] = {}


def tells(name: str, told: Told) -> None:
    """Let a room say what it knows of specimens, by their numbers."""
    _told[name] = told


def of(specimens: Sequence[Specimen]) -> dict[int, list[Whereabouts]]:
    """What all rooms know; what left stands in the custody even where no room tells of it."""
    ids = [one.pk for one in specimens]
    found: dict[int, list[Whereabouts]] = {pk: [] for pk in ids}
    for name in sorted(_told):
        for pk, known in _told[name](ids).items():
            found[pk] += known
    out: dict[int, Whereabouts] = {}
    for event in CustodyEvent.objects.filter(specimen_id__in=ids, deed__in=(
            Deed.DISTRIBUTED, Deed.SHIPPED, Deed.RETURNED, Deed.CHECKED_IN)).order_by("at", "id"):
        if event.deed in (Deed.RETURNED, Deed.CHECKED_IN):
            out.pop(event.specimen_id, None)
        else:
            said = event.fields
            out[event.specimen_id] = Whereabouts(SENT, " · ".join(str(said[key]) for key in (
                "recipient", "request", "country") if said.get(key)) or f"{event.at:%Y-%m-%d}")
    for pk, sent in out.items():
        if not any(one.kind == SENT for one in found[pk]):
            found[pk].append(sent)
    return found
