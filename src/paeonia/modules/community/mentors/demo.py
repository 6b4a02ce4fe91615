"""One invented mentor, and somebody at the beginning who asked for one and has been proposed her."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from paeonia.people.models import User
from paeonia.people.viewer import viewer_again

from . import actions, queries

OFFER = {"name": "荷姐", "about": ["chemo", "hair", "children", "work"], "tongues": ["zh", "yue"],
         "words": "六年前做的治疗，女儿那时上小学。现在每周六来晨走，愿意陪您走一段。"}
WISH = {"topic": "chemo", "tongue": "zh", "name": "小雨",
        "said": "下周第一次化疗，家里人都说没事，可我还是怕。想听听走过来的人当天是怎么过的，要带什么，晚上能不能睡着。"}


@transaction.atomic
def load(say: Callable[[str], None]) -> None:
    """Add them where nobody has offered herself yet."""
    people = {user.username: user for user in User.objects.filter(username__in=("bai", "ning", "tang"))}
    if len(people) < 3:
        return
    bai, ning = (viewer_again(people[name].pk, "patient") for name in ("bai", "ning"))
    tang, today = viewer_again(people["tang"].pk, "educator"), timezone.localdate()
    if queries.own(ning) is not None or not ning.hospital_ids:
        return
    one = actions.offer(OFFER, True, ning)
    actions.approve(one, today - timedelta(days=40), "倾听、边界与转介，半天（演示）", today + timedelta(days=325), tang)
    wish = actions.ask(WISH, bai)
    actions.propose(queries.match(wish.pk, tang), queries.mentor(one.pk, tang), tang)
    actions.answer(queries.match(wish.pk, ning), True, "每周六晨走后，湖边东门茶室（演示）", ning)
    say("One mentor, and a match that waits for a yes.")
