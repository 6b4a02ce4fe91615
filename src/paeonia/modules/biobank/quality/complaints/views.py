"""Pages of complaints: the log, a new entry, one complaint and its next step."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from ...frame import form_page
from ..frame import row, show
from ..models_complaints import Complaint
from . import actions, queries
from .forms import ComplaintForm, HearingForm

RELATED = ("by", "about", "decided_by")


@page(verb="bank.see")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The log of complaints and feedback."""
    viewer = viewer_of(request)
    rows, waiting = queries.listing(viewer)
    return show(request, "complaints", {"rows": rows, "open": waiting, "may_work": may(viewer, "bank.work")})


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter what somebody said."""
    viewer = viewer_of(request)
    form = ComplaintForm(request.POST or None, hospital_ids=viewer.hospital_ids)
    if request.method == "POST" and form.is_valid() and viewer.hospital_ids:
        try:
            made = actions.receive(form.said(), viewer.hospital_ids[0], viewer)
            return redirect("bankquality-complaint", made.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Enter a complaint or feedback"), back=reverse("bankquality-complaints"))


@page(verb="bank.see")
@require_GET
def complaint(request: HttpRequest, complaint_id: int) -> HttpResponse:
    """One complaint from its receipt to its end."""
    viewer = viewer_of(request)
    one = row(Complaint, complaint_id, viewer, *RELATED)
    next_one = next((deed for deed, state in actions.FROM.items() if state == one.state), "")
    able = may(viewer, "bank.manage" if next_one == "decide" else "bank.work", one)
    return show(request, "complaint", {"one": one, "next": next_one if able else "",
                                       "waits": next_one == "decide" and not able})


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, complaint_id: int, deed: str) -> HttpResponse:
    """Take it one step further."""
    viewer = viewer_of(request)
    one = row(Complaint, complaint_id, viewer, *RELATED)
    if deed not in actions.FROM or actions.FROM[deed] != one.state:
        raise Http404
    form = HearingForm(request.POST or None, asks=actions.NEEDED[deed])
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_on(one, deed, form.said(), viewer)
            return redirect("bankquality-complaint", one.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    title = {"acknowledge": gettext("Acknowledge %(number)s"), "decide": gettext("Decide on %(number)s"),
             "close": gettext("Tell the outcome of %(number)s")}[deed]
    return form_page(request, form, title=title % {"number": one.number},
                     back=reverse("bankquality-complaint", args=[one.pk]))
