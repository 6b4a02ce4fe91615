"""The panel "Trials" of the patient page: what fits, what is not known yet, what only just fails."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.template import engines

from paeonia.criteria.kleene import NO
from paeonia.guidance.said import questions_asked, to_ask_words
from paeonia.guidance.verdicts import Verdict
from paeonia.modules.trials import queries
from paeonia.modules.trials.deciding import criteria
from paeonia.modules.trials.slots.queries import Places
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

SHOWN = 5       # of each group; the rest unfolds


def show(request: Any, viewer: Viewer, patient: Any) -> str | None:
    """The finished panel, or None for a viewer who may not match."""
    if not may(viewer, "trials.match"):
        return None
    line, advice = queries.advice(patient.id, viewer)
    words, asks = line.dictionary, questions_asked(one.question.node for one in advice.open)
    return engines["jinja2"].get_template("trials/panel.jinja").render({
        "patient_id": patient.id, "as_of": date.fromordinal(line.as_of), "shown": SHOWN, "fits": advice.fits,
        "open": [(one, [to_ask_words(name, words, asks) for name in one.settle]) for one in advice.open],
        "near": [_near(one) for one in advice.near], "others": advice.others,
        "no_place": queries.no_place(advice, patient.hospital_id, line, Places([patient.hospital_id], viewer)),
        "next": [(to_ask_words(q.variable, words, asks), q) for q in advice.next[:3]]}, request)


def _near(one: Verdict) -> tuple[Verdict, list[Any], date | None]:
    assert one.near is not None
    opens = date.fromordinal(one.near.opens) if one.near.opens else None
    failing = [queries.said(part.node) for part in criteria(one.near.fails) if part.answer == NO]
    return one, failing, opens
