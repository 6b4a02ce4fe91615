"""Pages of consent: the forms, a donor's panel, taking a consent, taking it back."""

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
from paeonia.ui.words import refusal

from ..frame import minute
from . import actions, queries
from .asking import told
from .forms import SignedForm, VersionForm, WithdrawForm
from .frame import MARKS, TONES, form_page, or_404


@page(verb="bank.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Forms in use, withdrawals with work left, and the way to a donor by her code."""
    viewer = viewer_of(request)
    code = request.GET.get("code", "")[:80]
    if code.strip():
        found = queries.by_code(code, viewer)
        if found is not None:
            return redirect("bankconsent-donor", found)
        messages.error(request, gettext("No donor of this bank has the code “%(code)s”.") % {"code": code})
    return render(request, "bankconsent/home.jinja", {
        "forms": queries.forms(viewer), "open": queries.withdrawals(viewer), "code": code, "today": timezone.localdate(),
        "now": timezone.now(), "may_manage": may(viewer, "bank.manage")})


@page(verb="bank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def new_form(request: HttpRequest) -> HttpResponse:
    """Bring a version of a form into use."""
    viewer = viewer_of(request)
    form = VersionForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.new_form(form.said(), viewer.hospital_ids[0], viewer)
            messages.success(request, gettext("Kept."))
            return redirect("bankconsent")
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("New version of a consent form"), back=reverse("bankconsent"),
                     lead=gettext("A version is never changed once it is in use: enter it as the ethics committee saw it."))


@page(verb="bank.see")
@require_GET
def donor(request: HttpRequest, donor_id: int) -> HttpResponse:
    """What a donor allows, purpose by purpose, and why."""
    viewer = viewer_of(request)
    panel = or_404(queries.panel, donor_id, viewer, timezone.now())
    return render(request, "bankconsent/donor.jinja", {
        "panel": panel, "told": told, "tones": TONES, "marks": MARKS, "today": timezone.localdate(),
        "order": {one.purpose: one for one in panel.reasons}, "forms": queries.forms_for(panel.donor, viewer),
        "may_collect": may(viewer, "bank.collect", panel.donor), "may_manage": may(viewer, "bank.manage", panel.donor)})


@page(verb="bank.collect")
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, donor_id: int, form_id: int, corrects_id: int = 0) -> HttpResponse:
    """Enter a form a donor signed, or correct an entry."""
    viewer = viewer_of(request)
    found = or_404(queries.donor, donor_id, viewer, "bank.collect")
    version = next((one for one in queries.forms_for(found, viewer) if one.pk == form_id), None)
    if version is None:
        raise Http404
    wrong = or_404(queries.signature, corrects_id, found, viewer) if corrects_id else None
    start = {"signed_at": minute(), "taken_by": viewer.name}
    if wrong is not None:
        start = {"signed_at": timezone.localtime(wrong.signed_at), "taken_by": wrong.taken_by, "document": wrong.document,
                 **{f"to_{key}": said for key, said in wrong.answers.items()}}
    form = SignedForm(request.POST or None, form=version, correcting=wrong is not None, initial=start)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.give(found, version, {"signed_at": said["signed_at"], "document": said["document"],
                                          "taken_by": said["taken_by"], "answers": form.answers()}, viewer,
                         corrects=wrong, why=said.get("why", ""))
            messages.success(request, gettext("Kept."))
            return redirect("bankconsent-donor", found.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Correct a consent") if wrong else gettext("Enter a signed consent"),
                     lead=f"{found.code} · {version}", back=reverse("bankconsent-donor", args=[found.pk]), donor=found)


@page(verb="bank.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, donor_id: int) -> HttpResponse:
    """Take consent back: from this page on everything is frozen and listed."""
    viewer = viewer_of(request)
    found = or_404(queries.donor, donor_id, viewer, "bank.manage")
    form = WithdrawForm(request.POST or None, initial={"from_at": minute()})
    if request.method == "POST" and form.is_valid():
        said = form.said()
        some = said.pop("purposes") if said.pop("scope") == "some" else (said.pop("purposes"), [])[1]
        try:
            made = actions.withdraw(found, some, said, viewer)
            messages.success(request, gettext("Kept."))
            return redirect("bankconsent-withdrawal", made.pk)
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, title=gettext("Withdraw consent"), donor=found,
                     lead=gettext("%(code)s: what is there is frozen and listed the moment you keep this.") % {
                         "code": found.code}, back=reverse("bankconsent-donor", args=[found.pk]))
