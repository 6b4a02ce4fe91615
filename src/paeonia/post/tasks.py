"""Background work of the post: carrying a letter, sending a code, and looking for what was left lying."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from paeonia.people.context import acting
from paeonia.people.viewer import system_viewer

from . import actions, addresses, carrying, queries
from .channels.message import Later, Message, Never, carrier

log = structlog.get_logger(__name__)
CODE = {"en": "Your Paeonia code is {code}. It holds for ten minutes. Nobody of the team will ask you for it.",
        "zh": "您的芍药验证码是 {code}，10 分钟内有效。工作人员不会向您索要验证码。"}
LYING = timedelta(minutes=30)


@app.task(queue="post", name="post.carry", retry=3)
def carry(delivery_id: int) -> None:
    """Try one delivery; what comes of it, and when it is tried again, stands in its row."""
    carrying.carry(delivery_id)


@app.task(queue="post", name="post.code", retry=RetryStrategy(max_attempts=3, wait=20, retry_exceptions=[Later]))
def code(address_id: int, seed: str, language: str) -> None:
    """Send the code that confirms an address; it is made here and stands in no table. Quiet hours do not hold it back."""
    with acting(system_viewer("code for an address")):
        row = queries.code_to(address_id, seed)
    if row is None or timezone.now() > row.asked_at + addresses.HOLDS:
        return
    digits = addresses.code(seed)
    try:
        carrier(row.channel)(Message(
            number=f"paeonia-code-{row.pk}-{seed[:8]}", channel=row.channel, to=row.address, what="code",
            text=CODE[language].format(code=digits), language=language, fields={"code": digits}))
    except Never as never:
        log.warning("code refused", batch=f"{row.channel} {never.why}")     # no address: `why` never repeats one


@app.periodic(cron="*/10 * * * *")
@app.task(queue="post", name="post.look", queueing_lock="post.look")
def look(timestamp: int) -> int:
    """Ask again for deliveries whose work was lost, half an hour after they should have gone."""
    return actions.pick_up(timezone.now(), LYING)
