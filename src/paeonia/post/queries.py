"""What is read of the post: one's own letters, what one wants outside, and for administrators how letters went out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.models import Membership
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, system_viewer

from . import addresses, kinds
from .choices import Channel, State
from .models import Address, Delivery, Letter, Wish

A_PAGE = 30
HAS_READ = ExpressionWrapper(Q(read_at__isnull=False), output_field=BooleanField())


class NotHere(LookupError):
    """There is none that this reader may know of."""


@dataclass(frozen=True)
class Line:
    """One letter as its reader sees it."""

    id: int
    purpose: Any
    text: str
    link: str
    at: datetime
    is_read: bool


@dataclass(frozen=True)
class Logged:
    """One delivery as an administrator sees it: neither what it says nor where it went, in clear."""

    id: int
    at: datetime
    purpose: Any
    channel: str
    state: str
    state_words: Any
    why: str
    attempts: int
    not_before: datetime
    number: str
    name: str
    address: str

    @property
    def may_go_again(self) -> bool:
        """Whether another attempt can be asked for."""
        return self.state in (State.FAILED, State.GIVEN_UP)


# --- one's own ------------------------------------------------------------------------------------


def unread(viewer: Viewer) -> int:
    """Letters the viewer has not read; one question to an index of those alone."""
    with acting(viewer):
        return Letter.objects.filter(user_id=viewer.user_id, read_at=None).count()


def letters(viewer: Viewer, page: int = 1) -> tuple[list[Line], int]:
    """A page of the viewer's letters, those she has not read first, and how many there are."""
    with acting(viewer):
        rows = Letter.objects.filter(user_id=viewer.user_id)
        many = rows.count()
        first = (min(max(page, 1), -(-many // A_PAGE) or 1) - 1) * A_PAGE
        found = rows.order_by(HAS_READ, "-made_at", "-id")[first:first + A_PAGE]
        return [_line(row, viewer.language) for row in found], many


def letter(viewer: Viewer, letter_id: int) -> Line:
    """One of the viewer's own letters; raises NotHere."""
    with acting(viewer):
        row = Letter.objects.filter(pk=min(letter_id, 2**63 - 1), user_id=viewer.user_id).first()
    if row is None:
        raise NotHere(letter_id)
    return _line(row, viewer.language)


def _line(row: Letter, language: str) -> Line:
    kind, purpose = kinds.KINDS.get(row.kind), kinds.PURPOSES.get(row.purpose)
    text = kind.said(row.params, language) if kind else {"en": "This message can no longer be shown.",
                                                         "zh": "此消息已无法显示。"}[language]
    return Line(row.pk, purpose.words if purpose else {"en": "Message", "zh": "消息"}, text, row.link, row.made_at,
                row.read_at is not None)


def purposes(viewer: Viewer) -> list[kinds.Purpose]:
    """What the viewer can be written about, in her role."""
    return [one for one in kinds.PURPOSES.values() if may(viewer, one.verb)]


def wishes(viewer: Viewer) -> dict[tuple[str, str], bool]:
    """The viewer's last word about each purpose and channel."""
    with acting(viewer):
        rows = Wish.objects.filter(user_id=viewer.user_id).order_by("id")
        return {(purpose, channel): yes for purpose, channel, yes in rows.values_list("purpose", "channel", "yes")}


def own_addresses(viewer: Viewer) -> dict[str, Address]:
    """Where the viewer can be reached, by channel."""
    with acting(viewer):
        return {one.channel: one for one in Address.objects.filter(user_id=viewer.user_id).exclude(address="")}


# --- for carrying; the house must be acting --------------------------------------------------------


def wished(purpose: str, people: Iterable[int]) -> dict[int, set[str]]:
    """By person, the channels on which she said yes to this purpose."""
    last: dict[tuple[int, str], bool] = {}
    for user, channel, yes in Wish.objects.filter(user__in=list(people), purpose=purpose).order_by("id").values_list(
            "user_id", "channel", "yes"):
        last[user, channel] = yes
    found: dict[int, set[str]] = defaultdict(set)
    for (user, channel), yes in last.items():
        if yes:
            found[user].add(channel)
    return dict(found)


def ways_out(purpose: str, people: Iterable[int]) -> dict[int, list[str]]:
    """By person, the channels she said yes to and has a confirmed address on, in the order of channels."""
    wanted = wished(purpose, people)
    there = set(Address.objects.filter(user__in=list(wanted), verified_at__isnull=False).values_list("user_id", "channel"))
    return {user: [one for one in Channel.values if one in channels and (user, one) in there]
            for user, channels in wanted.items()}


def address(user_id: int, channel: str) -> str:
    """The confirmed address of somebody, empty without one."""
    return Address.objects.filter(user_id=user_id, channel=channel, verified_at__isnull=False).values_list(
        "address", flat=True).first() or ""


def code_to(address_id: int, seed: str) -> Address | None:
    """The address a code is to be sent to, while that very code is still wanted."""
    return Address.objects.filter(pk=address_id, seed=seed).exclude(seed="").first()


def sent_today(user_id: int, channel: str, now: datetime) -> int:
    """What went to a person on a channel since midnight."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return Delivery.objects.filter(letter__user_id=user_id, channel=channel, state=State.SENT,
                                   changed_at__gte=midnight).count()


# --- the log --------------------------------------------------------------------------------------


def log(viewer: Viewer, state: str = "", page: int = 1) -> tuple[list[Logged], int]:
    """How letters to people of the viewer's hospitals went out, newest first, and how many there are."""
    with acting(system_viewer("log of deliveries", viewer.hospital_ids)):
        rows = _of_hospitals(viewer)
        rows = rows.filter(state=state) if state in State.values else rows
        many = rows.count()
        first = (min(max(page, 1), -(-many // A_PAGE) or 1) - 1) * A_PAGE
        found = list(rows.select_related("letter__user")[first:first + A_PAGE])
        where = {(user, channel): text for user, channel, text in Address.objects.filter(
            user__in={one.letter.user_id for one in found}).values_list("user_id", "channel", "address")}
        return [_logged(one, where, viewer.language) for one in found], many


def counts(viewer: Viewer) -> dict[str, int]:
    """How many deliveries of the last thirty days stand in each state."""
    since = timezone.now() - timedelta(days=30)
    with acting(system_viewer("log of deliveries", viewer.hospital_ids)):
        rows = _of_hospitals(viewer).filter(changed_at__gte=since).order_by().values_list("state")
        return dict(rows.annotate(many=Count("id", distinct=True)))


def is_in_log(viewer: Viewer, delivery_id: int) -> bool:
    """Whether this delivery went to somebody of the viewer's hospitals."""
    with acting(system_viewer("log of deliveries", viewer.hospital_ids)):
        return _of_hospitals(viewer).filter(pk=min(delivery_id, 2**63 - 1)).exists()


def _of_hospitals(viewer: Viewer) -> Any:
    members = Membership.objects.filter(hospital_id__in=viewer.hospital_ids).values("user_id")
    return Delivery.objects.filter(letter__user__in=members)


def _logged(row: Delivery, where: dict[tuple[int, str], str], language: str) -> Logged:
    purpose, user = kinds.PURPOSES.get(row.letter.purpose), row.letter.user
    name = user.name(language)
    return Logged(row.pk, row.changed_at, purpose.words if purpose else row.letter.purpose, row.get_channel_display(),
                  row.state, State(row.state).label, row.why, row.attempts, row.not_before, row.number,
                  f"{name[:1]}{'*' * min(max(len(name) - 1, 1), 3)}",
                  addresses.masked(row.channel, where.get((user.pk, row.channel), "")))
