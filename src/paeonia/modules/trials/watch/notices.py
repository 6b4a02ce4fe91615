"""Notices for the post: that so many items wait, never about whom; a digest a day, never in a person's own quiet hours."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone

from paeonia.modules.trials.watch import actions
from paeonia.modules.trials.watch.choices import Kind
from paeonia.modules.trials.watch.models import News
from paeonia.modules.trials.watch.models_own import Manner
from paeonia.people.context import acting
from paeonia.people.viewer import system_viewer
from paeonia.post.actions import send
from paeonia.post.quiet import within


def send_due(now: datetime | None = None) -> int:
    """Put the notices that are due into the outbox and hand them to the post; returns how many."""
    now = timezone.localtime(now)
    sent = 0
    who = system_viewer("notices of the trials watch")
    with acting(who):
        waiting: dict[int, dict[int, str]] = defaultdict(dict)
        for user, pk, kind in News.objects.filter(announced_at=None, read_at=None).values_list("recipient_id", "id", "kind"):
            waiting[user][pk] = kind
        manners = {manner.user_id: manner for manner in Manner.objects.filter(user_id__in=list(waiting))}
    for user, items in waiting.items():
        manner = manners.get(user) or Manner(user_id=user)
        if is_quiet(manner, now.time()) or not (manner.at_once or now.time() >= manner.digest_at):
            continue
        with acting(who):
            notice = actions.announce(user, list(items), None if manner.at_once else now.date(), now)
            if notice is not None:
                sent += 1
                kinds = Counter(items.values())
                send([user], "trials-news", {"count": notice.count, "fit": kinds[Kind.FIT], "lost": kinds[Kind.LOST]},
                     link=reverse("watch-news"), once=f"watch {notice.pk}")
                actions.delivered(notice, now)
    return sent


def is_quiet(manner: Manner, at: time) -> bool:
    """Whether these are hours in which a person wants no notice."""
    return within(manner.quiet_from, manner.quiet_until, at)
