"""Nobody is in two rooms at once, and no room holds two sessions: asked before anything is placed in a programme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.utils import timezone

from paeonia.record.problems import Problem, problem

from .models import Activity, Item, Session

TALK = timedelta(minutes=10)    # a talk that nothing follows is taken to last at least as long


@dataclass(frozen=True)
class Engaged:
    """Somebody is needed in a session: from the beginning to the end, or for a talk `at` a time of the clock."""

    names: frozenset[str]       # all the ways she is written
    session: Session
    at: time | None = None

    @property
    def starts(self) -> datetime:
        """From when on."""
        return self.session.starts if self.at is None else moment(self.session, self.at)

    @property
    def ends(self) -> datetime:
        """Until when."""
        return self.session.ends if self.at is None else self.starts + TALK

    def hinders(self, other: Engaged) -> bool:
        """Whether the same person would have to be in two places at once; a chair may speak in her own session."""
        apart = self.session.pk != other.session.pk or (self.at is not None and other.at is not None)
        return bool(apart and self.names & other.names and self.starts < other.ends and other.starts < self.ends)


Others = Callable[[Activity], Iterable[Engaged]]
_OTHERS: list[Others] = []


def also_ask(others: Others) -> None:
    """Let a room tell who else is needed where: chairs, for example."""
    _OTHERS.append(others)


def names(*written: str) -> frozenset[str]:
    """The ways a person is written, without what differs by hand: blanks and capitals."""
    return frozenset("".join(name.split()).casefold() for name in written if name.strip())


def of_talk(item: Item) -> Engaged:
    """Who speaks when."""
    return Engaged(names(item.speaker_zh, item.speaker_en), item.session, item.starts)


def moment(session: Session, at: time) -> datetime:
    """When a talk begins, by the clock of its session; an evening may pass midnight."""
    begins = timezone.make_aware(datetime.combine(timezone.localtime(session.starts).date(), at))
    return begins if begins >= session.starts else begins + timedelta(days=1)


def of_room(session: Session) -> list[Problem]:
    """What else is held in the room of a session at the time."""
    room = names(session.room)
    if not room or session.called_off:
        return []
    beside = Session.objects.filter(activity=session.activity_id, called_off="", starts__lt=session.ends,
                                    ends__gt=session.starts).exclude(pk=session.pk)
    return [problem("academy-room-taken", room=session.room, session=one.words, frm=_clock(one.starts), to=_clock(one.ends))
            for one in beside if names(one.room) == room]


def of_move(session: Session) -> list[Problem]:
    """What stands against a session at its new time or in its new room: the room, and everybody needed in it."""
    held = list(engaged(session.activity))
    hers = [replace(one, session=session) for one in held if one.session.pk == session.pk]
    return [*of_room(session), *_needed_elsewhere(hers, [one for one in held if one.session.pk != session.pk])]


def of_people(wanted: Iterable[Engaged], activity: Activity) -> list[Problem]:
    """Who of these is needed elsewhere at the time."""
    return _needed_elsewhere(wanted, list(engaged(activity)))


def _needed_elsewhere(wanted: Iterable[Engaged], held: list[Engaged]) -> list[Problem]:
    return [problem("academy-person-taken", who=_written(wish), session=other.session.words, frm=_clock(other.starts))
            for wish in wanted for other in held if wish.hinders(other)]


def engaged(activity: Activity) -> Iterator[Engaged]:
    """Everybody who is needed somewhere in an activity."""
    for item in Item.objects.filter(session__activity=activity, session__called_off="").select_related("session"):
        yield of_talk(item)
    for others in _OTHERS:
        yield from others(activity)


def _written(one: Engaged) -> str:
    return max(one.names, key=lambda name: (not name.isascii(), name), default="")


def _clock(when: datetime) -> str:
    return f"{timezone.localtime(when):%H:%M}"
