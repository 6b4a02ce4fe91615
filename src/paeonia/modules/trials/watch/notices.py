"""Notices that may leave the house: that so many items wait, never about whom; a digest a day, never in quiet hours."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime, time
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from paeonia.modules.trials.watch import actions
from paeonia.modules.trials.watch.models import News, Outbox
from paeonia.modules.trials.watch.models_own import Manner
from paeonia.people.context import acting
from paeonia.people.viewer import system_viewer


def send_due(now: datetime | None = None) -> int:
    """Put the notices that are due into the outbox and hand them to the carrier; returns how many."""
    now = timezone.localtime(now)
    sent = 0
    who = system_viewer("notices of the trials watch")
    with acting(who):
        waiting: dict[int, list[int]] = defaultdict(list)
        for user, pk in News.objects.filter(announced_at=None, read_at=None).values_list("recipient_id", "id"):
            waiting[user].append(pk)
        manners = {manner.user_id: manner for manner in Manner.objects.filter(user_id__in=list(waiting))}
    for user, items in waiting.items():
        manner = manners.get(user) or Manner(user_id=user)
        if is_quiet(manner, now.time()) or not (manner.at_once or now.time() >= manner.digest_at):
            continue
        with acting(who):
            notice = actions.announce(user, items, None if manner.at_once else now.date(), now)
            if notice is not None:
                sent += 1
                if carry(notice):
                    actions.delivered(notice, now)
    return sent


def is_quiet(manner: Manner, at: time) -> bool:
    """Whether these are hours in which a person wants no notice; the hours may span midnight."""
    first, last = manner.quiet_from, manner.quiet_until
    if first == last:
        return False
    return first <= at < last if first < last else at >= first or at < last


def carry(notice: Outbox) -> bool:
    """Hand a notice to the carrier of this installation: a file that another program may read, or none yet."""
    path = getattr(settings, "WATCH_OUTBOX_FILE", "")
    if not path:
        return False
    line = json.dumps({"to": notice.recipient_id, "count": notice.count, "at": notice.created_at.isoformat()})
    with Path(path).open("a", encoding="utf-8") as out:
        out.write(line + "\n")
    return True
