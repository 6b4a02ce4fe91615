"""What the pages of this room share: the parts of a study, a page with a form, the way on after a form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.ui.chrome import Link

from .models import Study

PARTS = (
    ("subjects", _("Subjects"), "conduct-study", "conduct.see"),
    ("overview", _("Overview"), "conduct-overview", "conduct.see"),
    ("calendar", _("Visits"), "conduct-calendar", "conduct.see"),
    ("crf", _("Report forms"), "conduct-crf", "conduct.see"),
    ("queries", _("Queries"), "conduct-queries", "conduct.see"),
    ("safety", _("Safety"), "conduct-safety", "conduct.see"),
    ("drug", _("Study drug"), "conduct-drug", "conduct.see"),
    ("team", _("Team"), "conduct-team", "conduct.see"),
    ("binder", _("Site file"), "conduct-binder", "conduct.see"),
    ("setup", _("Set-up"), "conduct-setup", "conduct.see"),
    ("identification", _("Identification list"), "conduct-identification", "conduct.identify"),
)


def tabs(study: Study, viewer: Viewer, here: str) -> list[Link]:
    """The parts of a study that are open to this viewer."""
    return [Link(words, reverse(name, args=[study.pk]), current=part == here)
            for part, words, name, verb in PARTS if may(viewer, verb, study)]


def open_to(viewer: Viewer, verb: str, study: Study) -> bool:
    """Whether a viewer may do this to a study and the study still takes entries."""
    return study.closed_on is None and may(viewer, verb, study)


def form_page(request: HttpRequest, form: Any, more: dict[str, Any], page: str) -> HttpResponse:
    """A page with a form; 422 when what was sent cannot be kept."""
    failed = request.method == "POST"
    return render(request, page, {"form": form, **more}, status=422 if failed else 200)


def moved(request: HttpRequest, answer: HttpResponse, said: str = "") -> HttpResponse:
    """The way on after something was kept, with a word that it was."""
    messages.success(request, said or gettext("Kept."))
    return answer
