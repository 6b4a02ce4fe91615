"""Pages of limits: what holds here and where it stands, and what the manager lets hold instead."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal, words

from ..frame import form_page
from ..preanalytics.limits import limits
from . import actions, queries
from .forms import LimitForm


@page(verb="bank.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Every limit with its source, and what this hospital says of it."""
    viewer = viewer_of(request)
    rows = queries.shown(viewer, viewer.hospital_ids[0], timezone.localdate()) if viewer.hospital_ids else ()
    return render(request, "banklimits/home.jinja", {"rows": rows, "may_manage": may(viewer, "bank.manage")})


@page(verb="bank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, limit: str) -> HttpResponse:
    """Set one limit for this hospital, put it off, or go back to the common one."""
    viewer = viewer_of(request)
    common = limits().by_id.get(limit)
    if common is None or not viewer.hospital_ids:
        raise Http404(limit)
    form = LimitForm(request.POST or None, bounded=bool(common.bounds))
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.put(limit, form.said(), viewer.hospital_ids[0], viewer)
            messages.success(request, gettext("Kept; it holds from %(day)s.") % {"day": kept.from_day.isoformat()})
            return redirect("banklimits")
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=words(common.words), back=reverse("banklimits"), lead=gettext(
        "From that day on every tube of this hospital is judged by it, those already in the bank as well."))
