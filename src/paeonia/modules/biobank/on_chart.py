"""The panel "Samples" of the patient page: what she gave, along the course of her disease and therapies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.template import engines
from django.utils import timezone

from paeonia.chart import door
from paeonia.chart.picture import course
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.ui.charts.timeline import Event
from paeonia.ui.words import both

from . import queries
from .choices import Tissue
from .models import Specimen
from .vocabulary import vocabulary


def show(request: Any, viewer: Viewer, patient: Any) -> str | None:
    """The finished panel; None for whoever may not know who stands behind a code, and for a patient who gave nothing."""
    if not may(viewer, "bank.identify"):
        return None
    given = queries.of_patient(patient.id, viewer)
    if not given:
        return None
    line = door.timelines([patient.id], viewer, why="care")[patient.id]
    drawn = replace(course(line), receptors=(), events=(*course(line).events, *_events(given)))
    return engines["jinja2"].get_template("biobank/on_chart.jinja").render({
        "course": drawn, "registrations": {one.collection.registration_id: one.collection.registration for one in given},
        "many": len(given), "free": sum(one.status == "collected" and one.availability == "available" for one in given),
    }, request)


def _events(given: Iterable[Specimen]) -> list[Event]:
    """One mark a day: each type with how many, tissue with what it shows."""
    words, days = vocabulary().types, dict[Any, Counter[tuple[str, str]]]()
    for one in given:
        if one.made_at is not None and one.lineage == "primary":
            days.setdefault(timezone.localtime(one.made_at).date(), Counter())[one.kind, one.tissue] += 1
    marks = []
    for day, counted in sorted(days.items()):
        said = {}
        for tag, comma in (("en", ", "), ("zh", "、")):
            said[tag] = comma.join(_said(words.words(kind, tag), both(Tissue(tissue).label)[tag] if tissue not in (
                "", "fluid") else "", many, tag) for (kind, tissue), many in sorted(counted.items()))
        marks.append(Event(said, day))
    return marks


def _said(kind: str, tissue: str, many: int, tag: str) -> str:
    shown = f"{kind}（{tissue}）" if tag == "zh" and tissue else f"{kind} ({tissue})" if tissue else kind
    return f"{shown} × {many}" if many > 1 else shown
