"""What the community's pages read; the database shows a reader what is shown, what is hers, or what she is to read first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from .choices import Deed, State, Topic
from .models import Group, Moderation, Promotion, Question, Reply

PAGE = 20


class NotHere(LookupError):
    """There is none that this reader may see."""


@dataclass(frozen=True)
class Waiting:
    """A text that waits to be read, or was reported: those that tell of danger come first."""

    question: Question
    reply: Reply | None
    flags: int

    @property
    def text(self) -> Question | Reply:
        """The text itself."""
        return self.reply or self.question


def shown(viewer: Viewer, topic: str = "", text: str = "", page: int = 1) -> tuple[list[Question], int]:
    """Questions that are shown, newest first, and how many there are."""
    with acting(viewer):
        found = Question.objects.filter(state=State.SHOWN)
        if topic in Topic.values:
            found = found.filter(topic=topic)
        for word in text.replace("\x00", "").split()[:6]:
            found = found.filter(Q(shown__icontains=word) | Q(replies__shown__icontains=word,
                                                              replies__state=State.SHOWN)).distinct()
        found = found.annotate(answers=Count("replies", filter=Q(replies__state=State.SHOWN) & ~Q(replies__role="")))
        start = (max(page, 1) - 1) * PAGE
        return list(found[start:start + PAGE]), found.count()


def mine(viewer: Viewer) -> list[Question]:
    """The viewer's own questions, whatever became of them."""
    with acting(viewer):
        return list(Question.objects.filter(user_id=viewer.user_id))


def question(number: int, viewer: Viewer) -> tuple[Question, list[Reply]]:
    """One question with the replies that this viewer may see; raises NotHere."""
    with acting(viewer):
        one = Question.objects.filter(pk=min(number, 2**63 - 1)).first()
        if one is None or not (one.state == State.SHOWN or one.user_id == viewer.user_id or moderates(viewer, one)):
            raise NotHere(number)
        replies = [row for row in one.replies.all() if row.state == State.SHOWN or row.user_id == viewer.user_id]
        return one, replies


def text_of(number: int, reply: int | None, viewer: Viewer) -> Waiting:
    """A text that this viewer is to read before others; raises NotHere."""
    with acting(viewer):
        one = Question.objects.filter(pk=min(number, 2**63 - 1)).first()
        row = one.replies.filter(pk=min(reply, 2**63 - 1)).first() if one and reply is not None else None
        if one is None or not moderates(viewer, row or one) or (reply is not None and row is None):
            raise NotHere(number)
        return Waiting(one, row, 0)


def promotion(question: Question, viewer: Viewer) -> Promotion | None:
    """That a question lies in the library, for its asker and those who read first."""
    with acting(viewer):
        return Promotion.objects.filter(question=question).first()


def moderates(viewer: Viewer, thing: Question | Reply) -> bool:
    """Whether the viewer reads texts of this hospital before they are shown."""
    return may(viewer, "community.moderate") and thing.hospital_id in viewer.hospital_ids


def desk(viewer: Viewer) -> list[Waiting]:
    """What waits to be read or was reported, dangers first, then the oldest."""
    if not may(viewer, "community.moderate"):
        return []
    with acting(viewer):
        ours = Q(hospital_id__in=viewer.hospital_ids)
        flagged = _flagged(viewer)
        found = [Waiting(one, None, flagged.get((one.pk, None), 0))
                 for one in Question.objects.filter(ours & Q(state=State.WAITING))]
        found += [Waiting(row.question, row, flagged.get((row.question_id, row.pk), 0))
                  for row in Reply.objects.filter(ours & Q(state=State.WAITING)).select_related("question")]
        seen = {(one.question.pk, one.reply.pk if one.reply else None) for one in found}
        for (number, reply), many in flagged.items():
            if (number, reply) not in seen:
                one = Question.objects.get(pk=number)
                found.append(Waiting(one, Reply.objects.get(pk=reply) if reply else None, many))
        return sorted(found, key=lambda one: (not one.text.dangers, not one.flags, one.text.at))


def _flagged(viewer: Viewer) -> dict[tuple[int, int | None], int]:
    """Shown texts reported since somebody last looked at them."""
    told: dict[tuple[int, int | None], int] = {}
    # Every page of theirs shows the number: only what was ever reported is looked through.
    ours = Moderation.objects.filter(hospital_id__in=viewer.hospital_ids)
    reported = ours.filter(deed=Deed.FLAGGED).values("question_id")
    for one in ours.filter(question_id__in=reported).order_by("id"):
        key = one.question_id, one.reply_id
        told[key] = told.get(key, 0) + 1 if one.deed == Deed.FLAGGED else 0
    return {key: many for key, many in told.items() if many}


def waiting(viewer: Viewer) -> int | None:
    """How much waits to be read, and how many cards to be renewed; None for whoever does not read first."""
    return len(desk(viewer)) + len(to_renew(viewer)) if may(viewer, "community.moderate") else None


def history(question: Question, viewer: Viewer) -> list[Moderation]:
    """What was done with a question and its replies; for those who read first."""
    with acting(viewer):
        return list(question.deeds.select_related("by"))


def unanswered(viewer: Viewer) -> list[Question]:
    """Shown questions of the last half year without an answer of the team, the oldest first."""
    with acting(viewer):
        since = timezone.now() - timedelta(days=182)
        return list(Question.objects.filter(state=State.SHOWN, at__gte=since).exclude(
            replies__in=Reply.objects.filter(state=State.SHOWN).exclude(role="")).order_by("at")[:50])


def groups(viewer: Viewer) -> list[Group]:
    """Cards of groups; those whose invitation has ended are seen by their keepers alone."""
    keeps = may(viewer, "community.moderate")
    return [one for one in Group.objects.select_related("host") if keeps or not one.has_ended]


def to_renew(viewer: Viewer) -> list[Group]:
    """Cards of the reader's hospitals whose invitation has ended or ends soon, the earliest first."""
    ours = Group.objects.filter(host_id__in=viewer.hospital_ids, ends__isnull=False).order_by("ends")
    return [one for one in ours if one.ends_soon()]
