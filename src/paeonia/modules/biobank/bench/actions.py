"""Writes at the bench: collecting, deriving, dividing and pooling. All of one deed or nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..actions import allowed
from ..amounts import checked, converted
from ..announcing import closed
from ..choices import Availability, Closed, Deed, Lineage, Status, VisitStatus
from ..labelling import labels_for
from ..measures import both_units
from ..models import Collection, CustodyEvent, Specimen
from ..refusing import both, has_happened, refuse, told
from ..wordlist import is_tissue

MOST_CHILDREN = 1000
WHAT = {"en": "this step", "zh": "该操作"}
NEW = {"en": "the new tube", "zh": "新样本管"}


@dataclass(frozen=True)
class Tube:
    """A tube about to be filled: what it is, how much goes in, and its barcode when it came with one."""

    quantity: Decimal | None = None
    unit: str = ""
    barcode: str = ""
    label: str = ""
    kind: str = ""
    container: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def collect(planned: Specimen, at: datetime, tube: Tube, viewer: Viewer) -> Specimen:
    """Say that a planned specimen was taken from the donor; planned parents of it are collected with it."""
    allowed(viewer, "bank.collect", planned)
    has_happened(at, WHAT)
    with acting(viewer):
        one = _locked(planned.pk)
        if one.collection.status != VisitStatus.COMPLETE:
            raise refuse("bank-visit-open", visit=one.collection.name)
        if one.parent_id and one.parent.status != Status.COLLECTED:
            collect(one.parent, at, Tube(), viewer)
        if tube.quantity is not None:
            one.initial = one.available = checked(tube.quantity, tube.unit or one.unit, one.label)
            one.unit = tube.unit or one.unit
        for name, value in {**tube.more, "container": tube.container or one.container, "barcode": tube.barcode}.items():
            setattr(one, name, value)
        one.made_at = at
        one.collect()
        _kept([one])
        _told([one], Deed.COLLECTED, at, viewer)
    return one


def add(visit: Collection, at: datetime, tube: Tube, viewer: Viewer) -> Specimen:
    """Enter a primary specimen that nobody planned."""
    allowed(viewer, "bank.collect", visit)
    has_happened(at, WHAT)
    with acting(viewer):
        if visit.status != VisitStatus.COMPLETE:
            raise refuse("bank-visit-open", visit=visit.name)
        return _filled(visit, None, Lineage.PRIMARY, [tube], at, viewer)[0]


def derive(parent: Specimen, tubes: Sequence[Tube], at: datetime, viewer: Viewer, *, taken: Decimal | None = None,
           unit: str = "", device: str = "", close: bool = False) -> list[Specimen]:
    """Make something else of a specimen, as plasma of blood; `taken` is what it cost the parent, in `unit`."""
    allowed(viewer, "bank.work", parent)
    has_happened(at, WHAT)
    with acting(viewer):
        source = _usable(parent.pk, at)
        if taken is not None:
            _take(source, checked(taken, unit or source.unit, source.label) or Decimal(0), unit or source.unit)
        made = _filled(source.collection, source, Lineage.DERIVED, tubes, at, viewer)
        _told([source], Deed.DERIVED, at, viewer, device=device, fields={"children": [one.label for one in made]})
        _closed_if(source, close, Closed.USED)
    return made


def aliquot(parent: Specimen, tubes: Sequence[Tube], at: datetime, viewer: Viewer, *, device: str = "",
            close: bool = False) -> list[Specimen]:
    """Divide a specimen; each tube's quantity leaves the parent, in the parent's unit."""
    allowed(viewer, "bank.work", parent)
    has_happened(at, WHAT)
    with acting(viewer):
        source = _usable(parent.pk, at)
        total = sum((converted(checked(one.quantity, one.unit or source.unit, source.label) or Decimal(0),
                               one.unit or source.unit, source.unit, source.label) for one in tubes), Decimal(0))
        _take(source, total, source.unit)
        made = _filled(source.collection, source, Lineage.ALIQUOT, tubes, at, viewer)
        _told([source], Deed.ALIQUOTED, at, viewer, device=device, fields={"children": [one.label for one in made]})
        _closed_if(source, close, Closed.DIVIDED)
    return made


def pool(members: Sequence[Specimen], tube: Tube, at: datetime, viewer: Viewer) -> Specimen:
    """Put several specimens of one protocol together; each member keeps a trace of the pool it went into."""
    if len(members) < 2:
        raise refuse("bank-pool-few")
    for one in members:
        allowed(viewer, "bank.work", one)
    has_happened(at, WHAT)
    with acting(viewer):
        held = [_usable(one.pk, at) for one in sorted(members, key=lambda one: one.pk)]
        protocols = {one.collection.registration.protocol_id: one for one in held}
        if len(protocols) > 1:
            first, second, *_ = protocols.values()
            raise refuse("bank-pool-protocols", first=first.label, second=second.label)
        made = _filled(held[0].collection, held[0], Lineage.DERIVED, [tube], at, viewer)[0]
        names = [one.label for one in held]
        _told([made], Deed.POOLED, at, viewer, fields={"members": names, "member_ids": [one.pk for one in held]})
        _told(held, Deed.POOLED, at, viewer, fields={"into": made.label, "into_id": made.pk})
        for one in held:
            _closed_if(one, True, Closed.USED)
    return made


def happened(specimens: Sequence[Specimen], deed: str, at: datetime, viewer: Viewer, *, until: datetime | None = None,
             device: str = "", lot: str = "", fields: dict[str, Any] | None = None) -> None:
    """Write one event to each of some specimens: a spin, a fixation, a thaw."""
    for one in specimens:
        allowed(viewer, "bank.collect", one)
    has_happened(at, both(Deed(deed).label), until)
    with acting(viewer):
        for one in specimens:
            if one.status != Status.COLLECTED and deed not in (Deed.SUPPLY_CUT, Deed.QUALITY):
                raise refuse("bank-not-collected", label=one.label, status=both(Status(one.status).label))
            if one.made_at and at < one.made_at and _not_before(one, deed):
                raise refuse("bank-before-made", label=one.label, made=told(one.made_at), what=both(Deed(deed).label),
                             at=told(at))
        _told(specimens, deed, at, viewer, until=until, device=device, lot=lot, fields=fields or {})


def _not_before(one: Specimen, deed: str) -> bool:
    """Tissue may be fixed or frozen before a block of it is made; a fluid may not; nothing is spun before it is there."""
    return deed in (Deed.SPUN, Deed.THAWED) or (deed not in (Deed.SUPPLY_CUT, Deed.QUALITY) and not is_tissue(one.kind))


def correct(wrong: CustodyEvent, right: dict[str, Any] | None, why: str, viewer: Viewer) -> None:
    """Strike a step with the reason and write the right one, or none for what did not happen; the wrong one stays."""
    allowed(viewer, "bank.collect", wrong.specimen)
    if not why.strip():
        raise refuse("bank-correct-why")
    with acting(viewer), transaction.atomic():
        instead = {}
        if right is not None:
            has_happened(right["at"], both(Deed(wrong.deed).label), right["until"])
            made = CustodyEvent.objects.create(hospital_id=wrong.hospital_id, specimen_id=wrong.specimen_id, deed=wrong.deed,
                                               by_id=viewer.user_id, **right)
            instead = {"instead": made.pk}
        CustodyEvent.objects.create(hospital_id=wrong.hospital_id, specimen_id=wrong.specimen_id, deed=Deed.CORRECTED,
                                    at=timezone.now(), by_id=viewer.user_id,
                                    fields={"event": str(wrong.pk), "why": why.strip()[:300], **instead})


def dispose(specimen: Specimen, why: str, at: datetime, first_id: int, viewer: Viewer, **said: str) -> Specimen:
    """Destroy what is left: one person said so (`first_id`), the viewer is the second; its place becomes free.

    What else was said of it, as how it is destroyed and what shows it, stands in its custody.
    The database asks for two people as well, whoever writes.
    """
    allowed(viewer, "bank.work", specimen)
    has_happened(at, WHAT)
    with acting(viewer):
        one = _locked(specimen.pk)
        if one.status != Status.COLLECTED:
            raise refuse("bank-not-collected", label=one.label, status=both(Status(one.status).label))
        if first_id == viewer.user_id:
            raise refuse("bank-second-person", who=viewer.name)
        _told([one], Deed.DISPOSED, at, viewer, fields={"why": why, "first_id": first_id, **said})
        one.available = Decimal(0) if one.available is not None else None
        _closed_if(one, True, why)
    return one


def _locked(pk: int) -> Specimen:
    return Specimen.objects.select_related("collection__registration__protocol", "collection__time_point", "parent")\
        .select_for_update(of=("self",)).get(pk=pk)


def _usable(pk: int, at: datetime) -> Specimen:
    one = _locked(pk)
    if one.status != Status.COLLECTED:
        raise refuse("bank-not-collected", label=one.label, status=both(Status(one.status).label))
    if one.availability not in (Availability.AVAILABLE, Availability.OUT):
        raise refuse("bank-not-available", label=one.label, status=both(Availability(one.availability).label))
    if one.made_at and at < one.made_at:
        raise refuse("bank-older", label=NEW, made=told(at), parent=one.label, of_parent=told(one.made_at))
    return one


def _take(source: Specimen, quantity: Decimal, unit: str) -> None:
    if source.available is None:
        return
    wanted = converted(quantity, unit, source.unit, source.label)
    if wanted > source.available:
        raise refuse("bank-overdrawn", label=source.label, left=f"{source.available.normalize():f}",
                     unit=both_units(source.unit), wanted=f"{wanted.normalize():f}")
    source.available -= wanted
    source.save(update_fields=["available"])


def _filled(visit: Collection, parent: Specimen | None, lineage: str, tubes: Sequence[Tube], at: datetime,
            viewer: Viewer) -> list[Specimen]:
    """Tubes filled: those the protocol planned under this parent first, whose labels are printed already, then new ones."""
    ready = _ready(parent, lineage)
    filled = [(tube, _next_of(ready, tube, parent)) for tube in tubes]
    fresh = [tube for tube, one in filled if one is None]
    if parent is not None:
        count = Specimen.objects.filter(parent=parent).count() + len(fresh)
        if count > MOST_CHILDREN:
            raise refuse("bank-children", label=parent.label, count=count, most=MOST_CHILDREN)
    free = {kind: labels_for(visit, parent, kind, lineage, sum(1 for one in fresh if _kind(one, parent) == kind
                                                               and not one.label))
            for kind in {_kind(one, parent) for one in fresh}}
    made = [_into(tube, one, parent, at) if one else _new(visit, tube, parent, lineage, free, at) for tube, one in filled]
    _kept(made)
    _told(made, Deed.COLLECTED if parent is None else Deed.DERIVED if lineage == Lineage.DERIVED else Deed.ALIQUOTED,
          at, viewer, fields={"parent": parent.label} if parent else {})
    return made


def _ready(parent: Specimen | None, lineage: str) -> dict[str, list[Specimen]]:
    """Planned tubes under a parent by their type, the first planned first."""
    found: dict[str, list[Specimen]] = {}
    if parent is not None:
        rows = Specimen.objects.without_tree_fields().select_for_update(of=("self",)).filter(
            parent=parent, lineage=lineage, status=Status.PLANNED)
        for one in rows.order_by("id"):
            found.setdefault(one.kind, []).append(one)
    return found


def _next_of(ready: dict[str, list[Specimen]], tube: Tube, parent: Specimen | None) -> Specimen | None:
    waiting = ready.get(_kind(tube, parent), [])
    return waiting.pop(0) if waiting and not tube.label else None


def _into(tube: Tube, one: Specimen, parent: Specimen | None, at: datetime) -> Specimen:
    """A planned tube as it is once filled; what was planned of its quantity counts for nothing."""
    unit = tube.unit or (parent.unit if parent else "") or one.unit
    one.initial = one.available = checked(tube.quantity, unit, one.label)
    one.unit = unit if one.initial is not None else ""
    more = {"container": tube.container or one.container, "barcode": tube.barcode, **_inherited(parent), **tube.more}
    for name, value in more.items():
        setattr(one, name, value)
    one.made_at = at
    one.collect()
    return one


def _new(visit: Collection, tube: Tube, parent: Specimen | None, lineage: str, free: dict[str, Any],
         at: datetime) -> Specimen:
    kind, unit = _kind(tube, parent), tube.unit or (parent.unit if parent else "")
    label = tube.label or next(free[kind])
    amount = checked(tube.quantity, unit, label)
    return Specimen(
        hospital_id=visit.hospital_id, collection=visit, parent=parent, lineage=lineage, kind=kind, label=label,
        container=tube.container, barcode=tube.barcode, initial=amount, available=amount,
        unit=unit if amount is not None else "", status=Status.COLLECTED, made_at=at, **{**_inherited(parent), **tube.more})


def _kind(tube: Tube, parent: Specimen | None) -> str:
    return tube.kind or (parent.kind if parent else "")


def _inherited(parent: Specimen | None) -> dict[str, Any]:
    return {} if parent is None else {"tissue": parent.tissue, "site": parent.site, "side": parent.side}


def _kept(rows: list[Specimen]) -> None:
    """Save planned tubes that are filled now, and new ones in one statement."""
    codes = [one.barcode for one in rows if one.barcode]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice:
        raise refuse("bank-barcode-twice", barcode=twice)
    try:
        with transaction.atomic():
            for one in rows:
                if one.pk:
                    one.save()
            Specimen.objects.bulk_create(one for one in rows if not one.pk)
    except IntegrityError as fault:
        _explain(rows, fault)


def _explain(rows: list[Specimen], fault: IntegrityError) -> None:
    """Say which label or barcode is taken; anything else is a fault of ours and goes on as one."""
    own = [one.pk for one in rows if one.pk]
    held = Specimen.objects.filter(hospital_id=rows[0].hospital_id).exclude(pk__in=own)
    if "barcode_once" in str(fault):
        taken = held.filter(barcode__in=[one.barcode for one in rows if one.barcode]).first()
        if taken:
            raise refuse("bank-barcode-taken", barcode=taken.barcode, label=taken.label) from None
    if "label_once" in str(fault):
        taken = held.filter(label__in=[one.label for one in rows]).first()
        if taken:
            raise refuse("bank-label-taken", label=taken.label) from None
    raise fault


def _told(specimens: Sequence[Specimen], deed: str, at: datetime, viewer: Viewer, *, until: datetime | None = None,
          device: str = "", lot: str = "", fields: dict[str, Any] | None = None) -> None:
    CustodyEvent.objects.bulk_create(
        CustodyEvent(hospital_id=one.hospital_id, specimen=one, deed=deed, at=at, until=until, by_id=viewer.user_id,
                     device=device, lot=lot, fields=fields or {}, written_at=timezone.now()) for one in specimens)


def _closed_if(one: Specimen, close: bool, why: str) -> None:
    spent = one.available is not None and one.available == 0
    if close or spent:
        one.close(why)
        one.save()
        closed(one)
