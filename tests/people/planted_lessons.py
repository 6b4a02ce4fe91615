"""Lessons at each hospital's course, opened by who learns there, so that the crawler can ask for them too."""

from __future__ import annotations

from academy.laid_lessons import CASE, a_lesson

from paeonia.modules.academy.lessons import actions
from paeonia.modules.academy.models import Activity
from paeonia.modules.academy.models_learner import Enrolment
from paeonia.people.viewer import Viewer

FORMS = (("lessons/<int:lesson_id>/done/", {}), ("lessons/<int:lesson_id>/answer/", {"step": "1", "choice": "0"}),
         ("lessons/<int:lesson_id>/seen/", {"number": "1"}),
         ("lessons/<int:lesson_id>/beat/", {"token": "x", "number": "1", "begins": "0", "ends": "9"}),
         ("desk/publish/", {"shown": "no"}), ("desk/hand-in/", {"written": CASE}), ("desk/describe/", {"slide-1": "x"}),
         ("lessons/add/<slug:kind>/", {"place": "1", "title_zh": "x", "title_en": "x", "minutes": "5"}))


def plant_lessons(made: Activity, teacher: Viewer, learner: Viewer, row: Enrolment, said: str) -> dict[str, int]:
    """The numbers of a lesson of each kind that needs an address of its own."""
    text = a_lesson(made, teacher, text_zh=said, text_en=said, title_en=said, required=False)
    case = a_lesson(made, teacher, "case", title_en=said, required=False)
    slides = a_lesson(made, teacher, "slides", required=False)
    film = a_lesson(made, teacher, "video", text_en=said, required=False)
    for one in (text, case, slides, film):
        actions.view(one, row, learner)
    actions.answer(case, 1, 0, row, learner)
    return {"text": text.pk, "answer": case.pk, "slides": slides.pk, "film": film.pk}


def lesson_of(lessons: dict[str, int], pattern: str) -> int:
    """The lesson an address is about."""
    return next((pk for kind, pk in lessons.items() if kind in pattern), lessons["text"])
