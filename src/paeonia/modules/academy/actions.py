"""The verbs of the academy: plan, enrol, come, sit the test, say what one thinks, give and revoke a certificate."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, system_viewer
from paeonia.record.problems import Problem, Refused, refuse

from . import clashes, letters, places, queries, quiz
from . import messages as _messages  # noqa: F401  declares what is said here
from .choices import HERE, Came, Stage, Standing
from .models import Activity, Item, QuizQuestion, Session
from .models_learner import Attempt, Attendance, Certificate, Enrolment, Feedback

AROUND = timedelta(minutes=30)      # before and after a session in which one may say that one is there
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"     # none that is read as another


def plan(fields: Mapping[str, Any], viewer: Viewer, activity: Activity | None = None) -> Activity:
    """Begin an activity, or change one."""
    made = activity or Activity(created_by_id=viewer.user_id)
    for name, value in fields.items():
        setattr(made, name, value)
    _teaching(made, viewer)
    with acting(viewer):
        made.save()
    return made


def keep(made: Session | Item | QuizQuestion, activity: Activity, viewer: Viewer) -> None:
    """Keep a session, a talk or a question of an activity; refused where a room or a speaker would be in two places."""
    _teaching(activity, viewer)
    with acting(viewer):
        Activity.objects.select_for_update().get(pk=activity.pk)        # two organisers must not fill one room
        if found := _clashes(made, activity):
            raise Refused(found)
        made.save()


def _clashes(made: Session | Item | QuizQuestion, activity: Activity) -> list[Problem]:
    if isinstance(made, Session):
        return [] if made.called_off else clashes.of_move(made)
    return clashes.of_people([clashes.of_talk(made)], activity) if isinstance(made, Item) else []


def enrol(activity: Activity, viewer: Viewer, name: str, place: str = "", wish: str = "",
          also: Callable[[Enrolment], Any] = lambda row: None) -> Enrolment:
    """Take a place, a place on the waiting list, or wait for approval; who withdrew may come back, as the last.

    `also` keeps what a room adds, before the place is given: which places she may have can depend on it.
    """
    if not queries.is_for(viewer, activity) or viewer.user_id is None:
        raise PermissionDenied("academy.learn")
    with acting(viewer):
        locked = Activity.objects.select_for_update().get(pk=activity.pk)      # two must not take the last place
        if locked.stage != Stage.OPEN:
            raise refuse("academy-closed")
        row = Enrolment.objects.filter(activity=locked, user_id=viewer.user_id).first()
        if row is not None and row.standing in HERE:
            raise refuse("academy-already")
        if row is not None and row.standing == Standing.REFUSED:
            raise refuse("academy-closed")
        row = row or Enrolment(activity=locked, hospital_id=locked.host_id, user_id=viewer.user_id)
        row.name, row.place, row.wish, row.asked_at = name, place, wish, timezone.now()
        row.standing = Standing.ASKED
        row.save()
        also(row)
        if not places.asks(row):
            row.standing = _place(row)
            row.save(update_fields=["standing", "changed_at"])
        _confirm(row, locked)
        return row


def withdraw(enrolment: Enrolment, viewer: Viewer) -> None:
    """Give the place back; the first in the waiting list has it at once."""
    if enrolment.user_id != viewer.user_id:
        _teaching(enrolment.activity, viewer)
    with acting(viewer):
        locked = Activity.objects.select_for_update().get(pk=enrolment.activity_id)
        row = Enrolment.objects.select_related("activity").get(pk=enrolment.pk)
        if row.standing not in HERE:
            return
        row.standing = Standing.WITHDRAWN
        row.save(update_fields=["standing", "changed_at"])
        _move_up(locked)


def decide(enrolment: Enrolment, accepted: bool, viewer: Viewer) -> None:
    """Say yes or no to somebody who asked; yes is a place, or one in the waiting list."""
    _teaching(enrolment.activity, viewer)
    with acting(viewer):
        locked = Activity.objects.select_for_update().get(pk=enrolment.activity_id)
        row = Enrolment.objects.select_related("activity").get(pk=enrolment.pk)
        if row.standing not in HERE:
            return
        held = row.standing == Standing.ENROLLED
        row.standing = (row.standing if held else _place(row)) if accepted else Standing.REFUSED
        row.save(update_fields=["standing", "changed_at"])
        if not (held and accepted):
            _confirm(row, locked)
        if held and not accepted:
            _move_up(locked)


def attend(session: Session, viewer: Viewer) -> Attendance:
    """She is in the room: noted once, by herself, around the time of the session."""
    now = timezone.now()
    with acting(viewer):
        row = Enrolment.objects.filter(activity_id=session.activity_id, user_id=viewer.user_id,
                                       standing=Standing.ENROLLED).first()
        if row is None:
            raise refuse("academy-not-yours")
        if session.called_off or not session.starts - AROUND <= now <= session.ends + AROUND:
            raise refuse("academy-not-now")
        return _came(row, session, Came.CODE, "", viewer)


def attend_by_hand(session: Session, enrolment_id: int, why: str, viewer: Viewer) -> Attendance:
    """Note for somebody that she came, and why her code did not."""
    _teaching(session.activity, viewer)
    if not why.strip():
        raise refuse("academy-why")
    with acting(viewer):
        row = Enrolment.objects.filter(pk=enrolment_id, activity_id=session.activity_id, standing=Standing.ENROLLED).first()
        if row is None:
            raise refuse("academy-not-yours")
        return _came(row, session, Came.HAND, why.strip()[:200], viewer)


def sit(progress: queries.Progress, viewer: Viewer) -> Attempt:
    """Begin the test, or go on with the one begun."""
    _own(progress.enrolment, viewer)
    activity = progress.activity
    with acting(viewer):
        Activity.objects.select_for_update().get(pk=activity.pk)
        again = queries.progress([progress.enrolment])[0]
        if again.open_attempt is not None:
            return again.open_attempt
        bank = queries.bank(activity)
        if not activity.draws or not any(not one.retired for one in bank.values()):
            raise refuse("academy-no-test")
        if again.has_passed:
            raise refuse("academy-passed-already")
        if len(again.attempts) >= activity.attempts:
            raise refuse("academy-attempts-used", most=activity.attempts)
        return Attempt.objects.create(enrolment=progress.enrolment, number=len(again.attempts) + 1,
                                      paper=quiz.draw(bank.values(), activity.draws))


def hand_in(attempt_id: int, said: Mapping[str, str], progress: queries.Progress, viewer: Viewer) -> Attempt:
    """Score the test, once; whoever sends it twice is told the first result."""
    _own(progress.enrolment, viewer)
    with acting(viewer):
        row = Attempt.objects.select_for_update().filter(pk=attempt_id, enrolment=progress.enrolment).first()
        if row is None:
            raise refuse("academy-not-yours")
        if row.handed_in is not None:
            raise refuse("academy-handed-in")
        row.answers = quiz.answers(row, said)
        row.right = quiz.score(row, row.answers, queries.bank(progress.activity))
        row.handed_in = timezone.now()
        row.save(update_fields=["answers", "right", "handed_in"])
        ready(progress.enrolment)
        return row


def say(progress: queries.Progress, fields: Mapping[str, Any], viewer: Viewer) -> Feedback:
    """Keep what she thought of it, once."""
    _own(progress.enrolment, viewer)
    with acting(viewer):
        try:
            with transaction.atomic():
                made = Feedback.objects.create(enrolment=progress.enrolment, **fields)
        except IntegrityError:
            raise refuse("academy-said-already") from None
        ready(progress.enrolment)
        return made


def certify(progress: queries.Progress, viewer: Viewer, drawn: Callable[[Certificate], bytes]) -> Certificate:
    """Give the certificate when everything it asks is there. `drawn` makes the file of a certificate not yet kept."""
    _own(progress.enrolment, viewer)
    with acting(viewer):
        Activity.objects.select_for_update().get(pk=progress.activity.pk)
        again = queries.progress([progress.enrolment])[0]
        if again.certificate is not None:
            return again.certificate
        if not again.is_done:
            raise refuse("academy-not-done")
        made = Certificate(enrolment=again.enrolment, serial=_serial(), name=again.enrolment.name, hours=again.hours,
                           credits=again.activity.credits, at=timezone.now())
        made.file = drawn(made)
        made.sha256 = hashlib.sha256(made.file).hexdigest()
        made.save()
        return made


def revoke(certificate: Certificate, why: str, viewer: Viewer) -> None:
    """Say that a certificate no longer holds, and why; the file stays, and whoever checks it is told."""
    _teaching(certificate.enrolment.activity, viewer)
    if not why.strip():
        raise refuse("academy-why")
    with acting(viewer):
        row = Certificate.objects.select_for_update().defer("file").get(pk=certificate.pk)
        if row.revoked_on is not None:
            raise refuse("academy-revoked-already")
        row.revoked_on, row.revoked_why = timezone.localdate(), why.strip()[:200]
        row.save(update_fields=["revoked_on", "revoked_why"])


def _teaching(activity: Activity, viewer: Viewer) -> None:
    if not queries.teaches(viewer, activity):
        raise PermissionDenied("academy.teach")


def _own(enrolment: Enrolment, viewer: Viewer) -> None:
    if not may(viewer, "academy.learn") or enrolment.user_id != viewer.user_id:
        raise PermissionDenied("academy.learn")
    if enrolment.standing != Standing.ENROLLED:
        raise refuse("academy-not-yours")


def _is_full(activity: Activity) -> bool:
    return activity.seats is not None and queries.taken(activity) >= activity.seats


def _place(row: Enrolment) -> Standing:
    return Standing.ENROLLED if not _is_full(row.activity) and places.has_room(row) else Standing.WAITING


def _move_up(activity: Activity) -> None:
    """Give free places to those who wait, in their order; done by the house, because nobody sees the others' rows.

    Who waits for a part of the places that is still full stays, and the next one is asked.
    """
    with acting(system_viewer("a place came free in an activity", (activity.host_id,))):
        for row in Enrolment.objects.filter(activity=activity, standing=Standing.WAITING).select_related("activity"):
            if _is_full(activity):
                return
            if places.has_room(row):
                row.standing = Standing.ENROLLED
                row.save(update_fields=["standing", "changed_at"])
                letters.tell([row.user_id], "up", activity, _when(row))


def _confirm(row: Enrolment, activity: Activity) -> None:
    """Write to her that she has a place, or has none."""
    if row.standing in (Standing.ENROLLED, Standing.REFUSED):
        letters.tell([row.user_id], "place" if row.standing == Standing.ENROLLED else "no", activity, _when(row))


def _when(row: Enrolment) -> str:
    return f"{row.pk} {row.asked_at:%Y-%m-%d %H:%M:%S}"     # whoever withdrew and comes back is told again


def ready(enrolment: Enrolment) -> None:
    """Write to her, once, when everything a certificate asks is there."""
    if queries.progress([enrolment])[0].is_done:
        letters.tell([enrolment.user_id], "certificate", enrolment.activity, str(enrolment.pk))


def _came(row: Enrolment, session: Session, how: Came, why: str, viewer: Viewer) -> Attendance:
    try:
        with transaction.atomic():
            made = Attendance.objects.create(enrolment=row, session=session, how=how, why=why, by_id=viewer.user_id)
    except IntegrityError:
        raise refuse("academy-came-already") from None
    ready(row)
    return made


def _serial() -> str:
    drawn = "".join(secrets.choice(SIGNS) for _ in range(10))
    return f"PA-{timezone.localdate().year}-{drawn[:5]}-{drawn[5:]}"
