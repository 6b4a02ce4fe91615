"""Pages of a study's life: amending its schedule and moving subjects, other sites, other hands, closing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from ..columns import MOVERS, SITES, TURNS
from ..frame import form_page, moved, open_to, tabs
from ..plan import PROCEDURES, SAMPLES, written
from ..queries import editions, physicians
from ..ui_words import said
from ..views import study_or_404
from . import actions, forms, queries
from .checklist import checklist

ENTER = "conduct/life_form.jinja"


@page(verb="conduct.write")
@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, study_id: int) -> HttpResponse:
    """Enter the schedule of an amended protocol."""
    viewer = viewer_of(request)
    study = study_or_404(study_id, viewer, "conduct.write")
    form = forms.AmendForm(request.POST or None, study=study, initial={
        "from_day": timezone.localdate(), "schedule": written(queries.plans_in_use(study))})
    if request.method == "POST" and form.is_valid():
        told = form.said()
        try:
            actions.amend(study, told, told.pop("schedule"), viewer)
            return moved(request, redirect("conduct-move", study.pk))
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, {
        "study": study, "title": _("Amend the schedule"), "button_text": _("Enter the amendment"), "back": "conduct-setup",
        "codes": [*(PROCEDURES | SAMPLES).items()],
        "lead": _("Subjects already in the study go on by their schedule until they are moved. Visits made are never"
                  " rewritten.")}, ENTER)


@page(verb="conduct.sign")
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, study_id: int) -> HttpResponse:
    """Move subjects to the schedule in use."""
    viewer, today = viewer_of(request), timezone.localdate()
    study = study_or_404(study_id, viewer, "conduct.sign")
    form = forms.MoveForm(request.POST or None, study=study, initial={"on_day": today})
    chosen = {int(given) for given in request.POST.getlist("subject") if given.isdecimal() and len(given) < 10}
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.move(study, chosen, form.cleaned_data["on_day"], queries.edition_now(study, today), viewer)
            return moved(request, redirect("conduct-move", study.pk),
                         ngettext("%(num)s subject moved.", "%(num)s subjects moved.", count) % {"num": count})
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, {
        "study": study, "movers": queries.movers(study, today), "columns": MOVERS, "editions": editions(study),
        "chosen": chosen, "today": today, "tabs": tabs(study, viewer, "setup"),
        "may_sign": open_to(viewer, "conduct.sign", study)}, "conduct/move.jinja")


@page(verb="conduct.see")
@require_GET
def sites(request: HttpRequest, study_id: int) -> HttpResponse:
    """The same study at our hospitals, each with a team and counts of its own."""
    viewer = viewer_of(request)
    study = study_or_404(study_id, viewer)
    found = queries.sites(study, viewer)
    return render(request, "conduct/sites.jinja", {
        "study": study, "sites": found, "columns": SITES, "today": timezone.localdate(),
        "tabs": tabs(study, viewer, "setup"), "planned": sum(one.study.planned for one in found),
        "left": queries.hospitals_left(study, viewer), "may_write": open_to(viewer, "conduct.write", study)})


@page(verb="conduct.write")
@require_http_methods(["GET", "POST"])
def open_at(request: HttpRequest, study_id: int) -> HttpResponse:
    """Open the study at another of the viewer's hospitals."""
    viewer = viewer_of(request)
    study = study_or_404(study_id, viewer, "conduct.write")
    form = forms.SiteForm(request.POST or None, study=study, initial={
        "opened_on": timezone.localdate(), "enrol_until": study.enrol_until})
    form.fields["principal"].queryset = physicians(viewer)
    form.fields["hospital"].choices = [(pk, said(words)) for pk, words in queries.hospitals_left(study, viewer)]
    if request.method == "POST" and form.is_valid():
        told = form.said()
        try:
            made = actions.open_at(study, told.pop("hospital"), told, viewer)
            return moved(request, redirect("conduct-study", made.pk))
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, {
        "study": study, "title": _("Open at another of our hospitals"), "button_text": _("Open the study"),
        "back": "conduct-sites", "lead": _("Schedule, report forms and deadlines are taken over. The team, the subjects and"
                                           " the counts are that hospital's own.")}, ENTER)


@page(verb="conduct.write")
@require_http_methods(["GET", "POST"])
def principal(request: HttpRequest, study_id: int) -> HttpResponse:
    """Hand the study to another principal investigator."""
    viewer = viewer_of(request)
    study = study_or_404(study_id, viewer, "conduct.write")
    form = forms.PrincipalForm(request.POST or None, study=study, initial={"on_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        told = form.said()
        try:
            actions.change_principal(study, told["user"].pk, told["on_day"], told["reason"], viewer)
            return moved(request, redirect("conduct-team", study.pk))
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, {
        "study": study, "title": _("Change the principal investigator"), "button_text": _("Hand over"),
        "back": "conduct-team", "lead": _("Every delegation ends the day before; the new principal investigator signs the"
                                          " log anew.")}, ENTER)


@page(verb="conduct.sign")
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, study_id: int) -> HttpResponse:
    """Delegate again what ended with the change of the principal investigator."""
    viewer, today = viewer_of(request), timezone.localdate()
    study = study_or_404(study_id, viewer, "conduct.sign")
    form = forms.AgainForm(request.POST or None, study=study, initial={"from_day": today})
    people = queries.to_delegate_again(study, today)
    if request.method == "POST" and form.is_valid():
        chosen = [(one.user.pk, one.tasks) for one in people if str(one.user.pk) in request.POST.getlist("user")]
        try:
            count = actions.sign_again(study, chosen, form.cleaned_data["from_day"], viewer)
            return moved(request, redirect("conduct-team", study.pk),
                         ngettext("%(num)s delegation signed.", "%(num)s delegations signed.", count) % {"num": count})
        except Refused as refused:
            form.add_error(None, refusal(refused))
    return form_page(request, form, {"study": study, "people": people}, "conduct/again.jinja")


@page(verb="conduct.see")
@require_http_methods(["GET", "POST"])
def closing(request: HttpRequest, study_id: int) -> HttpResponse:
    """The check list of close-out; closing, and reopening with the reason."""
    viewer, today = viewer_of(request), timezone.localdate()
    study = study_or_404(study_id, viewer)
    kind: Any = forms.ReasonForm if study.closed_on else forms.ClosingForm
    form = kind(request.POST or None, study=study, initial={"on_day": today})
    if request.method == "POST":
        study_or_404(study_id, viewer, "conduct.sign")
        if form.is_valid():
            told = form.said()
            try:
                if study.closed_on:
                    actions.reopen(study, told["reason"], viewer)
                else:
                    actions.close(study, told["on_day"], told["confirmed"], told["reason"], viewer)
                return moved(request, redirect("conduct-closing", study.pk), gettext("Signed."))
            except Refused as refused:
                form.add_error(None, refusal(refused))
    return form_page(request, form, {
        "study": study, "tabs": tabs(study, viewer, "setup"), "today": today, "points": checklist(study, today),
        "turns": queries.turns(study), "columns": TURNS, "mine": viewer.user_id == study.principal_id},
        "conduct/closing.jinja")


