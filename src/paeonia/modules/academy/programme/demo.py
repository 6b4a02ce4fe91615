"""Chairs of the demo summit, and two editions of its programme with what changed in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from paeonia.modules.academy import actions as academy
from paeonia.modules.academy.choices import Kind
from paeonia.modules.academy.models import Activity, Session
from paeonia.people.models import User
from paeonia.people.viewer import viewer_again

from . import actions, queries
from .models import OnStage

CHAIRS = {
    "开幕：下一位患者": ("chair", "秦知远", "Qin Zhiyuan"),
    "HER2 阳性早期：术前之后": ("chair", "林若舟", "Lin Ruozhou"),
    "无呕病房：从病区到居家": ("chair", "白露", "Bai Lu"),
    "工作坊：输液港与外渗处理": ("teacher", "赵清", "Zhao Qing"),
    "圆桌：年轻患者与生育": ("chair", "林若舟", "Lin Ruozhou"),
    "青年论坛：十分钟一个问题": ("chair", "白露", "Bai Lu"),
    "闭幕与明年的问题": ("chair", "林若舟", "Lin Ruozhou")}
FIRST = {"zh": "初版日程，欢迎指正。", "en": "First edition; tell us what is wrong."}
SECOND = {"zh": "圆桌延长半小时，留给提问。", "en": "The round table is half an hour longer, for questions."}


def load(say: Callable[[str], None]) -> None:
    """Announce the programme where nothing was announced yet."""
    summit, tang = Activity.objects.filter(kind=Kind.SUMMIT).first(), User.objects.filter(username="tang").first()
    if summit is None or tang is None or queries.editions(summit):
        return
    educator = viewer_again(tang.pk, "educator")
    for session in Session.objects.filter(activity=summit, title_zh__in=CHAIRS).select_related("activity"):
        duty, zh, en = CHAIRS[session.title_zh]
        if not session.stage.exists():
            actions.put_on_stage(OnStage(session=session, duty=duty, name_zh=zh, name_en=en, declares="无 none"), educator)
    actions.announce(summit, FIRST, educator)
    for session in Session.objects.filter(activity=summit, title_zh="圆桌：年轻患者与生育"):
        session.ends += timedelta(minutes=30)
        academy.keep(session, summit, educator)
        actions.announce(summit, SECOND, educator)
    say("The programme of the summit, in two editions.")
