"""Pages of the team: whom to approve, whom to bring together."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui import telling
from paeonia.ui.words import refusal

from .. import reading
from . import actions, queries
from .forms import ApproveForm, ProposeForm
from .models import Mentor
from .views import TOLD, match_of, tell


def _mentor(request: HttpRequest, number: int) -> Mentor:
    try:
        return queries.mentor(number, viewer_of(request))
    except queries.NotHere:
        raise Http404 from None


@page(verb="community.moderate")
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Wishes, dangers first, and the team's mentors."""
    matches, mentors = queries.desk(viewer_of(request))
    return render(request, "communitymentors/desk.jinja", {
        "matches": [(one, reading.said_of(one.dangers)) for one in matches], "mentors": mentors,
        "told": telling.told(request, TOLD)})


@page(verb="community.moderate")
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, mentor_id: int) -> HttpResponse:
    """Note her training and until when she may be asked."""
    one = _mentor(request, mentor_id)
    first = {"trained_on": one.trained_on, "training": one.training, "until": one.until}
    form, lines = ApproveForm(request.POST or None, initial=first), []
    if request.method == "POST" and form.is_valid():
        try:
            actions.approve(one, **form.cleaned_data, viewer=viewer_of(request))
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _("She is approved and shown to patients."))
            return redirect("mentors-desk")
    return render(request, "communitymentors/approve.jinja", {"form": form, "lines": lines, "one": one},
                  status=422 if form.errors or lines else 200)


@page(verb="community.moderate")
@require_POST
def stop(request: HttpRequest, mentor_id: int) -> HttpResponse:
    """End her being a mentor."""
    actions.stop(_mentor(request, mentor_id), viewer_of(request))
    tell(request, _("She is no longer shown."))
    return redirect("mentors-desk")


@page(verb="community.moderate")
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, match_id: int) -> HttpResponse:
    """Choose a mentor for somebody; both are asked."""
    viewer, one = viewer_of(request), match_of(request, match_id)
    if not queries.arranges(viewer, one):
        raise Http404
    fitting = [each for each in queries.mentors(viewer) if each.hospital_id == one.hospital_id
               and each.user_id != one.user_id]
    fitting.sort(key=lambda each: (one.topic not in each.about, one.tongue not in each.tongues, each.pk))
    form, lines = ProposeForm(fitting, request.POST or None), []
    if request.method == "POST" and form.is_valid():
        chosen = next(each for each in fitting if str(each.pk) == form.cleaned_data["mentor"])
        try:
            actions.propose(one, chosen, viewer)
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _("Both are asked now."))
            return redirect("mentors-desk")
    return render(request, "communitymentors/propose.jinja", {
        "form": form, "lines": lines, "one": one, "any": bool(fitting), "advice": reading.said_of(one.dangers)},
        status=422 if form.errors or lines else 200)
