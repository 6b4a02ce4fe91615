"""Activities as tests ask for them."""

from datetime import timedelta

from django.utils import timezone

from paeonia.modules.academy import actions
from paeonia.modules.academy.models import Activity, QuizQuestion, Session


def a_course(host, teacher, questions=5, **fields) -> Activity:
    """A course with one session that is going on and a bank of questions."""
    made = actions.plan({"host": host, "kind": "course", "audience": "staff", "stage": "open", "title_zh": "止吐课程",
                         "title_en": "A course", "share": 100, **fields}, teacher)
    now = timezone.now()
    actions.keep(Session(activity=made, title_zh="第一讲", title_en="First talk", starts=now - timedelta(hours=1),
                         ends=now + timedelta(hours=1)), made, teacher)
    for number in range(questions):
        actions.keep(QuizQuestion(
            activity=made, text_zh=f"第 {number + 1} 问", text_en=f"Question {number + 1}", right=number % 3,
            options=[{"zh": f"选项 {i}", "en": f"answer {i}"} for i in range(3)], why_zh="因为如此", why_en="because"),
            made, teacher)
    return made
