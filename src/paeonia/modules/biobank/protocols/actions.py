"""Writes about protocols: opening one, planning its time points, publishing an edition, beginning the next."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..actions import allowed, kept
from ..amounts import checked, converted
from ..choices import Lineage, Stage
from ..measures import both_units
from ..models import Edition, Protocol, Requirement, TimePoint
from ..refusing import refuse


def open_protocol(fields: dict[str, Any], hospital_id: int, viewer: Viewer) -> Protocol:
    """Open a collection protocol with an empty draft of its first edition."""
    made = Protocol(hospital_id=hospital_id, **fields)
    allowed(viewer, "bank.manage", made)
    with acting(viewer):
        kept(made, made.code)
        Edition.objects.create(hospital_id=hospital_id, protocol=made, number=1)
    return made


def change(protocol: Protocol, fields: dict[str, Any], viewer: Viewer) -> Protocol:
    """Change what is said of a protocol; the trail keeps what was said before."""
    allowed(viewer, "bank.manage", protocol)
    for name, value in fields.items():
        setattr(protocol, name, value)
    with acting(viewer):
        return kept(protocol, protocol.code)


def time_point(edition: Edition, fields: dict[str, Any], viewer: Viewer) -> TimePoint:
    """Add a time point to a draft."""
    allowed(viewer, "bank.manage", edition)
    _still_draft(edition)
    with acting(viewer):
        return kept(TimePoint(hospital_id=edition.hospital_id, edition=edition, **fields), fields["code"])


def requirement(point: TimePoint, parent: Requirement | None, fields: dict[str, Any], viewer: Viewer) -> Requirement:
    """Add what is wanted at a time point; the aliquots of one parent never ask for more than it holds."""
    allowed(viewer, "bank.manage", point)
    _still_draft(point.edition)
    made = Requirement(hospital_id=point.hospital_id, time_point=point, parent=parent, **fields)
    if parent is None:
        made.lineage = Lineage.PRIMARY
    elif made.lineage == Lineage.PRIMARY:
        made.lineage = Lineage.ALIQUOT if made.kind == parent.kind else Lineage.DERIVED
    checked(made.quantity, made.unit, made.code)
    with acting(viewer):
        if parent is not None and made.lineage == Lineage.ALIQUOT:
            _enough(parent, made)
        return kept(made, made.code)


def change_point(point: TimePoint, fields: dict[str, Any], viewer: Viewer) -> TimePoint:
    """Change what a draft says of a time point."""
    allowed(viewer, "bank.manage", point)
    _still_draft(point.edition)
    for name, value in fields.items():
        setattr(point, name, value)
    with acting(viewer):
        return kept(point, point.code)


def change_requirement(held: Requirement, fields: dict[str, Any], viewer: Viewer) -> Requirement:
    """Change how much is wanted in a draft, and in what; its aliquots still fit into it, and it into its parent."""
    allowed(viewer, "bank.manage", held)
    _still_draft(held.time_point.edition)
    for name, value in fields.items():
        setattr(held, name, value)
    checked(held.quantity, held.unit, held.code)
    with acting(viewer):
        if held.parent is not None and held.lineage == Lineage.ALIQUOT:
            _enough(held.parent, held)
        _enough(held)
        return kept(held, held.code)


def _enough(parent: Requirement, *wanted: Requirement) -> None:
    if parent.quantity is None:
        return
    others = Requirement.objects.filter(parent=parent, lineage=Lineage.ALIQUOT).exclude(pk__in=[one.pk for one in wanted])
    total = sum((converted(one.quantity, one.unit, parent.unit, one.code) * one.pieces
                 for one in (*others, *wanted) if one.quantity is not None), Decimal(0))
    if total > parent.quantity:
        raise refuse("bank-insufficient", parent=parent.code, wanted=f"{total.normalize():f}", unit=both_units(parent.unit),
                     there=f"{parent.quantity.normalize():f}")


def publish(edition: Edition, from_day: date, changes: str, viewer: Viewer) -> Edition:
    """Publish a draft: from that day on new donors follow it, and nothing in it changes any more."""
    allowed(viewer, "bank.manage", edition)
    _still_draft(edition)
    with acting(viewer):
        if not Requirement.objects.filter(time_point__edition=edition).exists():
            raise refuse("bank-empty-edition", number=edition.number, protocol=edition.protocol.code)
        edition.stage, edition.from_day, edition.changes = Stage.PUBLISHED, from_day, changes
        edition.save()
    return edition


def next_edition(protocol: Protocol, viewer: Viewer) -> Edition:
    """Begin the next edition as a copy of the latest; a draft that is open already is given back."""
    allowed(viewer, "bank.manage", protocol)
    with acting(viewer):
        Protocol.objects.select_for_update().get(pk=protocol.pk)
        draft = Edition.objects.filter(protocol=protocol, stage=Stage.DRAFT).first()
        if draft:
            return draft
        last = Edition.objects.filter(protocol=protocol).aggregate(last=Max("number"))["last"] or 0
        made = Edition.objects.create(hospital_id=protocol.hospital_id, protocol=protocol, number=last + 1)
        for point in TimePoint.objects.filter(edition__protocol=protocol, edition__number=last):
            rows = list(Requirement.objects.filter(time_point=point).order_by("id"))
            point.pk, point.edition, point._state.adding = None, made, True
            point.save()
            _copied(rows, point)
    return made


def _copied(rows: list[Requirement], point: TimePoint) -> None:
    """Parents come before their children, because they were entered before them."""
    new: dict[int, Requirement] = {}
    for row in rows:
        old = row.pk
        row.pk, row.time_point, row._state.adding = None, point, True
        row.parent = new[row.parent_id] if row.parent_id else None
        row.save()
        new[old] = row


def remove(thing: TimePoint | Requirement, viewer: Viewer) -> None:
    """Take something out of a draft, with what hangs on it."""
    allowed(viewer, "bank.manage", thing)
    _still_draft(thing.edition if isinstance(thing, TimePoint) else thing.time_point.edition)
    with acting(viewer):
        thing.delete()


def _still_draft(edition: Edition) -> None:
    if edition.stage != Stage.DRAFT:
        raise refuse("bank-published", number=edition.number, protocol=edition.protocol.code)
