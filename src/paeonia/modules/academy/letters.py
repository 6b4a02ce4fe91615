"""What the academy writes. A title leaves the house only where no patient is meant: a patients' event says who is one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from paeonia.post.actions import send
from paeonia.post.kinds import kind, purpose

from .choices import Audience
from .models import Activity

purpose("courses", {"en": "Courses and events", "zh": "课程与活动"}, "academy.see")

# name: (inside, outside where no patient is meant)
TEXTS = {
    "place": (
        {"en": "You have a place in “{title}”.", "zh": "您已获得“{title}”的名额。"},
        {"en": "Place confirmed: {title}", "zh": "报名成功：{title}"}),
    "up": (
        {"en": "A place came free: you now have one in “{title}”.", "zh": "有名额空出，您已从候补转为“{title}”的正式学员。"},
        {"en": "You moved up from the waiting list: {title}", "zh": "候补转正：{title}"}),
    "no": (
        {"en": "The organiser could not give you a place in “{title}”.", "zh": "很遗憾，未能为您安排“{title}”的名额。"},
        {"en": "Answer to your enrolment: {title}", "zh": "报名结果：{title}"}),
    "tomorrow": (
        {"en": "Reminder: {session}, of “{title}”, begins on {when}. {room}",
         "zh": "提醒：“{title}”之{session}，{when} 开始。{room}"},
        {"en": "Reminder: {title}, {when}", "zh": "课程提醒：{title}，{when}"}),
    "certificate": (
        {"en": "All that “{title}” asks is done: your certificate can be made now.",
         "zh": "您已完成“{title}”的全部要求，可以领取证书了。"},
        {"en": "Certificate ready: {title}", "zh": "证书可领取：{title}"}),
}
MORE = {"tomorrow": ("when", "session", "room")}
for _name, (_inside, _outside) in TEXTS.items():
    _holds = ("title", *MORE.get(_name, ()))
    kind(f"academy-{_name}", "courses", _inside, _holds, {"title", "when"} & set(_holds), _outside)
    kind(f"club-{_name}", "courses", _inside, _holds)


def tell(people: Iterable[int], what: str, activity: Activity, once: str, until: datetime | None = None,
         **more: object) -> list[int]:
    """Write to people about an activity, once for each thing that is to be told."""
    family = "academy" if activity.audience == Audience.STAFF else "club"
    return send(people, f"{family}-{what}", {"title": activity.words, **more},
                link=reverse("academy-activity", args=[activity.pk]), once=f"academy {what} {once}",
                until=until)
