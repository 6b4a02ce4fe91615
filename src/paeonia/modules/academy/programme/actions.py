"""The verbs of a programme: put people on stage, announce an edition, look, choose, and open or close one's calendar."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from paeonia.modules.academy import clashes
from paeonia.modules.academy import queries as held
from paeonia.modules.academy.models import Activity, Session
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Refused, refuse

from . import changes, queries
from . import messages as _messages  # noqa: F401  declares what is said here
from .models import CalendarLink, Chosen, Edition, OnStage, Seen


def put_on_stage(made: OnStage, viewer: Viewer) -> None:
    """Somebody chairs, discusses or teaches; refused where she is needed in another room."""
    activity = made.session.activity
    _running(activity, viewer)
    with acting(viewer):
        Activity.objects.select_for_update().get(pk=activity.pk)
        wanted = clashes.Engaged(clashes.names(made.name_zh, made.name_en), made.session)
        if found := clashes.of_people([wanted], activity):
            raise Refused(found)
        made.save()


def take_off_stage(made: OnStage, viewer: Viewer) -> None:
    """She does not come after all."""
    _running(made.session.activity, viewer)
    with acting(viewer):
        made.delete()


def announce(activity: Activity, note: dict[str, str], viewer: Viewer) -> Edition:
    """Announce the programme as it stands, with a note; refused when nothing changed since the last one."""
    _running(activity, viewer)
    with acting(viewer):
        Activity.objects.select_for_update().get(pk=activity.pk)
        found = queries.editions(activity)
        plan = changes.plan(queries.sessions(activity))
        if not plan or (found and not changes.between(found[0].plan, plan)):
            raise refuse("academyplan-nothing-new")
        return Edition.objects.create(activity=activity, number=(found[0].number if found else 0) + 1, plan=plan,
                                      note_zh=note["zh"], note_en=note["en"], by_id=viewer.user_id)


def look(edition: Edition, viewer: Viewer) -> None:
    """She has read this edition."""
    with acting(viewer):
        Seen.objects.get_or_create(edition=edition, user_id=viewer.user_id)


def choose(session: Session, wanted: bool, viewer: Viewer) -> None:
    """She wants to go to a session, or no longer."""
    with acting(viewer):
        rows: Any = Chosen.objects.filter(session=session, user_id=viewer.user_id)
        if wanted:
            Chosen.objects.get_or_create(session=session, user_id=viewer.user_id)
        else:
            rows.delete()


def open_link(viewer: Viewer) -> CalendarLink:
    """Open her calendar under a new address; the old one fetches nothing any more."""
    with acting(viewer):
        row, is_new = CalendarLink.objects.select_for_update().get_or_create(user_id=viewer.user_id)
        if not is_new:
            row.number, row.is_open = row.number + 1, True
            row.save(update_fields=["number", "is_open"])
        return row


def close_link(viewer: Viewer) -> None:
    """Nobody fetches her calendar any more."""
    with acting(viewer):
        for row in CalendarLink.objects.select_for_update().filter(user_id=viewer.user_id):
            row.is_open = False
            row.save(update_fields=["is_open"])


def _running(activity: Activity, viewer: Viewer) -> None:
    if not held.teaches(viewer, activity):
        raise PermissionDenied("academy.teach")
