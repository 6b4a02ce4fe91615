"""An activity with a session going on now, a bank of questions, and people around it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from paeonia.modules.academy import actions
from paeonia.modules.academy.models import QuizQuestion, Session


@pytest.fixture
def hospital(two_hospitals):
    return two_hospitals[0]


@pytest.fixture
def teacher(viewer, hospital):
    return viewer("educator", hospital)


@pytest.fixture
def physician(viewer, two_hospitals):
    """She works elsewhere: whoever takes part is seen by the host and by herself."""
    return viewer("partner_physician", two_hospitals[1])


@pytest.fixture
def course(hospital, teacher):
    """A maker of activities: course(seats=2, ...), with one session that is going on."""
    def make(questions=5, **fields):
        made = actions.plan({"host": hospital, "kind": "course", "audience": "staff", "stage": "open", "title_zh": "课程",
                             "title_en": "A course", "share": 100, **fields}, teacher)
        now = timezone.now()
        actions.keep(Session(activity=made, title_zh="一", title_en="One", starts=now - timedelta(hours=1),
                             ends=now + timedelta(hours=1)), made, teacher)
        for number in range(questions):
            actions.keep(QuizQuestion(
                activity=made, text_zh=f"问{number}", text_en=f"Question {number}", right=number % 3,
                options=[{"zh": str(i), "en": f"answer {i}"} for i in range(3)], why_zh="因", why_en="because"),
                made, teacher)
        return made
    return make
