"""Writes of picking: put aside, scan, take off, let go, take back. All of one deed or nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ... import gates
from ...actions import allowed
from ...amounts import checked, converted
from ...announcing import closed
from ...choices import Availability, Closed, Deed, Status
from ...families import struck
from ...measures import both_units
from ...models import CustodyEvent, Specimen
from ...refusing import both, has_happened, refuse, told
from ..actions import ethics_in_force, locked, moved
from ..choices import PickState, State
from ..models import Back, Line, Order, Pick, Request, Wanted
from . import asking

OPEN = (PickState.LISTED, PickState.CONFIRMED)
GIVING = {"en": "the order", "zh": "出库时间"}
BACK = {"en": "the return", "zh": "归还时间"}


@dataclass(frozen=True)
class Give:
    """What is given of one specimen on the list: nothing said is the whole of it."""

    quantity: Decimal | None = None
    unit: str = ""
    close: bool = False


def put_aside(about: Request, specimens: Sequence[Specimen], viewer: Viewer) -> list[Pick]:
    """Reserve specimens for an approved request; the gate is asked before, and refuses with the missing document."""
    allowed(viewer, "bank.work", about)
    if not specimens:
        raise refuse("bankreq-nothing")
    with acting(viewer):
        one = _approved(about.pk, viewer)
        held = _held([tube.pk for tube in specimens])
        for tube in held:
            if tube.hospital_id != one.hospital_id:
                raise refuse("bankreq-elsewhere", label=tube.label, number=one.number)
            taken = Pick.objects.filter(specimen=tube, state__in=OPEN).select_related("request").first()
            if taken:
                raise refuse("bankreq-on-list", label=tube.label, number=taken.request.number)
            _is_there(tube, Availability.AVAILABLE)
        gates.passed(held, asking.purposes(one), asking.about(one, timezone.localdate()))
        made = [Pick(hospital_id=tube.hospital_id, request=one, specimen=tube, label=tube.label, barcode=tube.barcode,
                     kind=tube.kind, by_id=viewer.user_id) for tube in held]
        try:
            with transaction.atomic():
                Pick.objects.bulk_create(made)
        except IntegrityError as fault:
            if "one_list" not in str(fault):
                raise
            raise refuse("bankreq-on-list", label=", ".join(tube.label for tube in held), number="…") from None
        _turned(held, Availability.RESERVED)
        _told(held, Deed.RESERVED, timezone.now(), viewer, {"request": one.number})
    return made


def take_off(pick: Pick, viewer: Viewer) -> None:
    """Take a specimen off the list; it is free again unless its donor withdrew meanwhile."""
    allowed(viewer, "bank.work", pick)
    with acting(viewer):
        _off(list(Pick.objects.filter(pk=pick.pk, state__in=OPEN)), viewer)


def set_free(about: Request, viewer: Viewer) -> None:
    """Take everything off a list that is not wanted any more; called inside a transaction of the request."""
    _off(list(Pick.objects.filter(request=about, state__in=OPEN)), viewer)


def scan(about: Request, code: str, viewer: Viewer) -> Pick:
    """Confirm the tube in hand; whatever is not on the list is refused in words."""
    allowed(viewer, "bank.work", about)
    said = code.strip().replace("\0", "")[:120]
    with acting(viewer):
        one = _approved(about.pk, viewer)
        known = Specimen.objects.filter(Q(barcode=said) | Q(label=said)) if said else Specimen.objects.none()
        # Of this bank first, and a barcode before a label of the same text.
        tube = min(known, key=lambda tube: (tube.hospital_id != one.hospital_id, tube.barcode != said), default=None)
        if tube is None:
            raise refuse("bankreq-scan-unknown", code=said or "–")
        if tube.hospital_id != one.hospital_id:
            raise refuse("bankreq-scan-hospital", code=said)
        pick = Pick.objects.select_for_update().filter(request=one, specimen=tube, state__in=OPEN).first()
        if pick is None:
            raise refuse("bankreq-scan-not-listed", label=tube.label, number=one.number)
        if pick.state == PickState.CONFIRMED:
            raise refuse("bankreq-scan-twice", label=tube.label)
        pick.state, pick.scanned_by_id, pick.scanned_at = PickState.CONFIRMED, viewer.user_id, timezone.now()
        pick.save()
    return pick


def distribute(about: Request, given: dict[int, Give], at: datetime, viewer: Viewer, *, exit_certificate: str = "",
               complete: bool = False) -> Order:
    """Let scanned specimens go, whole or in part, by the number of their pick; all of them or none.

    What is given is what is wanted, at most what is left. A request of which nothing more is wanted is fulfilled.
    """
    allowed(viewer, "bank.work", about)
    has_happened(at, GIVING)
    if not given:
        raise refuse("bankreq-nothing")
    with acting(viewer):
        one = _approved(about.pk, viewer)
        ethics_in_force(one, timezone.localdate(at))
        picks = list(Pick.objects.select_for_update().filter(request=one, pk__in=given, state__in=OPEN).order_by("id"))
        if {pick.pk for pick in picks} != set(given):
            raise refuse("bankreq-nothing")
        for pick in picks:
            if pick.state != PickState.CONFIRMED:
                raise refuse("bankreq-not-scanned", label=pick.label)
        tubes = {tube.pk: tube for tube in _held([pick.specimen_id for pick in picks])}
        for tube in tubes.values():
            _is_there(tube, Availability.RESERVED)
        gates.passed(list(tubes.values()), asking.purposes(one),
                     asking.about(one, timezone.localdate(at), exit_certificate=exit_certificate))
        order = Order.objects.create(
            hospital_id=one.hospital_id, request=one, at=at, by_id=viewer.user_id, exit_certificate=exit_certificate,
            number=f"{one.number}-{Order.objects.filter(request=one).count() + 1}")
        lines = [_given(order, pick, tubes[pick.specimen_id], given[pick.pk]) for pick in picks]
        Line.objects.bulk_create(lines)
        _let_go(one, order, lines, viewer)
        Pick.objects.filter(pk__in=[pick.pk for pick in picks]).update(state=PickState.SENT)
        if complete or _nothing_more(one):
            set_free(one, viewer)
            moved(one, "fulfil", viewer, order.number)
    return order


def take_back(line: Line, quantity: Decimal | None, at: datetime, condition: str, viewer: Viewer) -> Back:
    """A specimen came back: it is open again with what is left, at most what it had at first."""
    allowed(viewer, "bank.work", line)
    has_happened(at, BACK)
    with acting(viewer):
        tube, = _held([line.specimen_id])
        _not_destroyed(tube)
        if line.quantity is not None and quantity is not None and quantity > line.quantity:
            raise refuse("bankreq-back-more", label=line.label, given=f"{line.quantity.normalize():f}",
                         unit=both_units(line.unit), wanted=f"{quantity.normalize():f}")
        if quantity is not None and quantity != 0:
            checked(quantity, line.unit or tube.unit, line.label)
        made = Back(hospital_id=line.hospital_id, line=line, quantity=quantity, at=at, condition=condition[:300],
                    by_id=viewer.user_id)
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError:
            raise refuse("bankreq-back-twice", label=line.label) from None
        if tube.status == Status.CLOSED and quantity != 0:
            tube.reopen()
        if quantity is None:
            tube.available = None       # how much there is now nobody knows, and not known is not nothing
        elif quantity and tube.available is not None:
            returned = converted(quantity, line.unit or tube.unit, tube.unit, tube.label)
            tube.available = min(tube.available + returned, tube.initial or returned)
        if tube.availability == Availability.SENT and tube.status == Status.COLLECTED:
            tube.availability = Availability.FROZEN if _taken_back(tube) else Availability.AVAILABLE
        tube.save()
        number = line.order.request.number
        _told([tube], Deed.RETURNED, at, viewer, {"request": number, "condition": condition[:300], "unit": line.unit,
                                                  "quantity": "" if quantity is None else f"{quantity.normalize():f}"})
    return made


def _not_destroyed(tube: Specimen) -> None:
    """Custody says that it is no more, perhaps that the recipient destroyed it: that entry is corrected first."""
    custody = list(CustodyEvent.objects.filter(specimen=tube, deed__in=(Deed.DISPOSED, Deed.CORRECTED)))
    gone = struck(custody)
    for event in custody:
        if event.deed == Deed.DISPOSED and str(event.pk) not in gone:
            raise refuse("bankreq-back-gone", label=tube.label, at=told(event.at))


def _given(order: Order, pick: Pick, tube: Specimen, give: Give) -> Line:
    """Deduct, and close what is used up; an unknown quantity stays unknown and is never counted as nothing."""
    unit = give.unit or tube.unit
    taken = tube.available
    if give.quantity is not None:
        checked(give.quantity, unit, tube.label)
        wanted = converted(give.quantity, unit, tube.unit, tube.label) if tube.unit else give.quantity
        taken = wanted if tube.available is None else min(tube.available, wanted)
        unit = tube.unit or unit
    whole = give.quantity is None or give.close or (tube.available is not None and taken == tube.available)
    if tube.available is not None and taken is not None:
        tube.available -= taken
    if whole:
        tube.close(Closed.SENT)
    tube.availability = Availability.SENT if whole else Availability.AVAILABLE
    tube.save()
    if whole:
        closed(tube)
    return Line(hospital_id=order.hospital_id, order=order, pick=pick, specimen=tube, label=tube.label,
                barcode=tube.barcode, kind=tube.kind, quantity=taken, unit=unit if taken is not None else "", closed=whole)


def _let_go(one: Request, order: Order, lines: Sequence[Line], viewer: Viewer) -> None:
    try:
        with transaction.atomic():
            for line in lines:
                _told([line.specimen], Deed.DISTRIBUTED, order.at, viewer, asking.fields(
                    one, order=order.number, exit_certificate=order.exit_certificate, unit=line.unit,
                    quantity="" if line.quantity is None else f"{line.quantity.normalize():f}"))
    except IntegrityError as fault:     # the database asks the consent once more, past every way round the gate
        if "not released" not in str(fault):
            raise
        raise refuse("bankreq-database") from None


def _nothing_more(one: Request) -> bool:
    """Whether each line was given in full."""
    given: dict[str, int] = {}
    for kind in Line.objects.filter(order__request=one, back__isnull=True).values_list("kind", flat=True):
        given[kind] = given.get(kind, 0) + 1
    wanted: dict[str, int] = {}
    for kind, pieces in Wanted.objects.filter(request=one).values_list("kind", "pieces"):
        wanted[kind] = wanted.get(kind, 0) + pieces
    return all(given.get(kind, 0) >= pieces for kind, pieces in wanted.items())


def _off(picks: list[Pick], viewer: Viewer) -> None:
    tubes = _held([pick.specimen_id for pick in picks])
    free = [tube for tube in tubes if tube.availability == Availability.RESERVED]
    Pick.objects.filter(pk__in=[pick.pk for pick in picks]).update(state=PickState.REMOVED)
    _turned(free, Availability.AVAILABLE)
    _told(free, Deed.RELEASED, timezone.now(), viewer, {})


def _taken_back(tube: Specimen) -> bool:
    said = gates.ask([tube], ["research"], gates.About(Deed.DISTRIBUTED.value, timezone.localdate()))
    return any(one.code == "consent-withdrawn" for one in said)


def _approved(pk: int, viewer: Viewer) -> Request:
    one = locked(pk, viewer)
    if one.state != State.APPROVED:
        raise refuse("bankreq-state", number=one.number, state=both(State(one.state).label))
    return one


def _held(ids: Iterable[int]) -> list[Specimen]:
    return list(Specimen.objects.filter(pk__in=list(ids)).select_for_update(of=("self",)).order_by("pk"))


def _is_there(tube: Specimen, wanted: str) -> None:
    if tube.status != Status.COLLECTED:
        raise refuse("bank-not-collected", label=tube.label, status=both(Status(tube.status).label))
    if tube.availability != wanted:
        code = "bank-not-available" if wanted == Availability.AVAILABLE else "bankreq-changed"
        said = both(Availability(tube.availability).label)
        raise refuse(code, label=tube.label, **{"status" if code == "bank-not-available" else "state": said})


def _turned(tubes: Sequence[Specimen], availability: str) -> None:
    Specimen.objects.filter(pk__in=[tube.pk for tube in tubes]).update(availability=availability)


def _told(tubes: Sequence[Specimen], deed: str, at: datetime, viewer: Viewer, said: dict[str, Any]) -> None:
    CustodyEvent.objects.bulk_create(
        CustodyEvent(hospital_id=tube.hospital_id, specimen=tube, deed=deed, at=at, by_id=viewer.user_id, fields=said)
        for tube in tubes)
