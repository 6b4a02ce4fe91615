"""Pages of the desk: everybody, one person, what is set up, badges."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.modules.academy import actions as academy
from paeonia.modules.academy.frame import TOLD, activity_of, done, tell, told
from paeonia.modules.academy.models import Activity
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import problem
from paeonia.ui import telling
from paeonia.ui.words import language

from . import actions, codes, fees, printing, queries
from .choices import Fee, Sheet
from .deeds import DEEDS, row_of
from .forms import PaymentForm, PrintForm, StatementForm
from .frame import exported, found, number

OWING = (Fee.UNPAID, Fee.PARTLY)


@page(verb="academy.teach")
@require_GET
def desk(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Everybody who registered and what is owed; the lists; what is set up."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    people, show = queries.everybody(one, viewer), request.GET.get("show", "")
    owing = [held for held in people if held.account.fee in OWING]
    shown = owing if show == "unpaid" else [held for held in people if held.account.fee == Fee.OVER] if show == "over" \
        else people
    return render(request, "academydesk/desk.jinja", {
        "one": one, "people": shown, "show": show, "choices": queries.choices(one, viewer), "doors": queries.doors(one),
        "quotas": queries.quotas(one), "pay_to": queries.pay_to(one), "owing": len(owing),
        "owed": fees.total(held.account for held in owing), "coming": sum(held.is_coming for held in people),
        "to_print": sum(held.is_coming and not held.badges for held in people), "print_form": PrintForm(one),
        "statement_form": StatementForm(), "told": told(request)})


@page(verb="academy.teach")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, activity_id: int, deed: str) -> HttpResponse:
    """Set up a category, shared places, a list, or how the fee is paid; `of` names the one to change."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    asked = request.GET.get("of", "")
    row = row_of(deed, one, number(asked) if asked else None) if deed in DEEDS else None
    if row is None:
        raise Http404
    title, form_class, _model = DEEDS[deed]
    form: Any = form_class(one, request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        parts = {name: form.cleaned_data[name] for name in ("categories", "sessions") if name in form.cleaned_data}
        actions.keep(form.save(commit=False), parts, viewer)
        tell(request, _("Kept."))
        return redirect("academydesk-desk", one.pk)
    return render(request, "academydesk/form.jinja", {"one": one, "form": form, "title": title},
                  status=422 if form.errors else 200)


@page(verb="academy.teach")
@require_GET
def person(request: HttpRequest, activity_id: int, registration_id: int) -> HttpResponse:
    """One registration: what she needs, her entries, her badge."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    held = found(queries.one, registration_id, one, viewer)
    left = held.account.owed if held.account.owed > 0 else Decimal(0)
    return render(request, "academydesk/person.jinja", {
        "one": one, "held": held, "reference": codes.shown(held.row.reference), "spelt": codes.shown(held.row.badge),
        "form": PaymentForm(initial={"amount": left or None}), "sheets": Sheet.choices, "told": told(request)})


@page(verb="academy.teach")
@require_POST
def decide(request: HttpRequest, activity_id: int, registration_id: int) -> HttpResponse:
    """Accept or refuse who asked, or take a place back."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    held = found(queries.one, registration_id, one, viewer)
    accepted = request.POST.get("answer") == "yes"
    return done(request, lambda: academy.decide(held.row.enrolment, accepted, viewer),     # type: ignore[no-any-return]
                _("Accepted.") if accepted else _("Not accepted."), "academydesk-person", one.pk, held.row.pk)


@page(verb="academy.teach")
@require_POST
def renew(request: HttpRequest, activity_id: int, registration_id: int) -> HttpResponse:
    """A badge was lost: its code opens no door any more."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    held = found(queries.one, registration_id, one, viewer)
    return done(request, lambda: actions.renew(held.row, viewer),     # type: ignore[no-any-return]
                _("The old code no longer works. Print the badge again."), "academydesk-person", one.pk, held.row.pk)


@page(verb="academy.teach")
@require_POST
def badge(request: HttpRequest, activity_id: int, registration_id: int) -> HttpResponse:
    """The badge of one person."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    held = found(queries.one, registration_id, one, viewer)
    return _printed(request, one, [held] if held.is_coming else [], request.POST.get("sheet", ""))


@page(verb="academy.teach")
@require_POST
def badges(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Badges of a category, or of everybody; without those printed before unless asked for."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    form = PrintForm(one, request.POST)
    if not form.is_valid():
        return redirect("academydesk-desk", one.pk)
    said = form.cleaned_data
    return _printed(request, one, queries.to_print(one, viewer, said["category"], again=said["again"]), said["sheet"])


@page(verb="academy.teach")
@require_GET
def people(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Everybody with what the hotel, the kitchen and the accountant have to know, as CSV."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    return exported(_lines(queries.everybody(one, viewer)), f"registrations-{one.pk}", viewer,
                    f"registrations of activity {one.pk}")


def _lines(everybody: list[queries.Held]) -> list[list[Any]]:
    head = [_("Name"), _("Name in Latin letters"), _("Hospital or city"), _("Category"), _("Standing"), _("Fee (CNY)"),
            _("Paid in (CNY)"), _("State of the fee"), _("Reference"), _("Invoice title"), _("Taxpayer number"), _("Food"),
            _("Getting about"), _("Companions"), _("Hotel nights")]
    return [head, *([held.name, row.name_en, row.enrolment.place, row.category.words[language()],
                     row.enrolment.get_standing_display(), row.due, held.account.paid, held.account.fee.label,
                     codes.shown(row.reference), row.invoice_title, row.tax_number, row.diet, row.mobility, row.companions,
                     row.nights] for held in everybody for row in [held.row])]


def _printed(request: HttpRequest, one: Activity, wanted: list[queries.Held], sheet: str) -> HttpResponse:
    viewer = viewer_of(request)
    if not wanted:
        telling.tell(request, TOLD, problem("academydesk-none-to-print").text(viewer.language), good=False)
        return redirect("academydesk-desk", one.pk)
    body = printing.pdf(one, wanted, Sheet.A6 if sheet == Sheet.A6 else Sheet.CARD)
    actions.print_badges([held.row for held in wanted], one, viewer)
    answer = HttpResponse(body, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="badges-{one.pk}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
