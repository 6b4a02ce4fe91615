"""A call for abstracts of the demo summit, with one that was sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from paeonia.modules.academy.choices import Kind
from paeonia.modules.academy.models import Activity
from paeonia.people.models import User
from paeonia.people.viewer import viewer_again

from . import actions, queries

FIELDS = {"title": "一张纸质日记能否减少居家呕吐漏报（演示）", "authors": "陈立夏（河滨区人民医院）", "wanted": "talk",
          "interests": "无 none"}
PARTS = ("回家后的呕吐常常没有被记录。", "两家县医院，前后对照，每天一问。", "演示数据，不含真实患者。",
         "每天一问可行，值得推广前先验证。")


def load(say: Callable[[str], None]) -> None:
    """Open the call where there is none yet."""
    people = {user.username: user for user in User.objects.filter(username__in=("tang", "chen", "lin"))}
    summit = Activity.objects.filter(kind=Kind.SUMMIT).first()
    if summit is None or len(people) < 3 or queries.call_of(summit) is not None:
        return
    today = timezone.localdate()
    tang = viewer_again(people["tang"].pk, "educator")
    call = actions.announce(summit, today - timedelta(days=10), today + timedelta(days=20), "sending", ["lin"], tang)
    actions.write(call, FIELDS, PARTS, True, viewer_again(people["chen"].pk, "partner_physician"))
    say("A call for abstracts with one abstract.")
