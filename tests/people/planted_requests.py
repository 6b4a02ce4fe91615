"""A request at each hospital that went the whole way, with canaries in its texts, for the crawler to ask for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from biobank.bankers import a_visit, blood
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from paeonia.modules.biobank.consent import actions as consents
from paeonia.modules.biobank.requests import actions
from paeonia.modules.biobank.requests.committee import actions as committee
from paeonia.modules.biobank.requests.logger import actions as logger
from paeonia.modules.biobank.requests.models import Line
from paeonia.modules.biobank.requests.picking import actions as picking
from paeonia.modules.biobank.requests.picking.actions import Give
from paeonia.modules.biobank.requests.results import actions as results
from paeonia.modules.biobank.requests.shipping import actions as shipping
from paeonia.people.context import acting
from paeonia.people.models import User

ROOM = "biobank/requests/"
DRAFTED = ("/change/", "/submit/", "/want/", "/withdraw/")
FORMS = (
    (f"{ROOM}<int:request_id>/decide/", "good", {"do": "fulfil", "why": "x"}),
    (f"{ROOM}<int:request_id>/pick/", "scanned", {"code": "B-WEST"}),
    (f"{ROOM}<int:request_id>/pick/", "odd", {"code": "\x00", "tube": "99999999999"}),
    (f"{ROOM}<int:request_id>/results/", "good", {"rows": "a,b,c"}),
    (f"{ROOM}<int:request_id>/published/", "good", {"found_by": "pmid", "text": "1"}),
    (f"{ROOM}review/<int:request_id>/", "good", {"said_": "approve", "why": "x"}),
    (f"{ROOM}shipments/<int:shipment_id>/ship/", "good", {"courier": "x", "at": "2026-06-01T10:00"}),
    (f"{ROOM}shipments/<int:shipment_id>/receive/", "good", {"codes": "x", "at": "2026-06-01T10:00"}),
    (f"{ROOM}shipments/<int:shipment_id>/logger/", "good", {"condition": "dry_ice", "unit": "", "days": ""}),
    (f"{ROOM}lines/<int:line_id>/back/", "good", {"quantity": "1", "at": "2026-06-01T10:00"}),
    (f"{ROOM}orders/<int:order_id>/pack/", "good", {"x": "x"}),
)


def plant_requests(protocol: Any, manager: Any, doctor: Any, said: str) -> dict[str, object]:
    """What the routes of requests can be asked about; the doctor asks, the manager alone decides."""
    place, now = protocol.hospital_id, timezone.now()
    tubes = []
    for number in range(3):
        visit = a_visit(protocol, manager)
        form = consents.new_form({"code": f"REQ{number}", "version": "1", "title_zh": said, "title_en": said,
                                  "valid_from": date(2026, 1, 1), "purposes": ["research"]}, place, manager)
        consents.give(visit.registration.donor, form, {
            "signed_at": now - timedelta(days=90), "document": said, "taken_by": said,
            "answers": {"research": "yes"}}, manager)
        tubes.append(blood(visit, manager))
    one = actions.take_up(actions.submit(_draft(said, place, doctor), doctor), manager)
    committee.seat(User.objects.get(pk=manager.user_id), place, manager)
    committee.set_quorum(1, place, manager)
    committee.vote(one, "approve", said, manager)
    one = committee.decide(one, manager)
    first, second, _third = picking.put_aside(one, tubes, manager)
    picking.scan(one, second.label, manager)
    gone = shipping.pack(picking.distribute(one, {second.pk: Give()}, now - timedelta(minutes=2), manager), manager)
    shipping.ship(gone, {"courier": said}, now - timedelta(seconds=30), manager)
    logger.keep(gone, _log(said, now), now, manager)
    picking.scan(one, first.label, manager)
    order = picking.distribute(one, {first.pk: Give()}, now - timedelta(minutes=1), manager)
    parcel = shipping.pack(order, manager)
    results.values(one, f"{first.label},{said},{said}", manager)
    kept = results.hand_in(one, SimpleUploadedFile(f"{said}.csv", said.encode()), manager)
    with acting(manager):
        line = Line.objects.get(order=order)
    return {"request_id": one.pk, "order_id": order.pk, "shipment_id": parcel.pk, "line_id": line.pk, "file_id": kept.pk,
            "drafted_id": _draft(said, place, doctor).pk, "gone_id": gone.pk}


def _draft(said: str, place: int, doctor: Any) -> Any:
    one = actions.draft({"title_zh": said, "title_en": said, "purposes": ["research"], "ethics_number": said,
                         "criteria": said, "ethics_until": date(2099, 1, 1), "recipient": said, "country": "CN",
                         "foreign": "no"}, place, doctor)
    actions.want(one, {"kind": "whole_blood", "pieces": 9}, doctor)
    return one


def _log(said: str, now: Any) -> Any:
    """The file of a parcel's logger: three readings around its dispatch."""
    rows = "".join(f"{timezone.localtime(now + timedelta(seconds=seconds)):%Y-%m-%d %H:%M:%S},-71.2\n"
                   for seconds in (-60, -20, -10))
    return logger.opened(SimpleUploadedFile(f"{said}.csv", f"Time,Temperature (°C)\n{rows}".encode()), "dry_ice", "", "")


def of_requests(pattern: str, one: dict[str, object]) -> None:
    """What only whoever asked may open, while it is a draft, is asked about a draft; what opens a parcel, about one sent."""
    if pattern.startswith(f"{ROOM}<int:request_id>/") and pattern.endswith(DRAFTED):
        one["request_id"] = one["drafted_id"]
    if pattern.startswith(ROOM) and pattern.endswith(("/receive/", "/logger/")):
        one["shipment_id"] = one["gone_id"]
