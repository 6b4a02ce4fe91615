"""The coordinator's form for places; the panel itself stands on the page of the trial."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paeonia.modules.trials.slots import actions
from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of

TOLD = "places"


@page(verb="trials.slots")
@require_POST
def say(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what was said and return to the panel; a number or a day that cannot be is named there."""
    given = request.POST
    hospital, text, day = given.get("hospital", ""), given.get("places", "").strip(), given.get("valid_from", "").strip()
    if not (hospital.isascii() and hospital.isdecimal() and len(hospital) < 10) or given.get("state") not in ("yes", "no"):
        raise Http404
    try:
        places = _number(text)
    except ValueError:
        return _back(request, slug, _("Places must be a whole number, or empty when it is not known: “%(text)s”.") % {
            "text": text[:40]}, wrong=True)
    try:
        since = date.fromisoformat(day) if day else timezone.localdate()
    except ValueError:
        return _back(request, slug, _("Write the day as 2026-01-31, or leave it empty for today: “%(text)s”.") % {
            "text": day[:40]}, wrong=True)
    try:
        actions.say(viewer_of(request), int(hospital), slug, given.get("cohort", ""), given["state"] == "yes",
                    places, since, given.get("note", ""))
    except (KeyError, PermissionDenied):
        raise Http404 from None
    return _back(request, slug, _("Places kept. Whoever waits for a place is told."))


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 4):
        raise ValueError(text)
    return int(text)


def _back(request: HttpRequest, slug: str, said: str, wrong: bool = False) -> HttpResponse:
    (messages.error if wrong else messages.success)(request, said, extra_tags=TOLD)
    return redirect(reverse("trial", args=[slug]) + "#places")
