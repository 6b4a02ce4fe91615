"""Why a trial fits a patient or not, and the answers a person gives there."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paeonia.chart import door
from paeonia.guidance.said import said
from paeonia.modules.trials import answering, queries
from paeonia.modules.trials.cohorts import answered
from paeonia.modules.trials.deciding import decisive
from paeonia.modules.trials.frame import band
from paeonia.modules.trials.slots.queries import Places
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of

TOLD = "trials"     # other messages, such as a greeting, do not belong above a verdict


@page(verb="trials.match")
@require_GET
def why(request: HttpRequest, patient_id: int, slug: str) -> HttpResponse:
    """What decides, what a person can do about it, and every criterion with its answer and the facts read."""
    viewer = viewer_of(request)
    try:
        line, question, reason = queries.why(patient_id, slug, viewer)
        person = door.person(patient_id, viewer)
    except (KeyError, door.NotHere):
        raise Http404 from None
    return render(request, "trials/why.jinja", {
        "patient": band(person, line), "person": person, "question": question, "slug": slug,
        "short": decisive(reason, line), "reason": said(reason, line), "as_of": date.fromordinal(line.as_of),
        "rules": line.dictionary.version,
        "place": Places([person.hospital_id], viewer).of(person.hospital_id, question, line),
        "cohorts": [(one, said(one.reason, line)) for one in answered(question, line)],
        "writing": may(viewer, "chart.write", person),
        "form": reverse("record", args=[patient_id]),
        "told": [str(line) for line in messages.get_messages(request) if TOLD in line.tags]})


@page(verb="chart.write")
@require_POST
def answer(request: HttpRequest, patient_id: int, slug: str) -> HttpResponse:
    """Keep one answer and return to the page, which now says what follows from it."""
    try:
        answering.answer(patient_id, slug, request.POST.get("question", ""), request.POST.get("value", ""),
                         viewer_of(request))
    except (KeyError, ValueError, door.NotHere):
        raise Http404 from None
    messages.success(request, _("Answer recorded."), extra_tags=TOLD)
    return redirect(reverse("trial-why", args=[patient_id, slug]) + "#decides")
