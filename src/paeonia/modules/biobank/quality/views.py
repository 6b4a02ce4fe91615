"""Quality at a glance; results and disposals of one sample."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.charts.bars import Bar
from paeonia.ui.charts.runs import Point
from paeonia.ui.charts.runs import Run as Drawn
from paeonia.ui.numbers import percent
from paeonia.ui.words import both, refusal

from ..frame import form_page, row_or_404
from ..models import Specimen
from . import actions, queries
from .choices import Cause
from .forms import DisposalForm, ResultForm
from .frame import row, say, show
from .models import Disposal


@page(verb="bank.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, what went wrong and why, audits, results along time."""
    viewer = viewer_of(request)
    rows = queries.nonconformities(viewer)
    pareto = _pareto(queries.causes(viewer))
    runs = [(one, Drawn(one.kind.words, "" if one.kind.unit == "1" else one.kind.unit, tuple(
        Point(event.at.date(), value, event.specimen.label) for event, value in one.points), one.kind.at_least,
        one.kind.at_most)) for one in queries.runs(viewer)]
    return show(request, "home", {
        "waiting": queries.waiting(viewer), "rows": rows, "pareto": pareto, "audits": queries.audits(viewer), "runs": runs,
        "open": sum(one.state != "closed" for one in rows), "may_work": may(viewer, "bank.work"), "me": viewer.user_id})


def _pareto(causes: Sequence[tuple[str, int]]) -> list[Bar]:
    """A bar a cause, each with the share that it makes together with those before it."""
    bars, so_far, all_of = [], 0, sum(many for _cause, many in causes)
    for cause, many in causes:
        so_far += many
        words = both(Cause(cause).label) if cause else {"en": "not known yet", "zh": "原因未明"}
        bars.append(Bar(words, many, note=gettext("%(share)s of all so far") % {"share": percent(so_far / all_of)}))
    return bars


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest, specimen_id: int) -> HttpResponse:
    """Enter a quality result of a sample."""
    viewer = viewer_of(request)
    one = row_or_404(Specimen, specimen_id, viewer)
    form = ResultForm(request.POST or None, specimen=one)
    back = reverse("bank-specimen", args=[one.pk])
    if request.method == "POST" and form.is_valid():
        said = form.said()
        try:
            actions.result(one, said["kind"], said["value"], said["at"], viewer, device=said["device"], lot=said["lot"])
            return redirect(back)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Quality result: %(label)s") % {"label": one.label}, back=back)


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
def dispose(request: HttpRequest, specimen_id: int) -> HttpResponse:
    """Say that a sample is to be destroyed."""
    viewer = viewer_of(request)
    one = row_or_404(Specimen, specimen_id, viewer)
    form = DisposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose(one, form.said()["why"], form.said()["how"], viewer)
            messages.success(request, gettext("%(label)s waits for the second person now.") % {"label": one.label})
            return redirect("bankquality")
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Destroy %(label)s") % {"label": one.label},
                     lead=gettext("Nothing happens until another person confirms."),
                     back=reverse("bank-specimen", args=[one.pk]))


@page(verb="bank.work")
@require_POST
def settle(request: HttpRequest, disposal_id: int) -> HttpResponse:
    """Confirm a disposal as the second person, or take it back."""
    viewer = viewer_of(request)
    one = row(Disposal, disposal_id, viewer, "specimen")
    try:
        if request.POST.get("do") == "confirm":
            actions.confirm(one, viewer)
            messages.success(request, gettext("%(label)s is destroyed; two people signed.") % {"label": one.specimen.label})
        elif request.POST.get("do") == "back":
            actions.take_back(one, viewer)
    except Refused as refused:
        say(request, refused)
    return redirect("bankquality")
