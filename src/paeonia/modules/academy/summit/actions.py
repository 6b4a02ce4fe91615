"""The verbs of a call: open it, send, read, decide, release, place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from paeonia.modules.academy import actions as academy
from paeonia.modules.academy import queries as held
from paeonia.modules.academy.clashes import TALK, moment
from paeonia.modules.academy.models import Activity, Item, Session
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem, Refused, problem, refuse

from . import messages as _messages  # noqa: F401  declares what is said here
from . import queries
from .choices import Decision, Phase
from .models import Abstract, Call, Placed, Reader, Reading


def announce(activity: Activity, opens: date, closes: date, phase: str, readers: Sequence[str], viewer: Viewer) -> Call:
    """Open a call or change its days, its phase and who reads; unknown readers are named and nothing is kept."""
    _running(activity, viewer)
    found = {user.username: user for user in queries.people(readers)}
    if missing := [name for name in readers if name not in found]:
        raise Refused([problem("summit-nobody", name=name) for name in missing])
    with acting(viewer):
        call = queries.call_of(activity) or Call(activity=activity, headings=list(queries.HEADINGS))
        call.opens, call.closes, call.phase = opens, closes, phase
        call.save()
        call.readers.exclude(user__in=found.values()).delete()
        for user in found.values():
            Reader.objects.get_or_create(call=call, user=user)
        return call


def write(call: Call, fields: Mapping[str, Any], parts: Sequence[str], send: bool, viewer: Viewer,
          held_one: Abstract | None = None) -> Abstract:
    """Keep an abstract as a draft, or send it when every part is there and none too long."""
    if viewer.user_id is None or not held.is_for(viewer, call.activity):
        raise PermissionDenied("academy.learn")
    if not queries.takes(call):
        raise refuse("summit-call-closed")
    if held_one is not None and (held_one.user_id != viewer.user_id or held_one.sent_at):
        raise refuse("summit-sent")
    if send and (wrong := _wrong(call, parts)):
        raise Refused(wrong)
    with acting(viewer):
        made = held_one or Abstract(call=call, hospital_id=call.activity.host_id, user_id=viewer.user_id)
        for name, value in fields.items():
            setattr(made, name, value)
        made.parts = list(parts)
        made.sent_at = timezone.now() if send else None
        made.save()
        return made


def judge(abstract: Abstract, score: int | None, conflict: bool, remark: str, viewer: Viewer) -> Reading:
    """Keep a reader's opinion; she may change it as long as abstracts are read."""
    if abstract.user_id == viewer.user_id or not queries.reads(abstract.call, viewer):
        raise PermissionDenied("academy.learn")
    if abstract.call.phase != Phase.READING:
        raise refuse("summit-not-reading")
    if not conflict and score not in range(1, 6):
        raise refuse("summit-score")
    with acting(viewer):
        said = {"score": None if conflict else score, "conflict": conflict, "remark": remark.strip()[:2000]}
        return Reading.objects.update_or_create(abstract=abstract, user_id=viewer.user_id, defaults=said)[0]


def decide(call: Call, told: Mapping[int, str], viewer: Viewer) -> None:
    """Keep decisions pending; authors read nothing before the release."""
    _running(call.activity, viewer)
    if call.phase == Phase.DECIDED:
        raise refuse("summit-released")
    with acting(viewer):
        for row in Abstract.objects.filter(call=call, sent_at__isnull=False, pk__in=told):
            if told[row.pk] in (*Decision.values, ""):
                row.pending = told[row.pk]
                row.save(update_fields=["pending"])


def release(call: Call, viewer: Viewer) -> int:
    """Let every author know, all at once or none."""
    _running(call.activity, viewer)
    with acting(viewer):
        locked = Call.objects.select_for_update().get(pk=call.pk)
        found = list(Abstract.objects.select_for_update().filter(call=call, sent_at__isnull=False))
        if undecided := sum(not row.pending for row in found):
            raise refuse("summit-undecided", count=undecided)
        if locked.phase == Phase.DECIDED:
            raise refuse("summit-released")
        now = timezone.now()
        for row in found:
            row.released_at = now
            row.save(update_fields=["released_at"])
        locked.phase = Phase.DECIDED
        locked.save(update_fields=["phase"])
        return len(found)


def place(abstract: Abstract, session: Session, at: time, viewer: Viewer) -> Item:
    """Put an accepted talk into a session; nobody speaks in two rooms at once."""
    _running(session.activity, viewer)
    if abstract.decision != Decision.TALK or session.activity_id != abstract.call.activity_id:
        raise refuse("summit-not-accepted")
    with acting(viewer):
        Call.objects.select_for_update().get(pk=abstract.call_id)
        if Placed.objects.filter(abstract=abstract).exists():
            raise refuse("summit-placed")
        speaker = abstract.authors.splitlines()[0].split("（")[0].split("(")[0].split(",")[0].split("，")[0].strip()[:80]
        if not session.starts <= moment(session, at) <= session.ends - TALK:
            raise refuse("summit-outside")
        item = Item(session=session, starts=at, title_zh=abstract.title[:200], title_en=abstract.title[:200],
                    speaker_zh=speaker, declares=abstract.interests)
        academy.keep(item, session.activity, viewer)
        Placed.objects.create(abstract=abstract, item=item)
        return item


def _wrong(call: Call, parts: Sequence[str]) -> list[Problem]:
    found = []
    for heading, text in zip(call.headings, parts, strict=True):
        words = {"zh": heading["zh"], "en": heading["en"]}
        if not text.strip():
            found.append(problem("summit-part-empty", heading=words))
        elif len(text) > heading["most"]:
            found.append(problem("summit-too-long", heading=words, has=len(text), most=heading["most"]))
    return found


def _running(activity: Activity, viewer: Viewer) -> None:
    if not held.teaches(viewer, activity):
        raise PermissionDenied("academy.teach")
