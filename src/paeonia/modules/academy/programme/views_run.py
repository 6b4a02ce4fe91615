"""Pages of those who make a programme: who is on stage, what has changed, and announcing it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paeonia.modules.academy import queries as academy
from paeonia.modules.academy.frame import activity_of, done, tell, told
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of
from paeonia.record.problems import Refused
from paeonia.ui.words import refusal

from . import actions, queries
from .forms import EditionForm, StageForm


@page(verb="academy.teach")
@require_GET
def run(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Sessions with who is on stage, what is still to be announced, and the editions so far."""
    one = activity_of(request, activity_id, teaching=True)
    editions = queries.editions(one)
    return render(request, "academyplan/run.jinja", {
        "one": one, "sessions": queries.sessions(one), "editions": editions, "waiting": queries.waiting(one, editions),
        "form": EditionForm(), "told": told(request)})


@page(verb="academy.teach")
@require_POST
def announce(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Announce the programme as it stands."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    form, lines = EditionForm(request.POST), []
    if form.is_valid():
        try:
            made = actions.announce(one, {"zh": form.cleaned_data["note_zh"], "en": form.cleaned_data["note_en"]}, viewer)
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _("Edition %(number)s is announced.") % {"number": made.number})
            return redirect("academyplan-run", one.pk)
    editions = queries.editions(one)
    return render(request, "academyplan/run.jinja", {
        "one": one, "sessions": queries.sessions(one), "editions": editions, "waiting": queries.waiting(one, editions),
        "form": form, "lines": lines}, status=422)


@page(verb="academy.teach")
@require_http_methods(["GET", "POST"])
def stage(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Put somebody on stage."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    form, lines = StageForm(one, request.POST or None, initial={"session": request.GET.get("of", "")[:18]}), []
    if request.method == "POST" and form.is_valid():
        try:
            actions.put_on_stage(form.save(commit=False), viewer)
        except Refused as refused:
            lines = refusal(refused)
        else:
            tell(request, _("Kept."))
            return redirect("academyplan-run", one.pk)
    return render(request, "academyplan/form.jinja", {"one": one, "form": form, "title": _("On stage"), "lines": lines},
                  status=422 if request.method == "POST" else 200)


@page(verb="academy.teach")
@require_POST
def off(request: HttpRequest, activity_id: int, stage_id: int) -> HttpResponse:
    """Take somebody off the stage."""
    viewer, one = viewer_of(request), activity_of(request, activity_id, teaching=True)
    try:
        found = queries.on_stage(stage_id, one)
    except academy.NotHere:
        raise Http404 from None
    return done(request, lambda: actions.take_off_stage(found, viewer), _("Taken off the stage."), "academyplan-run", one.pk)  # type: ignore[no-any-return]
