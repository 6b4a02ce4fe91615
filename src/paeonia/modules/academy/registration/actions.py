"""The verbs of the desk: set it up, register, enter and take back payments, let in and undo, print badges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from paeonia.modules.academy import actions as academy
from paeonia.modules.academy import queries as held
from paeonia.modules.academy.models import Activity
from paeonia.modules.academy.models_learner import Enrolment
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Refused, refuse

from . import codes, queries
from . import messages as _messages  # noqa: F401  declares what is said here
from .choices import Way
from .entry import wrong
from .models import Category, PayTo, Quota, QuotaShare
from .models_door import CheckIn, Door, DoorCategory, DoorSession
from .models_person import Badge, Payment, Registration

MOST = Decimal(10_000_000)     # more than any fee: a slip of the pen


def keep(made: Category | PayTo | Quota | Door, parts: Mapping[str, Iterable[Any]], viewer: Viewer) -> None:
    """Keep a category, shared places, a list or how to pay, with what it is made of."""
    _desk(made.activity, viewer)
    with acting(viewer):
        made.save()
        if isinstance(made, Quota):
            _parts(QuotaShare, "quota", made, "category", parts["categories"])
        if isinstance(made, Door):
            _parts(DoorCategory, "door", made, "category", parts["categories"])
            _parts(DoorSession, "door", made, "session", parts["sessions"])


def register(activity: Activity, category: Category, fields: Mapping[str, Any], viewer: Viewer) -> Registration:
    """Register as one of a category; the place is given, waited for or asked for as for every enrolment."""
    if problems := wrong(category, fields, viewer):
        raise Refused(problems)
    kept = {name: fields[name] for name in queries.HERS}

    def beside(row: Enrolment) -> None:
        found = Registration.objects.filter(enrolment=row).first()
        made = found or Registration(enrolment=row, reference=codes.reference(), badge=codes.badge())
        made.category, made.due = category, category.price or None
        for name, value in kept.items():
            setattr(made, name, value)
        made.save()

    row = academy.enrol(activity, viewer, fields["name"], fields["place"], also=beside)
    with acting(viewer):
        return Registration.objects.select_related("category", "enrolment__activity").get(enrolment=row)


def change(row: Registration, fields: Mapping[str, Any], viewer: Viewer) -> None:
    """Change what she needs and on whom the invoice is made out; her category and fee stay."""
    if row.enrolment.user_id != viewer.user_id:
        _desk(row.enrolment.activity, viewer)
    if problems := wrong(row.category, fields, viewer, entering=False):
        raise Refused(problems)
    with acting(viewer):
        for name in queries.HERS:
            setattr(row, name, fields[name])
        row.save(update_fields=list(queries.HERS))


def pay(row: Registration, amount: Decimal, on: date, way: str, viewer: Viewer, *, reason: str = "", reference: str = "",
        bank_line: str | None = None) -> Payment:
    """Enter what came in, what was waived or what was paid back (given as a sum above zero)."""
    _desk(row.enrolment.activity, viewer)
    if not 0 < amount < MOST or amount != amount.quantize(Decimal("0.01")):
        raise refuse("academydesk-amount")
    if on > timezone.localdate():
        raise refuse("academydesk-later")
    if way in (Way.WAIVED, Way.BACK) and not reason.strip():
        raise refuse("academydesk-why")
    signed = -amount if way == Way.BACK else amount
    with acting(viewer):
        try:
            with transaction.atomic():
                return Payment.objects.create(
                    registration=row, amount=signed, on=on, way=Way(way), reason=reason.strip()[:200],
                    reference=reference.strip()[:80], bank_line=bank_line, by_id=viewer.user_id)
        except IntegrityError:
            raise refuse("academydesk-line-again") from None


def take_back(entry: Payment, why: str, viewer: Viewer) -> Payment:
    """Meet an entry that was a mistake by its opposite; both stay."""
    row = entry.registration
    _desk(row.enrolment.activity, viewer)
    if not why.strip():
        raise refuse("academydesk-why")
    with acting(viewer):
        try:
            with transaction.atomic():
                return Payment.objects.create(
                    registration=row, amount=-entry.amount, on=timezone.localdate(), way=Way.COUNTER,
                    reason=why.strip()[:200], counters=entry, by_id=viewer.user_id)
        except IntegrityError:
            raise refuse("academydesk-countered") from None


def let_in(door: Door, row: Registration, viewer: Viewer, why: str = "") -> tuple[CheckIn, bool]:
    """She comes in; returns the check-in that counts and whether it is this one. Two desks at once count her once."""
    _desk(door.activity, viewer)
    with acting(viewer):
        try:
            with transaction.atomic():
                return CheckIn.objects.create(door=door, registration=row, why=why.strip()[:200], by_id=viewer.user_id), True
        except IntegrityError:
            return CheckIn.objects.get(door=door, registration=row, undone_at=None), False


def undo(check_in: CheckIn, why: str, viewer: Viewer) -> None:
    """Take a check-in back; it stays on record with the reason."""
    _desk(check_in.door.activity, viewer)
    if not why.strip():
        raise refuse("academydesk-why")
    with acting(viewer):
        row = CheckIn.objects.select_for_update().get(pk=check_in.pk)
        if row.undone_at is not None:
            raise refuse("academydesk-undone")
        row.undone_at, row.undone_by_id, row.undone_why = timezone.now(), viewer.user_id, why.strip()[:200]
        row.save(update_fields=["undone_at", "undone_by", "undone_why"])


def enter_attendance(door: Door, viewer: Viewer) -> int:
    """Enter who came in as attendance of the sessions this list leads to, once they are over; says how many were new.

    A deed of its own and not part of scanning: attendance is never taken back, a scan may be.
    """
    _desk(door.activity, viewer)
    sessions = queries.behind(door)
    if not sessions:
        raise refuse("academydesk-nothing-behind")
    for one in sessions:
        if not one.is_over(timezone.now()):
            raise refuse("academydesk-not-over", session=one.words)
    new, why = 0, f"{door.title_zh} {door.title_en}"
    for enrolment in queries.to_attend(door, viewer):
        for session in sessions:
            try:
                academy.attend_by_hand(session, enrolment, why, viewer)
            except Refused:     # she scanned the code in the room as well: it stands
                continue
            new += 1
    return new


def print_badges(rows: Iterable[Registration], activity: Activity, viewer: Viewer) -> None:
    """Write down that badges were printed."""
    _desk(activity, viewer)
    with acting(viewer):
        Badge.objects.bulk_create([Badge(registration=row, by_id=viewer.user_id) for row in rows])


def renew(row: Registration, viewer: Viewer) -> None:
    """Give a lost badge a new code: the old one opens no door any more."""
    _desk(row.enrolment.activity, viewer)
    with acting(viewer):
        row.badge = codes.badge()
        row.save(update_fields=["badge"])


def _parts(model: type[models.Model], whole: str, made: Any, part: str, wanted: Iterable[Any]) -> None:
    rows, ours = model._default_manager.filter(**{whole: made}), list(wanted)
    rows.exclude(**{f"{part}__in": ours}).delete()
    for one in ours:
        model._default_manager.get_or_create(**{whole: made, part: one})


def _desk(activity: Activity, viewer: Viewer) -> None:
    if not held.teaches(viewer, activity) or viewer.user_id is None:
        raise PermissionDenied("academy.teach")

