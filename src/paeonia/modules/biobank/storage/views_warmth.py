"""Pages of temperatures: readings taken in, excursions, who was exposed, and the plan for an emergency."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from .forms import FeedForm, JudgeForm
from .frame import bytes_of, container_or_404, show, tabs
from .warmth import actions, queries
from .warmth.relocating import plan as planned

SHOWN = 500


@page(verb="bank.see")
@require_http_methods(["GET", "HEAD", "POST"])
def warmth(request: HttpRequest) -> HttpResponse:
    """Excursions, those nobody judged first; a file of readings is taken in here."""
    viewer = viewer_of(request)
    works, said = may(viewer, "bank.work"), None
    form = FeedForm(request.POST if request.method == "POST" and works else None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            said = actions.take_in(bytes_of(form), viewer)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    rows = [(one, queries.lasted(one)) for one in queries.excursions_of(viewer.hospital_ids)]
    return show(request, "warmth", {
        "rows": rows, "form": form, "said": said, "may_work": works, "tabs": tabs("bankstore-warmth"),
        "wrong": refusal(Refused(list(said.wrong[:SHOWN]))) if said else []}, 422 if form.is_bound and said is None else 200)


@page(verb="bank.see")
@require_http_methods(["GET", "HEAD", "POST"])
def excursion(request: HttpRequest, excursion_id: int) -> HttpResponse:
    """One excursion: how long, how far, which tubes for how many minutes; judged by the manager."""
    viewer = viewer_of(request)
    one = queries.excursion(excursion_id) if excursion_id < 2**63 else None
    if one is None or one.hospital_id not in viewer.hospital_ids:
        raise Http404
    manages = may(viewer, "bank.manage", one) and one.judged_at is None
    form = JudgeForm(request.POST if request.method == "POST" and manages else None)
    if form.is_bound and form.is_valid():
        try:
            many = actions.judge(one, form.cleaned_data["judgement"], timezone.now(), viewer)
            messages.success(request, ngettext("Written into the custody of %(num)s tube.",
                                               "Written into the custody of %(num)s tubes.", many) % {"num": many})
            return redirect("bankstore-excursion", one.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    exposed = queries.affected(one)
    return show(request, "excursion", {
        "one": one, "exposed": exposed[:SHOWN], "total": len(exposed), "lasted": queries.lasted(one), "form": form,
        "still": sum(each.still for each in exposed), "may_manage": manages}, 422 if form.is_bound else 200)


@page(verb="bank.see")
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, container_id: int) -> HttpResponse:
    """Where every tube of a failing container could go, to print and to carry out."""
    viewer = viewer_of(request)
    one = container_or_404(container_id, viewer)
    works = may(viewer, "bank.work", one)
    if request.method == "POST" and works:
        try:
            made = actions.relocate(one, timezone.now(), viewer, request.POST.get("mark", ""))
            messages.success(request, gettext("%(moved)s tubes moved, %(left)s stay without a place.") % {
                "moved": made.moves, "left": len(made.left)})
        except Refused as refused:
            for line in refusal(refused)[:20]:
                messages.error(request, line)
            return redirect("bankstore-plan", one.pk)
        return redirect("bankstore-container", one.pk)
    return show(request, "plan", {"one": one, "plan": planned(one), "may_work": works, "now": timezone.now()})
