"""Abstracts from the call to the programme: who may send, read and decide, and what each may know when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import mean
from typing import Any

from django.utils import timezone

from paeonia.modules.academy import queries as academy
from paeonia.modules.academy.models import Activity
from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.people.viewer import Viewer, system_viewer

from .choices import Decision, Phase
from .models import Abstract, Call, Placed, Reader, Reading

HEADINGS = ({"zh": "背景与目的", "en": "Background and aim", "most": 800}, {"zh": "方法", "en": "Methods", "most": 1200},
            {"zh": "结果", "en": "Results", "most": 1500}, {"zh": "结论", "en": "Conclusion", "most": 600})


@dataclass(frozen=True)
class Judged:
    """An abstract as the committee sees it."""

    abstract: Abstract
    readings: tuple[Reading, ...]
    is_placed: bool

    @property
    def score(self) -> float | None:
        """Mean of the scores given; None where nobody has scored."""
        given = [one.score for one in self.readings if one.score is not None]
        return mean(given) if given else None


def call_of(activity: Activity) -> Call | None:
    """The activity's call for abstracts, if it has one."""
    return Call.objects.filter(activity=activity).first()


def takes(call: Call) -> bool:
    """Whether abstracts are taken today."""
    return call.phase == Phase.SENDING and call.opens <= timezone.localdate() <= call.closes


def mine(call: Call, viewer: Viewer) -> list[Abstract]:
    """What the viewer has sent or begun."""
    with acting(viewer):
        return list(Abstract.objects.filter(call=call, user_id=viewer.user_id))


def reads(call: Call, viewer: Viewer) -> bool:
    """Whether the viewer reads for this call."""
    return Reader.objects.filter(call=call, user_id=viewer.user_id).exists()


def to_read(call: Call, viewer: Viewer) -> list[tuple[Abstract, Reading | None]]:
    """What a reader is to judge, with her own opinion; her own abstracts are not among them."""
    with acting(viewer):
        found = Abstract.objects.filter(call=call, sent_at__isnull=False).exclude(user_id=viewer.user_id)
        said = {one.abstract_id: one for one in Reading.objects.filter(abstract__in=found, user_id=viewer.user_id)}
        return [(one, said.get(one.pk)) for one in found]


def judged(call: Call, viewer: Viewer) -> list[Judged]:
    """Everything that was sent, best first; for those who run the activity."""
    with acting(viewer):
        found = list(Abstract.objects.filter(call=call, sent_at__isnull=False))
        placed = set(Placed.objects.filter(abstract__in=found).values_list("abstract_id", flat=True))
        said: dict[int, list[Reading]] = {}
        for one in Reading.objects.filter(abstract__in=found):
            said.setdefault(one.abstract_id, []).append(one)
        rows = [Judged(one, tuple(said.get(one.pk, ())), one.pk in placed) for one in found]
        return sorted(rows, key=lambda row: -(row.score or 0))


def abstract(number: int, activity: Activity, viewer: Viewer) -> Abstract:
    """One abstract of this activity that the viewer may see; raises NotHere."""
    with acting(viewer):
        found = Abstract.objects.select_related("call").filter(pk=min(number, 2**63 - 1), call__activity=activity).first()
    if found is None or not (found.user_id == viewer.user_id or found.sent_at and (
            academy.teaches(viewer, activity) or reads(found.call, viewer))):
        raise academy.NotHere(number)
    return found


def people(names: Iterable[str]) -> list[User]:
    """People by their sign-in names."""
    return list(User.objects.filter(username__in=list(names), is_active=True))


def filled(call: Call, said: Mapping[str, Any]) -> list[str]:
    """The texts of a form in the order of the call's headings."""
    return [str(said.get(f"part{number}", "")).strip() for number in range(len(call.headings))]


def readers(call: Call) -> list[str]:
    """Sign-in names of those who read."""
    return list(call.readers.order_by("user__username").values_list("user__username", flat=True))


def opinion(row: Abstract, viewer: Viewer) -> Reading | None:
    """The viewer's own opinion of an abstract."""
    with acting(viewer):
        return Reading.objects.filter(abstract=row, user_id=viewer.user_id).first()


def accepted(call: Call) -> list[Abstract]:
    """What was accepted and released: printed in the book, so anybody of the activity may read it."""
    with acting(system_viewer("book of abstracts", (call.activity.host_id,))):
        found = Abstract.objects.filter(call=call, released_at__isnull=False).exclude(pending=Decision.DECLINED)
        return list(found.select_related("call"))
