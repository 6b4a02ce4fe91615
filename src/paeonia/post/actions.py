"""The verbs of the post: write a letter, read it, say what one wants outside, confirm an address, carry a letter out."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from procrastinate.contrib.django import app

from paeonia.people.access import record_access
from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, system_viewer
from paeonia.record.problems import refuse

from . import addresses, kinds, queries, quiet
from .channels.message import Message
from .choices import OPEN, Channel, State, Why
from .models import Address, Delivery, Letter, Wish
from .parcels import Held, message, standing

# Minutes until the next attempt; after the last one it is given up. Two days in all: a provider may be down for one.
WAITS = (1, 5, 30, 120, 360, 720, 1440)


def send(to: Iterable[int | None], kind: str, params: Mapping[str, Any] | None = None, link: str = "",
         once: str = "", until: datetime | None = None) -> list[int]:
    """Write a letter to each of these people, inside and on the ways out they said yes to; returns whom it was new for.

    Stands in the caller's transaction, with the jobs that carry it: nothing goes out of what was rolled back. `once` names
    what it tells, so that it is told once however often it is said; after `until` it does not go out any more. Raises
    KeyError for a kind or parameter not declared.
    """
    told, given = kinds.KINDS[kind], dict(params or {})
    for language in kinds.LANGUAGES:
        told.said(given, language)      # a letter that could not be read is never written
    with acting(system_viewer(f"letter {kind}")):
        people = set(User.objects.filter(pk__in={one for one in to if one is not None}, is_active=True)
                     .values_list("pk", flat=True))
        if once:
            people -= set(Letter.objects.filter(user__in=people, once=once).values_list("user_id", flat=True))
        made = [Letter(user_id=user, purpose=told.purpose, kind=kind, params=given, link=link, once=once, until=until)
                for user in sorted(people)]
        wanted = queries.ways_out(told.purpose, people)
        # Said by two at once, the later one finds that it stands there already and says nothing.
        written = [one for one in made if _write(one)]
        for letter in written:
            _hand_out(letter, wanted.get(letter.user_id, ()))
    return [one.user_id for one in written]


def _write(letter: Letter) -> bool:
    if not letter.once:
        letter.save()
        return True
    found, new = Letter.objects.get_or_create(user_id=letter.user_id, once=letter.once, defaults={
        "purpose": letter.purpose, "kind": letter.kind, "params": letter.params, "link": letter.link,
        "until": letter.until})
    letter.pk = found.pk
    return new


def _hand_out(letter: Letter, channels: Collection[str]) -> None:
    now = timezone.now()
    due = quiet.may_go(now)
    for channel in channels:
        row = Delivery.objects.create(letter=letter, channel=channel, not_before=due,
                                      state=State.WAITING if due == now else State.HELD, why="" if due == now else Why.QUIET)
        _ask_for(row)


def _ask_for(row: Delivery) -> None:
    """Ask for the work in the same transaction; two jobs for one delivery never run beside each other."""
    app.configure_task("post.carry", queue="post", lock=f"delivery {row.pk}", schedule_at=row.not_before).defer(
        delivery_id=row.pk)


# --- inside ---------------------------------------------------------------------------------------


def read(viewer: Viewer, letter_ids: Iterable[int] | None = None) -> int:
    """Note that the viewer has read some of her letters, or all; returns how many were new."""
    _may(viewer, "post.read")
    with acting(viewer):
        rows = Letter.objects.filter(user_id=viewer.user_id, read_at=None)
        rows = rows if letter_ids is None else rows.filter(pk__in=list(letter_ids))
        return rows.update(read_at=timezone.now())


def wish(viewer: Viewer, wanted: Collection[tuple[str, str]]) -> int:
    """Keep what the viewer wants, as pairs of purpose and channel; only what differs from her last word is written."""
    _may(viewer, "post.read")
    with acting(viewer):
        before = queries.wishes(viewer)
        said = {(one.name, channel): (one.name, channel) in wanted for one in queries.purposes(viewer)
                for channel in Channel.values}
        new = [Wish(user_id=viewer.user_id, purpose=purpose, channel=channel, yes=yes)
               for (purpose, channel), yes in said.items() if before.get((purpose, channel), False) != yes]
        return len(Wish.objects.bulk_create(new))


# --- addresses ------------------------------------------------------------------------------------


def name_address(viewer: Viewer, channel: str, said: str) -> Address:
    """Keep where the viewer wants to be reached and send a code there; nothing else goes there before it was confirmed."""
    _may(viewer, "post.read")
    address, now = addresses.clean(channel, said), timezone.now()
    with acting(viewer):
        row = Address.objects.select_for_update().filter(user_id=viewer.user_id, channel=channel).first()
        row = row or Address(user_id=viewer.user_id, channel=channel, asked_at=now - addresses.PAUSE)
        today = row.asked if timezone.localdate(row.asked_at) == timezone.localdate(now) else 0
        if now < row.asked_at + addresses.PAUSE:
            raise refuse("post-soon")
        if today >= addresses.CODES_A_DAY:
            raise refuse("post-many")
        row.address, row.verified_at, row.seed = address, None, secrets.token_hex(16)
        row.asked_at, row.asked, row.tries = now, today + 1, 0
        row.save()
        record_access("address_changed", viewer, channel)
        app.configure_task("post.code", queue="post").defer(address_id=row.pk, seed=row.seed, language=viewer.language)
        return row


def confirm(viewer: Viewer, channel: str, said: str) -> None:
    """Confirm an address by its code. A wrong answer is counted before it is refused."""
    _may(viewer, "post.read")
    with acting(viewer):
        row = Address.objects.select_for_update().filter(user_id=viewer.user_id, channel=channel).exclude(seed="").first()
        wrong = _refusal(row, said)
        if row is not None and wrong == "post-code":
            row.tries += 1
        elif row is not None and not wrong:
            row.verified_at, row.seed = timezone.now(), ""
        if row is not None:
            row.save()
    if wrong:
        raise refuse(wrong)


def _refusal(row: Address | None, said: str) -> str:
    """Why a code is not taken, empty when it is."""
    if row is None:
        return "post-none"
    if timezone.now() > row.asked_at + addresses.HOLDS:
        return "post-old"
    if row.tries >= addresses.TRIES:
        return "post-tries"
    given = "".join(said.split())
    return "" if hmac.compare_digest(given.encode(), addresses.code(row.seed).encode()) else "post-code"


def forget_address(viewer: Viewer, channel: str) -> None:
    """Throw an address away and take back every yes on its way; an address that comes later begins with no.

    The row stays: it counts how many codes were asked for today.
    """
    _may(viewer, "post.read")
    with acting(viewer):
        Wish.objects.bulk_create(Wish(user_id=viewer.user_id, purpose=purpose, channel=on, yes=False)
                                 for (purpose, on), yes in queries.wishes(viewer).items() if yes and on == channel)
        rows = Address.objects.filter(user_id=viewer.user_id, channel=channel).exclude(address="")
        if rows.update(address="", verified_at=None, seed=""):
            record_access("address_changed", viewer, channel)


def know_address(user_id: int, channel: str, address: str) -> None:
    """Keep an address that a provider itself has confirmed: the openid of somebody who just signed in by WeChat."""
    with acting(system_viewer(f"{channel} confirmed by its provider")):
        Address.objects.update_or_create(user_id=user_id, channel=channel, defaults={
            "address": address, "verified_at": timezone.now(), "seed": ""})


# --- the way out ----------------------------------------------------------------------------------


def begin(delivery_id: int, now: datetime) -> Message | None:
    """Take a letter up for carrying: counted as an attempt, and committed before anything leaves the house.

    None when it must not go now or at all; then the row says why, and when it is tried again.
    """
    with acting(system_viewer("letter carried")):
        row = Delivery.objects.select_for_update(of=("self",)).select_related("letter__user").filter(
            pk=delivery_id, state__in=OPEN).first()
        if row is None:
            return None
        held = standing(row, now)
        if held is not None:
            _set(row, held)
            return None
        row.attempts += 1
        row.save(update_fields=["attempts", "changed_at"])
        return message(row)


def sent(delivery_id: int, number: str) -> None:
    """The provider has taken it."""
    _end(delivery_id, Held(State.SENT, "", None), number)


def refused(delivery_id: int, why: str) -> None:
    """It will never go."""
    _end(delivery_id, Held(State.GIVEN_UP, why, None))


def put_off(delivery_id: int, why: str, wait: timedelta | None, now: datetime) -> None:
    """It did not go this time: again after a wait that grows with each attempt, until there were enough."""
    with acting(system_viewer("letter carried")):
        attempts = Delivery.objects.values_list("attempts", flat=True).get(pk=delivery_id)
        if attempts > len(WAITS):
            return _end(delivery_id, Held(State.GIVEN_UP, f"{Why.ATTEMPTS.value}: {why}", None))
        pause = max(wait or timedelta(0), timedelta(minutes=WAITS[attempts - 1]))
        return _end(delivery_id, Held(State.FAILED, why, now + pause))


def _end(delivery_id: int, held: Held, number: str = "") -> None:
    with acting(system_viewer("letter carried")):
        row = Delivery.objects.select_for_update().filter(pk=delivery_id, state__in=OPEN).first()
        if row is not None:
            row.number = number[:100]
            _set(row, held)


def _set(row: Delivery, held: Held) -> None:
    row.state, row.why = held.state, held.why[:120]
    if held.until is not None:
        row.not_before = held.until
    row.save(update_fields=["state", "why", "not_before", "number", "changed_at"])
    if held.until is not None:
        _ask_for(row)


def again(delivery_id: int, viewer: Viewer) -> None:
    """Try once more what was given up or has failed, at the wish of an administrator of its reader's hospital."""
    _may(viewer, "post.log")
    if not queries.is_in_log(viewer, delivery_id):
        raise queries.NotHere(delivery_id)
    with acting(system_viewer(f"letter tried again, wished by {viewer.user_id}")):
        row = Delivery.objects.select_for_update().filter(
            pk=delivery_id, state__in=(State.FAILED, State.GIVEN_UP)).first()
        if row is None:
            raise refuse("post-again")
        row.attempts, row.not_before = 0, timezone.now()
        row.save(update_fields=["attempts", "changed_at"])
        _set(row, Held(State.WAITING, "", row.not_before))


def pick_up(now: datetime, older: timedelta) -> int:
    """Ask again for what should have gone long ago and has no work waiting; returns how many."""
    with acting(system_viewer("letters left lying")):
        rows = list(Delivery.objects.select_for_update(skip_locked=True).filter(
            state__in=OPEN, not_before__lt=now - older)[:500])
        for row in rows:
            _set(row, Held(State(row.state), row.why, now))
        return len(rows)


def _may(viewer: Viewer, verb: str) -> None:
    if not may(viewer, verb) or viewer.user_id is None:
        raise PermissionDenied(verb)
