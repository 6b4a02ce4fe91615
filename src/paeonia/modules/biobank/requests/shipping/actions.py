"""Writes of shipments: packing, sending, receiving, settling what did not match."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, system_viewer

from ... import gates
from ...actions import allowed
from ...choices import Deed
from ...models import CustodyEvent
from ...refusing import both, has_happened, refuse, told
from ..choices import ENDS, Settled, Way
from ..choices import Difference as Kind
from ..models import Difference, Item, Line, Order, Request, Shipment
from ..picking import asking
from .matching import Odd, compare

SENDING = {"en": "the dispatch", "zh": "发运时间"}
OPENING = {"en": "the receipt", "zh": "签收时间"}


@dataclass(frozen=True)
class Receipt:
    """What came of opening a parcel: received, or the differences that hold it up."""

    received: bool
    odd: tuple[Odd, ...] = ()


def pack(order: Order, viewer: Viewer) -> Shipment:
    """Begin a shipment with everything of an order that is in none yet and did not come back."""
    allowed(viewer, "bank.work", order)
    with acting(viewer):
        request = order.request
        lines = list(Line.objects.filter(order=order, item__isnull=True, back__isnull=True))
        if not lines:
            raise refuse("bankreq-parcel-empty", number=order.number)
        many = Shipment.objects.filter(request=request).count() + 1
        made = Shipment.objects.create(hospital_id=order.hospital_id, request=request, number=f"{request.number}-S{many}",
                                       exit_certificate=order.exit_certificate)
        try:
            with transaction.atomic():
                for line in lines:
                    Item.objects.create(hospital_id=line.hospital_id, shipment=made, line=line,
                                        specimen_id=line.specimen_id, label=line.label, barcode=line.barcode)
        except IntegrityError:
            raise refuse("bankreq-packed", label=lines[0].label) from None
    return made


def unpack(item: Item, viewer: Viewer) -> None:
    """Take a tube out of a parcel that is still packed."""
    allowed(viewer, "bank.work", item)
    with acting(viewer):
        one = _locked(item.shipment_id)
        _in(one, Way.PENDING)
        Item.objects.filter(pk=item.pk).delete()


def ship(shipment: Shipment, fields: dict[str, Any], at: datetime, viewer: Viewer) -> Shipment:
    """Hand a parcel to its courier; the gate is asked once more."""
    allowed(viewer, "bank.work", shipment)
    has_happened(at, SENDING)
    with acting(viewer):
        one = _locked(shipment.pk)
        _in(one, Way.PENDING)
        items = list(Item.objects.filter(shipment=one).select_related("specimen"))
        if not items:
            raise refuse("bankreq-parcel-empty", number=one.number)
        if not str(fields.get("courier", "")).strip():
            raise refuse("bankreq-parcel-courier", number=one.number)
        for name, value in fields.items():
            setattr(one, name, value)
        request: Request = one.request
        gates.passed([item.specimen for item in items], asking.purposes(request),
                     asking.about(request, timezone.localdate(at), Deed.SHIPPED, one.exit_certificate))
        one.shipped_at = at
        one.ship()
        one.save()
        said = asking.fields(request, shipment=one.number, courier=one.courier, tracking=one.tracking, logger=one.logger,
                             condition=one.condition,
                             exit_certificate=one.exit_certificate,
                             temperature_c="" if one.temperature is None else str(one.temperature))
        try:
            with transaction.atomic():
                _told([item.specimen_id for item in items], one.hospital_id, Deed.SHIPPED, at, viewer, said)
        except IntegrityError as fault:
            if "not released" not in str(fault):
                raise
            raise refuse("bankreq-database") from None
    return one


def receive(shipment: Shipment, codes: Iterable[str], damaged: Iterable[str], at: datetime, viewer: Viewer) -> Receipt:
    """Open a parcel: it is received only when it matches its manifest, or each difference was settled before."""
    has_happened(at, OPENING)
    with acting(viewer):
        one = _locked(shipment.pk)
        recipient(one, viewer)
        _in(one, Way.SHIPPED)
        if one.shipped_at and at < one.shipped_at:
            raise refuse("bankreq-early", number=one.number, shipped=told(one.shipped_at), at=told(at))
        items = list(Item.objects.filter(shipment=one))
        manifest = {code: item.label for item in items for code in (item.label, item.barcode) if code}
        odd = compare(manifest, codes, damaged)
        known = {(row.kind, row.code): row for row in Difference.objects.select_for_update().filter(shipment=one)}
        new = [row for row in odd if (row.kind, row.code) not in known]
        Difference.objects.bulk_create(
            Difference(hospital_id=one.hospital_id, shipment=one, kind=row.kind, code=row.code) for row in new)
        still = [row for row in odd if (row.kind, row.code) in known and _open(known[row.kind, row.code], row)]
        waiting = [Odd(row.kind, row.code) for row in known.values() if not row.settled]
        holding = tuple(dict.fromkeys([*new, *still, *waiting]))
        if holding:
            return Receipt(False, holding)
        lost = {code for (kind, code), row in known.items() if row.settled == Settled.LOST}
        bad = {code: row.settled for (kind, code), row in known.items() if kind == Kind.DAMAGED}
        one.received_at, one.received_by_id = at, viewer.user_id
        one.arrive()
        one.save()
        # A recipient outside the bank writes no custody of her own: the bank writes it, in her name.
        with acting(system_viewer("receipt of a shipment", (one.hospital_id,))):
            for item in items:
                if item.label not in lost:
                    said = {"shipment": one.number, **({"damaged": bad[item.label]} if item.label in bad else {})}
                    _told([item.specimen_id], one.hospital_id, Deed.ARRIVED, at, viewer, said)
    return Receipt(True)


def settle(difference: Difference, how: str, why: str, viewer: Viewer) -> Difference:
    """Say how a difference was settled, and why."""
    if not why.strip():
        raise refuse("bankreq-settle-why", code=difference.code)
    if how not in ENDS[Kind(difference.kind)]:
        raise refuse("bankreq-settle", code=difference.code, kind=both(Kind(difference.kind).label),
                     how=both(Settled(how).label) if how in Settled.values else how)
    with acting(viewer):
        one = Difference.objects.select_for_update().get(pk=difference.pk)
        recipient(one.shipment, viewer)
        _in(_locked(one.shipment_id), Way.SHIPPED)
        one.settled, one.why, one.settled_by_id, one.settled_at = how, why.strip()[:500], viewer.user_id, timezone.now()
        one.save()
    return one


def recipient(shipment: Shipment, viewer: Viewer) -> None:
    """Refuse whoever neither works in the bank nor asked for what is in the parcel."""
    own = may(viewer, "bank.request", shipment) and shipment.request.requester_id == viewer.user_id
    if not own and not may(viewer, "bank.work", shipment):
        raise PermissionDenied("bank.work")


def _open(row: Difference, odd: Odd) -> bool:
    """Whether a difference still holds up: not settled, or said to be found and yet not there."""
    return not row.settled or (odd.kind == Kind.MISSING and row.settled == Settled.FOUND)


def _locked(pk: int) -> Shipment:
    return Shipment.objects.select_related("request").select_for_update(of=("self",)).get(pk=pk)


def _in(one: Shipment, state: str) -> None:
    if one.state != state:
        raise refuse("bankreq-parcel", number=one.number, state=both(Way(one.state).label))


def _told(ids: Iterable[int], hospital_id: int, deed: str, at: datetime, viewer: Viewer, said: dict[str, Any]) -> None:
    CustodyEvent.objects.bulk_create(
        CustodyEvent(hospital_id=hospital_id, specimen_id=pk, deed=deed, at=at, by_id=viewer.user_id, fields=said)
        for pk in ids)
