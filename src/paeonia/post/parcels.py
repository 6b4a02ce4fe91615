"""Whether a letter may leave the house now, and as what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from . import kinds, queries, quiet
from .channels.message import Message
from .choices import State, Why
from .models import Delivery


@dataclass(frozen=True)
class Held:
    """What becomes of a delivery: its new state and why; `until` when it is to be tried again."""

    state: State
    why: str
    until: datetime | None


def standing(row: Delivery, now: datetime) -> Held | None:
    """Why a delivery does not go now; None when it may. Asked at every attempt: what she wants may have changed."""
    letter = row.letter
    if letter.kind not in kinds.KINDS or not letter.user.is_active:
        return Held(State.NEEDLESS, Why.GONE, None)
    if letter.until is not None and now > letter.until:
        return Held(State.NEEDLESS, Why.LATE, None)
    if letter.read_at is not None:
        return Held(State.NEEDLESS, Why.READ, None)
    if row.channel not in queries.wished(letter.purpose, [letter.user_id]).get(letter.user_id, ()):
        return Held(State.NEEDLESS, Why.UNWISHED, None)
    if not queries.address(letter.user_id, row.channel):
        return Held(State.NEEDLESS, Why.NOWHERE, None)
    due = quiet.may_go(now)
    if due > now:
        return Held(State.HELD, Why.QUIET, due)
    if queries.sent_today(letter.user_id, row.channel, now) >= settings.POST_MOST_A_DAY:
        return Held(State.HELD, Why.ENOUGH, quiet.tomorrow(now))
    return None


def message(row: Delivery) -> Message:
    """What leaves the house: the text for outside, and a link that tells nothing but that there is a letter."""
    letter = row.letter
    language = "en" if letter.user.language == "en" else "zh"
    text = kinds.KINDS[letter.kind].told(letter.params, language)
    words = kinds.PURPOSES[letter.purpose].words[language]
    return Message(
        number=f"paeonia-{row.pk}", channel=row.channel, to=queries.address(letter.user_id, row.channel),
        what=letter.purpose, text=f"{text}\n{kinds.SIGN_IN[language]}", link=settings.SITE_ADDRESS.rstrip("/")
        + reverse("post-letter", args=[letter.pk]), language=language,
        fields={"purpose": words, "line": text, "at": timezone.localtime(letter.made_at).strftime("%Y-%m-%d %H:%M")})
