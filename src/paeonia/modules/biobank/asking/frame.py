"""What pages of questions share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from paeonia.criteria.nodes import Node, leaves
from paeonia.criteria.words import both
from paeonia.guidance.said import sentence_words
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.ui.charts.bars import Step

from ..queries import NotHere
from ..wordlist import word
from . import queries
from .asking import SHOWN, Found
from .examples import EXAMPLES
from .models import SavedQuestion


def row(pk: int, viewer: Viewer) -> SavedQuestion:
    """A question the viewer may see, or the page that says there is none."""
    try:
        return queries.question(pk, viewer)
    except NotHere:
        raise Http404 from None


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of this room."""
    return render(request, f"bankask/{template}.jinja", {"word": word, "day_of": date.fromordinal, **context}, status=status)


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
