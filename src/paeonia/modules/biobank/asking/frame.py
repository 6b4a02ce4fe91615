"""What pages of questions share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from paeonia.criteria.nodes import Node, leaves
from paeonia.criteria.words import both
from paeonia.guidance.said import sentence_words
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.ui.charts.bars import Step
from paeonia.ui.shapes import Progress

from ..queries import NotHere
from ..wordlist import word
from . import queries
from .asking import SHOWN, Found
from .examples import EXAMPLES
from .models import SavedQuestion
from .preparing import preparing

READING = {"en": "Reading all samples of the bank", "zh": "正在读取样本库全部样本"}
RECKONING = {"en": "times and thaws of new samples are being reckoned", "zh": "正在推算新增样本的时间与冻融次数"}


def row(pk: int, viewer: Viewer) -> SavedQuestion:
    """A question the viewer may see, or the page that says there is none."""
    try:
        return queries.question(pk, viewer)
    except NotHere:
        raise Http404 from None


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of this room."""
    return render(request, f"bankask/{template}.jinja", {"word": word, "day_of": date.fromordinal, **context}, status=status)


def reading(viewer: Viewer, again: str = "") -> Progress | None:
    """How far the bank is read, where that takes a while; None when it can be asked. `again`: what is to be done then."""
    work = preparing(viewer)
    if work is None:
        return None
    return Progress(READING, "running", work.done, work.total, since=work.since, said=RECKONING if work.total else "",
                    poll=f"{reverse('bankask-ready')}?again={again}")


def answered(found: Found) -> dict[str, Any]:
    """What a page shows of an answer."""
    spoken = found.held.words.dictionary
    steps = [Step(sentence_words(one.node, spoken), one.possible, one.lost, one.possible - one.certain)
             for one in found.steps]
    rows = [(sentence_words(one.node, spoken), one) for one in found.criteria]
    tubes = [(one, "yes") for one in found.yes[:SHOWN]]
    tubes += [(one, "unknown") for one in found.open[:SHOWN - len(tubes)]]
    return {"found": found, "steps": steps, "criteria": rows, "tubes": tubes, "told": said(found.node, found),
            "shown": SHOWN, "awaiting": any(found.held.words.sampled(leaf) for leaf in leaves(found.node))}


def said(node: Node, found: Found) -> dict[str, str]:
    """The whole sentence in both languages."""
    return both(node, found.held.words.dictionary)


def examples(viewer: Viewer) -> list[Any]:
    """Examples this viewer may ask."""
    charts = may(viewer, "trials.match")
    return [one for one in EXAMPLES if charts or not one.charts]
