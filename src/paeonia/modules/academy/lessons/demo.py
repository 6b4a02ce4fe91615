"""A short course of the demo programme: a text, slides, a very small film and two cases, all in our own words."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.core.files.base import ContentFile
from django.db import transaction
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from paeonia.people.models import Hospital, User
from paeonia.people.viewer import Viewer, viewer_again
from paeonia.ui.pdf_font import FONT, ready

from .. import actions as academy
from ..models import Activity
from . import actions, queries
from .demo_film import film
from .models import Lesson

FOLDER = Path(__file__).parent / "demo_files"
CASES = ("esr1.yaml", "thyroid.yaml")
PAGE = (960, 540)


@transaction.atomic
def load(say: Callable[[str], None]) -> None:
    """Plan the course where it is not there yet."""
    people = {user.username: user for user in User.objects.filter(username__in=("tang", "chen", "wei"), is_active=True)}
    main = Hospital.objects.filter(code="main").first()
    told = course()
    if main is None or "tang" not in people or Activity.objects.filter(title_en=told["fields"]["title_en"]).exists():
        return
    tang = viewer_again(people["tang"].pk, "educator")
    made = academy.plan({**told["fields"], "host": main}, tang)
    for place, one in enumerate(told["lessons"], 1):
        lesson = actions.keep({**one["fields"], "place": place}, one["kind"], made, tang)
        fill(lesson, one, tang)
        actions.publish(lesson, True, tang)
    for who in ("chen", "wei"):
        if who in people:
            viewer = viewer_again(people[who].pk, "partner_physician")
            _learn(made, academy.enrol(made, viewer, viewer.name), viewer)
    say(f"A course with {len(told['lessons'])} lessons.")


def course() -> dict[str, Any]:
    """The course as it is written."""
    return dict(yaml.safe_load((FOLDER / "course.yaml").read_text("utf-8")))


def fill(lesson: Lesson, one: dict[str, Any], tang: Viewer) -> None:
    """Hand in what a lesson of the course holds."""
    if one["kind"] == "slides":
        actions.hand_in_slides(lesson, [_file(slides(one["pages"]), "slides.pdf")], tang)
    if one["kind"] == "video":
        actions.hand_in_film(lesson, _file(film(24), "five-days.webm"), tang)
        for tongue in ("zh", "en"):
            actions.hand_in_captions(lesson, _file((FOLDER / f"five-days.{tongue}.vtt").read_bytes(), "x.vtt"), tongue, tang)
    if one["kind"] == "case":
        actions.hand_in_case(lesson, (FOLDER / one["file"]).read_text("utf-8"), tang, one["file"])


def _learn(made: Activity, row: Any, viewer: Viewer) -> None:
    """The text is behind her, a case is begun."""
    for lesson in queries.lessons(made, viewer):
        if lesson.kind == "text":
            actions.view(lesson, row, viewer)
            actions.finish(lesson, row, viewer)
        elif lesson.kind == "case" and lesson.title_en.startswith("After"):
            actions.view(lesson, row, viewer)
            actions.answer(lesson, 1, 0 if viewer.user_id and viewer.user_id % 2 else 1, row, viewer)


def _file(body: bytes, name: str) -> ContentFile[bytes]:
    return ContentFile(body, name)


def slides(pages: list[dict[str, Any]]) -> bytes:
    """A set of slides: a heading in both languages and a few lines on each."""
    ready()
    canvas = Canvas(io.BytesIO(), pagesize=PAGE)
    for number, page in enumerate(pages, 1):
        canvas.setFillColor(HexColor("#fbf8f3"))
        canvas.rect(0, 0, *PAGE, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#a3245e"))
        canvas.rect(0, PAGE[1] - 12, PAGE[0] * number / len(pages), 12, stroke=0, fill=1)
        canvas.setFont(FONT, 34)
        canvas.drawString(64, 430, page["zh"])
        canvas.setFillColor(HexColor("#5f574f"))
        canvas.setFont(FONT, 19)
        canvas.drawString(64, 392, page["en"])
        canvas.setFillColor(HexColor("#26211d"))
        for row, line in enumerate(page["lines"]):
            canvas.setFont(FONT, 20)
            canvas.drawString(64, 330 - row * 40, line)
        canvas.showPage()
    return bytes(canvas.getpdfdata())
