"""An abstract at each hospital's course, so that the crawler can ask for calls too."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from paeonia.modules.academy.models import Activity
from paeonia.modules.academy.summit import actions
from paeonia.people.viewer import Viewer

FIELDS = {"authors": "A", "wanted": "talk", "interests": "none"}
FORMS = (("call/", {"opens": "2026-01-01", "closes": "2027-01-01", "phase": "sending", "readers": ""}),
         ("abstracts/decide/", {"decision-1": "talk"}),
         ("abstracts/write/", {"title": "T", **FIELDS}))


def plant_abstract(made: Activity, teacher: Viewer, author: Viewer, said: str) -> int:
    """A call that is read, accepted and released, and the number of its abstract."""
    today = timezone.localdate()
    days = today - timedelta(days=5), today + timedelta(days=400)
    call = actions.announce(made, *days, "sending", [], teacher)
    one = actions.write(call, {"title": said, **FIELDS}, [said] * 4, True, author)
    actions.decide(call, {one.pk: "talk"}, teacher)
    actions.release(call, teacher)
    call.refresh_from_db()
    actions.announce(made, *days, "sending", [], teacher)
    return one.pk
