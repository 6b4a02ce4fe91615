"""What a programme's pages read: sessions with all that is in them, editions and what changed, one's own choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Max

from paeonia.modules.academy.choices import Standing
from paeonia.modules.academy.clashes import Engaged, names
from paeonia.modules.academy.models import Activity, Session
from paeonia.modules.academy.models_learner import Enrolment
from paeonia.modules.academy.queries import NotHere
from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.people.viewer import NOBODY, Viewer

from . import changes, links
from .calendars import Entry
from .models import CalendarLink, Chosen, Edition, OnStage, Seen


@dataclass(frozen=True)
class News:
    """What changed since a reader last looked, up to the newest edition."""

    edition: Edition
    changes: list[changes.Change]


def sessions(activity: Activity) -> list[Session]:
    """All sessions with talks and people, those called off too."""
    return list(_whole().filter(activity=activity))


def _whole():       # type: ignore[no-untyped-def]
    return Session.objects.select_related("activity__host").prefetch_related("items", "stage")


def session(number: int, activity: Activity) -> Session:
    """One session of this activity; raises NotHere."""
    found = next((one for one in sessions(activity) if one.pk == number), None)
    if found is None:
        raise NotHere(number)
    return found


def on_stage(number: int, activity: Activity) -> OnStage:
    """Somebody on stage in this activity; raises NotHere."""
    rows = OnStage.objects.filter(pk=min(number, 2**63 - 1), session__activity=activity)
    found = rows.select_related("session__activity").first()
    if found is None:
        raise NotHere(number)
    return found


def engaged(activity: Activity) -> Iterator[Engaged]:
    """Chairs, panels and tutors, from the beginning of their session to its end."""
    rows = OnStage.objects.filter(session__activity=activity, session__called_off="").select_related("session")
    return (Engaged(names(one.name_zh, one.name_en), one.session) for one in rows)


def editions(activity: Activity) -> list[Edition]:
    """What was announced, the newest first."""
    return list(Edition.objects.filter(activity=activity))


def waiting(activity: Activity, found: list[Edition]) -> list[changes.Change]:
    """What the next edition would announce."""
    return changes.between(found[0].plan if found else [], changes.plan(sessions(activity)))


def news(activity: Activity, viewer: Viewer, found: list[Edition]) -> News | None:
    """What changed since she looked, or since she enrolled; None where she knows all or is new here."""
    if not found or viewer.user_id is None:
        return None
    with acting(viewer):
        seen = Seen.objects.filter(edition__activity=activity, user_id=viewer.user_id).aggregate(last=Max("edition__number"))
        row = Enrolment.objects.filter(activity=activity, user_id=viewer.user_id, standing=Standing.ENROLLED).first()
    known = next((one for one in found if one.number == seen["last"]), None)
    if known is None and row is not None:
        known = next((one for one in found if one.at <= row.asked_at), None)
    if known is None or known.number == found[0].number:
        return None
    return News(found[0], changes.between(known.plan, found[0].plan))


def chosen(activity: Activity, viewer: Viewer) -> set[int]:
    """The sessions she wants to go to."""
    with acting(viewer):
        rows = Chosen.objects.filter(session__activity=activity, user_id=viewer.user_id)
        return set(rows.values_list("session_id", flat=True))


def entries(found: Iterable[Session]) -> list[Entry]:
    """Sessions with how often they, their talks and their people were changed: counted in the trail, so it only grows."""
    held = list(found)
    keys, told, last = [one.pk for one in held], Counter[int](), {}
    for label, model, column in (("academy", "SessionEvent", "pgh_obj"), ("academy", "ItemEvent", "session"),
                                 ("academyplan", "OnStageEvent", "session")):
        rows = apps.get_model(label, model)._default_manager.filter(**{f"{column}__in": keys})
        for key, at in rows.values_list(f"{column}_id", "pgh_created_at"):
            told[key] += 1
            last[key] = max(at, last.get(key, at))
    return [Entry(one, max(told[one.pk] - 1, 0), last.get(one.pk, one.starts)) for one in held]


def link(viewer: Viewer) -> CalendarLink | None:
    """The viewer's own link, if it is open."""
    with acting(viewer):
        return CalendarLink.objects.filter(user_id=viewer.user_id, is_open=True).first()


def of_link(token: str) -> tuple[User, list[Session]] | None:
    """Whose calendar a token opens, and her sessions: those she chose, or all of an activity where she chose none."""
    read = links.read(token)
    user = User.objects.filter(pk=read[0], is_active=True).first() if read else None
    if read is None or user is None:
        return None
    owner = Viewer(user.pk, user.name("zh"), NOBODY, ())
    with acting(owner):
        if not CalendarLink.objects.filter(user=user, number=read[1], is_open=True).exists():
            return None
        hers = Enrolment.objects.filter(user=user, standing=Standing.ENROLLED).values_list("activity_id", flat=True)
        found = list(_whole().filter(activity__in=list(hers)))
        picked = set(Chosen.objects.filter(user=user).values_list("session_id", flat=True))
    choosy = {one.activity_id for one in found if one.pk in picked}
    return user, [one for one in found if one.activity_id not in choosy or one.pk in picked]
