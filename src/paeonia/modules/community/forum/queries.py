"""What the forum's pages read; the database shows a colleague what is shown, hers, or what she is to look at.

Words are looked for as they stand: row security keeps an index of trigrams from being used, and one Chinese sign has none.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from .choices import Deed, State, Topic
from .models import Done, Follow, Picture, Reply, Thread

PAGE = 20
_MOST = 2**63 - 1


class NotHere(LookupError):
    """There is none that this reader may see."""


@dataclass(frozen=True)
class Opened:
    """A thread with what this reader sees of it."""

    thread: Thread
    replies: list[Reply]
    pictures: list[Picture]
    follows: bool
    told: list[Done]        # why it was given back or hidden, for its writer; the whole log for moderators


@dataclass(frozen=True)
class Look:
    """Something a moderator is to look at: a picture nobody else has seen, or what was reported."""

    thread: Thread
    reply: Reply | None = None
    picture: Picture | None = None
    flags: int = 0

    @property
    def hidden(self) -> bool:
        """Whether nobody sees it until then."""
        thing = self.picture or self.reply or self.thread
        return thing.state != State.SHOWN


def threads(viewer: Viewer, topic: str = "", text: str = "", page: int = 1) -> tuple[list[Thread], int]:
    """Threads that are shown, the latest first, and how many there are."""
    with acting(viewer):
        found = Thread.objects.filter(state=State.SHOWN)
        if topic in Topic.values:
            found = found.filter(topic=topic)
        for word in text.replace("\0", "").split()[:6]:
            answered = Reply.objects.filter(state=State.SHOWN, text__icontains=word).values("thread_id")
            found = found.filter(Q(words__icontains=word) | Q(pk__in=answered))
        start = (max(page, 1) - 1) * PAGE
        shown = found.select_related("user", "hospital").annotate(
            answers=Count("replies", filter=Q(replies__state=State.SHOWN)))
        return list(shown[start:start + PAGE]), found.count()


def mine(viewer: Viewer) -> list[Thread]:
    """The reader's own threads that were given back or hidden."""
    with acting(viewer):
        return list(Thread.objects.filter(user_id=viewer.user_id).exclude(state=State.SHOWN))


def followed(viewer: Viewer) -> list[tuple[Thread, int]]:
    """Threads the reader follows in which others wrote since she last looked, with how many replies."""
    with acting(viewer):
        many = dict(_fresh(viewer).values_list("thread_id").annotate(many=Count("id", distinct=True)))
        return [(one, many[one.pk]) for one in Thread.objects.filter(pk__in=many)]


def news(viewer: Viewer) -> int | None:
    """How many followed threads have new replies, counted in one go for the head of every page; None for outsiders."""
    if not may(viewer, "forum.read"):
        return None
    with acting(viewer):
        return _fresh(viewer).aggregate(many=Count("thread_id", distinct=True))["many"]


def _fresh(viewer: Viewer) -> QuerySet[Reply]:
    return Reply.objects.filter(
        state=State.SHOWN, thread__state=State.SHOWN, thread__followers__user_id=viewer.user_id,
        at__gt=F("thread__followers__seen_at")).exclude(user_id=viewer.user_id)


def thread(number: int, viewer: Viewer) -> Opened:
    """One thread as this reader sees it; raises NotHere."""
    with acting(viewer):
        one = Thread.objects.select_related("user", "hospital", "did").filter(pk=min(number, _MOST)).first()
        if one is None or not (one.state == State.SHOWN or one.user_id == viewer.user_id or moderates(viewer, one)):
            raise NotHere(number)
        looks = moderates(viewer, one)
        replies = [row for row in one.replies.select_related("user", "hospital")
                   if row.state == State.SHOWN or row.user_id == viewer.user_id or moderates(viewer, row)]
        pictures = [row for row in one.pictures.all()
                    if row.stored and (row.state == State.SHOWN or row.user_id == viewer.user_id or looks)]
        follows = Follow.objects.filter(thread=one, user_id=viewer.user_id).exists()
        told = list(one.deeds.select_related("by")) if looks or one.user_id == viewer.user_id else []
        return Opened(one, replies, pictures, follows, told)


def reply(opened: Opened, number: int) -> Reply:
    """One reply among those this reader sees; raises NotHere."""
    found = next((one for one in opened.replies if one.pk == number), None)
    if found is None:
        raise NotHere(number)
    return found


def picture(opened: Opened, number: int) -> Picture:
    """One picture among those this reader sees; raises NotHere."""
    found = next((one for one in opened.pictures if one.pk == number), None)
    if found is None:
        raise NotHere(number)
    return found


def moderates(viewer: Viewer, thing: Thread | Reply | Picture) -> bool:
    """Whether the reader looks after what is written at this hospital."""
    return may(viewer, "forum.moderate") and thing.hospital_id in viewer.hospital_ids


def desk(viewer: Viewer) -> list[Look]:
    """What waits for a look: pictures, and what was reported since somebody last looked; what is hidden first."""
    if not may(viewer, "forum.moderate"):
        return []
    with acting(viewer):
        found = [Look(one.thread, picture=one) for one in Picture.objects.filter(
            hospital_id__in=viewer.hospital_ids, state=State.WAITING).select_related("thread")]
        flagged = flags(viewer)
        threads = Thread.objects.in_bulk([number for number, _reply in flagged])
        replies = Reply.objects.in_bulk([number for _thread, number in flagged if number])
        # A reply under another hospital's hidden thread is hidden with it, and waits until that is shown again.
        found += [Look(threads[number], replies.get(answer) if answer else None, flags=len(who))
                  for (number, answer), who in flagged.items() if number in threads]
        return sorted(found, key=lambda one: (not one.hidden, one.thread.pk))


def flags(viewer: Viewer, number: int | None = None) -> dict[tuple[int, int | None], set[int | None]]:
    """Who reported what since somebody last looked at it; only for those who look, under the database's own rule."""
    asked = Done.objects.filter(hospital_id__in=viewer.hospital_ids, picture=None)
    reported = asked.filter(deed=Deed.FLAGGED).values("thread_id")
    asked = asked.filter(thread_id=number) if number else asked.filter(thread_id__in=reported)
    told: dict[tuple[int, int | None], set[int | None]] = {}
    for one in asked.order_by("id"):
        key = one.thread_id, one.reply_id
        if one.deed == Deed.FLAGGED:
            told.setdefault(key, set()).add(one.by_id)
        elif one.deed in (Deed.SHOWN, Deed.HIDDEN, Deed.BOUNCED):
            told[key] = set()
    return {key: who for key, who in told.items() if who}


def waiting(viewer: Viewer) -> int | None:
    """How much waits for a look; None for whoever does not look."""
    return len(desk(viewer)) if may(viewer, "forum.moderate") else None


def log(viewer: Viewer) -> list[Done]:
    """What was done in the reader's hospitals, the latest first."""
    with acting(viewer):
        ours = Done.objects.filter(hospital_id__in=viewer.hospital_ids)
        return list(ours.select_related("by", "thread").order_by("-id")[:300])
