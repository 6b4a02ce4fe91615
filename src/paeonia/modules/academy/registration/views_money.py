"""Pages of the book of fees: an entry, its counter-entry, a bank statement."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from paeonia.modules.academy.frame import activity_of, done, tell
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from . import actions, booking, codes, queries
from .choices import Sheet
from .forms import PaymentForm, StatementForm
from .frame import found


@page(verb="academy.teach")
@require_POST
def pay(request: HttpRequest, activity_id: int, registration_id: int) -> HttpResponse:
    """Enter a payment; what was typed stays when it cannot be kept."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    held = found(queries.one, registration_id, one, viewer)
    form, lines = PaymentForm(request.POST), []
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.pay(held.row, said["amount"], said["on"], said["way"], viewer, reason=said["reason"],
                        reference=said["reference"])
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _("Entered."))
            return redirect("academydesk-person", one.pk, held.row.pk)
    return render(request, "academydesk/person.jinja", {
        "one": one, "held": held, "reference": codes.shown(held.row.reference), "spelt": codes.shown(held.row.badge),
        "form": form, "sheets": Sheet.choices, "lines": lines}, status=422)


@page(verb="academy.teach")
@require_POST
def take_back(request: HttpRequest, activity_id: int, registration_id: int, payment_id: int) -> HttpResponse:
    """Meet an entry by its opposite."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    held = found(queries.one, registration_id, one, viewer)
    entry = found(queries.payment, payment_id, held.row, viewer)
    return done(request, lambda: actions.take_back(entry, request.POST.get("why", ""), viewer),     # type: ignore[no-any-return]
                _("Taken back; both entries stay in the book."), "academydesk-person", one.pk, held.row.pk)


@page(verb="academy.teach")
@require_http_methods(["GET", "POST"])
def statement(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Give a bank statement: what was entered, and what was not with the reason."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    form = StatementForm(request.POST or None, request.FILES or None)
    booked, lines = None, []
    if request.method == "POST" and form.is_valid():
        try:
            booked = booking.enter(form.cleaned_data["file"], one, viewer)
        except Refused as refused:
            lines = refusal(refused)
    left = [line.text(viewer.language) for line in booked.left] if booked else []
    return render(request, "academydesk/statement.jinja", {
        "one": one, "form": form, "booked": booked, "left": left, "lines": lines},
        status=422 if request.method == "POST" and booked is None else 200)
