"""A question and its answer as a draft for the library: traces blacked out, nobody named; pure."""

from __future__ import annotations

import re
from datetime import date

from paeonia.people.module import Draft

from . import reading
from .models import Question, Reply

TITLE = 60
_HAN = re.compile("[\u3400-\u9fff]")
_ENDS = re.compile(r"(?<=[。？！?!\n])|(?<=\.)\s")
SAID = {"zh": ("有人这样问", "团队这样答", "整理自问与答（{day}），提问者已同意，不署名"),
        "en": ("What was asked", "What the team answered", "From questions and answers, {day}; the asker agreed, unnamed")}


def draft(question: Question, reply: Reply, day: date) -> Draft:
    """The draft in the language of the question."""
    asked, answered = (reading.blacked(text)[0] for text in (question.shown, reply.shown))
    language = "zh" if _HAN.search(asked) else "en"
    first, second, origin = SAID[language]
    title = _ENDS.split(asked.strip(), maxsplit=1)[0].strip()
    title = title if len(title) <= TITLE else title[:TITLE - 1].rstrip() + "…"
    return Draft(title, ((first, asked), (second, answered)), language, origin.format(day=day.isoformat()))
