"""Lessons at each hospital's course, opened by who learns there, so that the crawler can ask for them too."""

from __future__ import annotations

from collections.abc import Iterator

from academy.laid_lessons import CASE, a_lesson, upload

from paeonia.modules.academy.lessons import actions, queries, viewing
from paeonia.modules.academy.models import Activity
from paeonia.modules.academy.models_learner import Enrolment
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

# What an address is about, by a word in it; any other is about a text.
ABOUT = {"slides/": "slides", "seen/": "slides", "film/": "film", "captions/": "film", "beat/": "film", "answer/": "case",
         "hand-in/": "case"}
TOKENS: dict[int, str] = {}     # what the player of each planted film holds, by its course
FORMS = (("lessons/<int:lesson_id>/done/", {}), ("lessons/<int:lesson_id>/answer/", {"step": "1", "choice": "0"}),
         ("lessons/<int:lesson_id>/seen/", {"number": "1"}),
         ("desk/publish/", {"shown": "no"}), ("desk/hand-in/", {"written": CASE}), ("desk/describe/", {"slide-1": "x"}),
         ("lessons/add/<slug:kind>/", {"place": "1", "title_zh": "x", "title_en": "x", "minutes": "5"}))


def plant_lessons(made: Activity, teacher: Viewer, learner: Viewer, row: Enrolment, said: str) -> dict[str, int]:
    """The numbers of a lesson of each kind. Their titles are told before one enrols; what they say is not."""
    text = a_lesson(made, teacher, text_zh=said, text_en=said, required=False)
    case = a_lesson(made, teacher, "case", required=False)
    slides = a_lesson(made, teacher, "slides", required=False)
    film = a_lesson(made, teacher, "video", text_en=said, required=False)
    actions.hand_in_captions(film, upload(f"WEBVTT\n\n00:00.000 --> 00:01.000\n{said}\n".encode(), "x.vtt"), "zh", teacher)
    for one in (text, case, slides):
        actions.view(one, row, learner)
    opened = actions.view(film, row, learner)
    with acting(learner):
        TOKENS[made.pk] = viewing.token(opened.pk, queries.film(film).pk, learner.user_id or 0)
    actions.answer(case, 1, 0, row, learner)
    return {"text": text.pk, "case": case.pk, "slides": slides.pk, "film": film.pk}


def lesson_of(lessons: dict[str, int], pattern: str) -> int:
    """The lesson an address is about."""
    return lessons[next((kind for word, kind in ABOUT.items() if word in pattern), "text")]


def lesson_forms(pattern: str) -> Iterator[tuple[str, dict[str, str]]]:
    """A beat of each planted film: one of them is the reader's own."""
    if pattern.endswith("<int:lesson_id>/beat/"):
        for course, token in TOKENS.items():
            yield f"course {course}", {"token": token, "number": "7", "begins": "0", "ends": "9"}
