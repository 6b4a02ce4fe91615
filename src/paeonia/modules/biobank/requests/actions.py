"""Writes about requests: drafting, submitting, taking up, giving back, withdrawing, completing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import TransitionNotAllowed

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer, system_viewer

from ..actions import allowed, numbers
from ..amounts import checked
from ..refusing import both, refuse
from . import messages as _messages  # noqa: F401  declares what is said here
from .choices import State
from .models import OPEN, Request, Step, Wanted

NEEDED = (("ethics_number", _("the number of the ethics approval")), ("ethics_until", _("until when it is valid")),
          ("criteria", _("the criteria of the donors")))


def draft(fields: dict[str, Any], hospital_id: int, viewer: Viewer) -> Request:
    """Begin a request; it is the requester's until she submits it."""
    made = Request(hospital_id=hospital_id, requester_id=viewer.user_id, **fields)
    allowed(viewer, "bank.request", made)
    with acting(viewer):
        year = timezone.localdate().year
        # Counters are the bank's: a requester outside the bank sees none, and is given her number by it.
        with acting(system_viewer("number of a request", (hospital_id,))):
            made.number = f"BR{year}-{numbers(hospital_id, f'requests {year}')[0]:04d}"
        made.save()
        Step.objects.create(hospital_id=hospital_id, request=made, now=made.state, by_id=viewer.user_id)
    return made


def change(about: Request, fields: dict[str, Any], viewer: Viewer) -> Request:
    """Change a request that was not submitted, or was returned."""
    allowed(viewer, "bank.request", about)
    with acting(viewer):
        one = locked(about.pk, viewer, own=True)
        _open(one)
        for name, value in fields.items():
            setattr(one, name, value)
        one.save()
    return one


def want(about: Request, fields: dict[str, Any], viewer: Viewer) -> Wanted:
    """Add a line of what is wanted."""
    allowed(viewer, "bank.request", about)
    checked(fields.get("quantity"), fields.get("unit", ""), fields["kind"])
    with acting(viewer):
        _open(locked(about.pk, viewer, own=True))
        return Wanted.objects.create(hospital_id=about.hospital_id, request=about, **fields)


def unwant(line: Wanted, viewer: Viewer) -> None:
    """Take a line out."""
    allowed(viewer, "bank.request", line)
    with acting(viewer):
        _open(locked(line.request_id, viewer, own=True))
        Wanted.objects.filter(pk=line.pk).delete()


def submit(about: Request, viewer: Viewer) -> Request:
    """Hand a request in: it has its ethics approval, criteria, and says what is wanted."""
    allowed(viewer, "bank.request", about)
    with acting(viewer):
        one = locked(about.pk, viewer, own=True)
        for name, what in NEEDED:
            if not getattr(one, name):
                raise refuse("bankreq-incomplete", number=one.number, what=both(what))
        if not Wanted.objects.filter(request=one).exists():
            raise refuse("bankreq-incomplete", number=one.number, what=both(_("what is wanted")))
        ethics_in_force(one, timezone.localdate())
        return moved(one, "submit", viewer)


def take_up(about: Request, viewer: Viewer) -> Request:
    """Put a submitted request before the committee."""
    return _managed(about, "take_up", "", viewer)


def give_back(about: Request, why: str, viewer: Viewer) -> Request:
    """Return it for amendment, with what is to be amended."""
    if not why.strip():
        raise refuse("bankreq-why")
    return _managed(about, "give_back", why, viewer)


def prolong(about: Request, until: date | None, why: str, viewer: Viewer) -> Request:
    """Enter that the ethics approval of a request was renewed; the step says by which paper."""
    allowed(viewer, "bank.manage", about)
    if not why.strip():
        raise refuse("bankreq-why")
    with acting(viewer):
        one = locked(about.pk, viewer)
        if one.state != State.APPROVED:
            raise refuse("bankreq-state", number=one.number, state=both(State(one.state).label))
        one.ethics_until = until
        ethics_in_force(one, timezone.localdate())
        one.save()
        Step.objects.create(hospital_id=one.hospital_id, request=one, was=one.state, now=one.state, by_id=viewer.user_id,
                            why=why.strip()[:1000])
    return one


def fulfil(about: Request, why: str, viewer: Viewer) -> Request:
    """Say that nothing more will be given on it; what still lies on its list is free again."""
    from .picking.actions import set_free  # it builds on this file

    allowed(viewer, "bank.manage", about)
    with acting(viewer):
        one = locked(about.pk, viewer)
        set_free(one, viewer)
        return moved(one, "fulfil", viewer, why)


def withdraw(about: Request, why: str, viewer: Viewer) -> Request:
    """The requester does not want it any more; what was put aside is free again."""
    from .picking.actions import set_free  # likewise

    allowed(viewer, "bank.request", about)
    if not why.strip():
        raise refuse("bankreq-why")
    with acting(viewer):
        one = locked(about.pk, viewer, own=True)
        set_free(one, viewer)
        return moved(one, "withdraw", viewer, why)


def locked(pk: int, viewer: Viewer, *, own: bool = False) -> Request:
    """The request, held until the transaction ends; `own`: only its requester may."""
    one = Request.objects.select_for_update().get(pk=pk)
    if own and one.requester_id != viewer.user_id:
        raise PermissionDenied("bank.request")
    return one


def moved(one: Request, how: str, viewer: Viewer, why: str = "") -> Request:
    """Take a transition and write its step; one that is not possible now is refused in words."""
    was = one.state
    try:
        getattr(one, how)()
    except TransitionNotAllowed:
        raise refuse("bankreq-state", number=one.number, state=both(State(one.state).label)) from None
    one.save()
    Step.objects.create(hospital_id=one.hospital_id, request=one, was=was, now=one.state, by_id=viewer.user_id,
                        why=why.strip()[:1000])
    return one


def ethics_in_force(one: Request, day: date) -> None:
    """Refuse when the ethics approval has run out on that day."""
    if one.ethics_until is None or one.ethics_until < day:
        raise refuse("bankreq-ethics-over", ethics=one.ethics_number, day=one.ethics_until or "?")


def _managed(about: Request, how: str, why: str, viewer: Viewer) -> Request:
    allowed(viewer, "bank.manage", about)
    with acting(viewer):
        return moved(locked(about.pk, viewer), how, viewer, why)


def _open(one: Request) -> None:
    if one.state not in OPEN:
        raise refuse("bankreq-state", number=one.number, state=both(State(one.state).label))
