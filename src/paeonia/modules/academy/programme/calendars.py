"""Sessions as a calendar file: what stays the same keeps its name, what changed counts up, what is off says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from paeonia.modules.academy.choices import Audience
from paeonia.modules.academy.models import Activity, Session
from paeonia.ui.words import words


@dataclass(frozen=True)
class Entry:
    """A session with how often it was changed so far, and when last."""

    session: Session
    changed: int
    last: datetime


def ics(entries: Iterable[Entry], name: str, *, outside: bool = False) -> bytes:
    """The file, with the rules of the zone inside; `outside`: it leaves the house by itself and tells nothing of health."""
    calendar = Calendar()
    calendar.add("prodid", "-//Paeonia//Academy//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))
    for entry in entries:
        calendar.add_component(_event(entry, outside))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def uid(session: Session) -> str:
    """The name of a session in every calendar, for ever."""
    return f"session-{session.pk}@{session.activity.host.code}.paeonia"


def _event(entry: Entry, outside: bool) -> Event:
    zone, session = ZoneInfo(settings.TIME_ZONE), entry.session
    made, activity = Event(), session.activity
    made.add("uid", uid(session))
    made.add("sequence", entry.changed)
    made.add("dtstamp", entry.last)
    made.add("last-modified", entry.last)
    made.add("dtstart", session.starts.astimezone(zone))
    made.add("dtend", session.ends.astimezone(zone))
    made.add("status", "CANCELLED" if session.called_off else "CONFIRMED")
    made.add("summary", _summary(session, activity, outside))
    if session.room:
        made.add("location", f"{session.room}, {words(activity.host.words)}")
    if not _is_private(activity, outside):
        made.add("description", _description(session, activity))
    return made


def _is_private(activity: Activity, outside: bool) -> bool:
    return outside and activity.audience != Audience.STAFF


def _summary(session: Session, activity: Activity, outside: bool) -> str:
    # Her calendar lies with whoever runs it: that she comes to an event for patients is not told there.
    said = _("An event we agreed on") if _is_private(activity, outside) else words(session.words)
    return _("Called off: %(what)s") % {"what": said} if session.called_off else said


def _description(session: Session, activity: Activity) -> str:
    lines = [words(activity.words)]
    if session.called_off:
        lines.append(session.called_off)
    lines += [f"{who.get_duty_display()}: {words(who.words)}" for who in session.stage.all()]
    lines += [f"{talk.starts:%H:%M} {words(talk.words)}" + (f" · {words(talk.speaker)}" if talk.speaker["zh"] else "")
              for talk in session.items.all()]
    return "\n".join([*lines, session.live]).strip()
