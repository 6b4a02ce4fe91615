"""Pages of a withdrawal: its worklist, carrying out and countersigning each item, ending it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.policy import may
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from ...frame import minute
from .. import actions as consents
from .. import queries
from ..forms import CarryForm, WhyForm
from ..frame import form_page, kept, or_404
from . import actions


@page(verb="bank.see")
@require_GET
def withdrawal(request: HttpRequest, withdrawal_id: int) -> HttpResponse:
    """Every specimen of a withdrawal: where it was, what was done, who signed."""
    viewer = viewer_of(request)
    row = or_404(queries.withdrawal, withdrawal_id, viewer)
    return render(request, "bankconsent/withdrawal.jinja", {
        "found": queries.worklist(row, viewer, timezone.now()), "row": row, "me": viewer.user_id,
        "waiting": queries.waiting_for(row, viewer), "today": timezone.localdate(),
        "may_manage": may(viewer, "bank.manage", row),
        "may_work": may(viewer, "bank.work", row)})


@page(verb="bank.manage")
@require_http_methods(["POST"])
def again(request: HttpRequest, withdrawal_id: int) -> HttpResponse:
    """Add what was entered since."""
    viewer = viewer_of(request)
    row = or_404(queries.withdrawal, withdrawal_id, viewer, "bank.manage")
    kept(request, lambda: consents.list_again(row, viewer))
    return redirect("bankconsent-withdrawal", row.pk)


@page(verb="bank.manage")
@require_http_methods(["POST"])
def anew(request: HttpRequest, withdrawal_id: int) -> HttpResponse:
    """Free what was frozen, after a new consent."""
    viewer = viewer_of(request)
    row = or_404(queries.withdrawal, withdrawal_id, viewer, "bank.manage")
    kept(request, lambda: consents.signed_anew(row, viewer))
    return redirect("bankconsent-withdrawal", row.pk)


@page(verb="bank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, withdrawal_id: int) -> HttpResponse:
    """Say that a withdrawal was entered by mistake."""
    viewer = viewer_of(request)
    row = or_404(queries.withdrawal, withdrawal_id, viewer, "bank.manage")
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            consents.cancel(row, form.cleaned_data["why"], viewer)
            messages.success(request, gettext("Kept."))
            return redirect("bankconsent-withdrawal", row.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Entered by mistake"), donor=row.donor,
                     lead=gettext("What is frozen becomes free again; entry and reason stay to be read."),
                     back=reverse("bankconsent-withdrawal", args=[row.pk]))


@page(verb="bank.work")
@require_http_methods(["GET", "HEAD", "POST"])
def carry(request: HttpRequest, item_id: int) -> HttpResponse:
    """Say what was done with one specimen."""
    viewer = viewer_of(request)
    one = or_404(queries.item, item_id, viewer)
    start = {"done": one.done, "at": timezone.localtime(one.done_at) if one.done_at else minute(), "evidence": one.evidence}
    form = CarryForm(request.POST or None, ends=actions.ends(one), alike=queries.how_many_alike(one, viewer),
                     found=one.get_found_display(), initial=start)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        deed = actions.carry_out_alike if said.get("alike") else actions.carry_out
        try:
            deed(one, said["done"], said["at"], said["evidence"], viewer)
            messages.success(request, gettext("Kept. A second person signs now."))
            return redirect("bankconsent-withdrawal", one.withdrawal_id)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=one.specimen.label, donor=one.withdrawal.donor,
                     lead=gettext("%(found)s. What was done with it?") % {"found": one.get_found_display()},
                     back=reverse("bankconsent-withdrawal", args=[one.withdrawal_id]))


@page(verb="bank.work")
@require_http_methods(["POST"])
def sign_waiting(request: HttpRequest, withdrawal_id: int) -> HttpResponse:
    """Sign everything another person carried out."""
    viewer = viewer_of(request)
    row = or_404(queries.withdrawal, withdrawal_id, viewer, "bank.work")
    kept(request, lambda: actions.sign_waiting(row, viewer))
    return redirect("bankconsent-withdrawal", row.pk)


@page(verb="bank.work")
@require_http_methods(["POST"])
def sign(request: HttpRequest, item_id: int) -> HttpResponse:
    """Sign one item as the second person."""
    viewer = viewer_of(request)
    one = or_404(queries.item, item_id, viewer)
    kept(request, lambda: actions.sign(one, viewer))
    return redirect("bankconsent-withdrawal", one.withdrawal_id)
