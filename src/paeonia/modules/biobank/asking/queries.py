"""Questions kept, with what was noted of them; what a request begins with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from paeonia.criteria.words import both
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Refused

from ..models import Specimen
from ..queries import LARGEST, NotHere
from ..wishes import Wish
from .asking import Found, ask, read
from .models import NotedAnswer, SavedQuestion


@dataclass(frozen=True)
class Listed:
    """A kept question with its last answer."""

    row: SavedQuestion
    noted: NotedAnswer | None
    own: bool


@dataclass(frozen=True)
class Since:
    """What has changed since an answer was noted: labels that came, labels that went."""

    noted: NotedAnswer
    came: tuple[str, ...]
    went: tuple[str, ...]
    went_more: int          # tubes that are not in the bank any more


def questions(viewer: Viewer) -> tuple[Listed, ...]:
    """The viewer's own questions and those shared with her, the newest first."""
    with acting(viewer):
        rows = list(SavedQuestion.objects.filter(retired_at__isnull=True, hospital_id__in=viewer.hospital_ids)
                    .select_related("by")[:200])
        last = {one.question_id: one for one in NotedAnswer.objects.filter(question__in=rows).order_by("id")
                .defer("yes").select_related(None)}
        counts = dict(NotedAnswer.objects.filter(pk__in=[one.pk for one in last.values()]).values_list("pk", "yes"))
    for one in last.values():
        one.yes = counts[one.pk]
    return tuple(Listed(row, last.get(row.pk), row.by_id == viewer.user_id) for row in rows)


def question(pk: int, viewer: Viewer) -> SavedQuestion:
    """One question the viewer may see; raises NotHere."""
    with acting(viewer):
        row = SavedQuestion.objects.select_related("by").filter(
            pk=pk if 0 < pk < LARGEST else 0, hospital_id__in=viewer.hospital_ids).first()
    if row is None:
        raise NotHere(pk)
    return row


def since(row: SavedQuestion, found: Found, viewer: Viewer) -> Since | None:
    """The difference to the answer noted last; None when none was."""
    with acting(viewer):
        noted = NotedAnswer.objects.filter(question=row).select_related("by").order_by("-id").first()
    if noted is None:
        return None
    before, now = set(noted.yes), {one.id: one.label for one in found.yes}
    went = before - now.keys()
    with acting(viewer):
        labels = dict(Specimen.objects.filter(pk__in=went).values_list("pk", "label"))
    return Since(noted, tuple(now[pk] for pk in now if pk not in before), tuple(sorted(labels.values())),
                 len(went) - len(labels))


def tube(pk: int, found: Found) -> int | None:
    """Where a tube stands among all tubes."""
    return next((at for at, one in enumerate(found.held.tubes) if one.id == pk), None)


def wish(pk: int, viewer: Viewer) -> Wish | None:
    """What a request for the tubes of a question begins with."""
    try:
        row = question(pk, viewer)
        node = read(row.sentence, viewer)
    except (NotHere, Refused):
        return None
    found = ask(node, viewer)
    said = both(node, found.held.words.dictionary)
    return Wish(row.title_zh, row.title_en, f"{said['zh']}\n{said['en']}\n\n{row.sentence}",
                Counter(one.kind for one in found.yes if one.available))
