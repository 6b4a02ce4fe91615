"""Setting a patient and a trial aside with a reason, and taking that back."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.chart import door
from paeonia.modules.trials import queries as trial_queries
from paeonia.modules.trials.frame import band
from paeonia.modules.trials.watch import actions, queries
from paeonia.modules.trials.watch.choices import Reason
from paeonia.modules.trials.watch.frame import ANSWER, chosen, number, pages, tabs
from paeonia.modules.trials.watch.views_news import TOLD, told
from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.ui.shapes import Option


@page(verb="watch.see")
@require_GET
def aside(request: HttpRequest) -> HttpResponse:
    """What stands set aside, and what came back."""
    viewer, state = viewer_of(request), chosen(request, "state", ("ended",))
    found = queries.aside(viewer, state, number(request))
    return render(request, "watch/aside.jinja", {
        "tabs": tabs(viewer, "watch-aside"), "aside": found, "state": state, "pages": pages(found, state=state),
        "answers": ANSWER, "writing": may(viewer, "watch.dismiss"), "told": told(request)})


@page(verb="watch.see")
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, patient_id: int, slug: str) -> HttpResponse:
    """One patient and one trial: how the answer changed, and setting the pair aside."""
    viewer, error = viewer_of(request), ""
    try:
        if request.method == "POST":
            error = _dismissed(request, patient_id, slug)
            if not error:
                messages.success(request, _("Set aside until what was read for it changes."), extra_tags=TOLD)
                return redirect("watch-pair", patient_id, slug)
        person = door.person(patient_id, viewer)
        line, question, reason = trial_queries.why(patient_id, slug, viewer)
        steps, asides = queries.of_pair(patient_id, slug, viewer)
    except (KeyError, door.NotHere):
        raise Http404 from None
    return render(request, "watch/pair.jinja", {
        "patient": band(person, line), "person": person, "question": question, "slug": slug, "steps": steps,
        "now": reason.answer.word, "as_of": date.fromordinal(line.as_of), "asides": asides, "answers": ANSWER,
        "standing": next((one for one in asides if one.ended_at is None), None), "error": error,
        "reasons": [Option(str(one), one.label) for one in Reason], "told": told(request),
        "given": request.POST, "writing": may(viewer, "watch.dismiss", person)}, status=422 if error else 200)


def _dismissed(request: HttpRequest, patient_id: int, slug: str) -> str:
    """What is wrong with the form; empty once the pair is set aside."""
    given = request.POST
    try:
        actions.dismiss(patient_id, slug, given.get("reason", ""), given.get("remark", ""), viewer_of(request))
    except ValueError:
        return _("Choose a reason; for another reason, say it in words.")
    return ""


@page(verb="watch.dismiss")
@require_POST
def reopen(request: HttpRequest, aside_id: int) -> HttpResponse:
    """Take a dismissal back."""
    try:
        row = actions.reopen(aside_id, viewer_of(request))
    except door.NotHere:
        raise Http404 from None
    messages.success(request, _("Back on the lists."), extra_tags=TOLD)
    return redirect("watch-pair", row.patient_id, row.question)
