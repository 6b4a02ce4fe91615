"""Carries one letter out of the house.

In three steps: the attempt is counted and committed; the provider is asked, with nothing locked; what it said is kept. A
worker killed between the second step and the third has sent and not said so: its job is picked up and the letter goes at
most once more for each such kill, under the same number, by which e-mail and WeChat's template messages know it again
within their limits. Killed before the second step it goes once, later. Attempts are limited in either case.
"""

from __future__ import annotations

from datetime import datetime

import structlog
from django.utils import timezone

from . import actions
from .channels.message import Later, Never, carrier

log = structlog.get_logger(__name__)


def carry(delivery_id: int, now: datetime | None = None) -> None:
    """Try one delivery once."""
    now = now or timezone.now()
    message = actions.begin(delivery_id, now)
    if message is None:
        return
    try:
        number = carrier(message.channel)(message)
    except Never as never:
        actions.refused(delivery_id, never.why)
    except Later as later:
        actions.put_off(delivery_id, later.why, later.wait, now)
    except Exception as fault:
        # A carrier's own fault: its kind is kept, never its words, which may repeat an address.
        log.error("carrier broke", batch=f"{message.channel} {type(fault).__name__}")
        actions.put_off(delivery_id, type(fault).__name__, None, now)
    else:
        actions.sent(delivery_id, number)
