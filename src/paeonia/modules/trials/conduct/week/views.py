"""The page of one's week over all studies."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of

from .queries import week as week_of


@page(verb="conduct.see")
@require_GET
def week(request: HttpRequest) -> HttpResponse:
    """Late things first, then day by day; `show=mine` only what I am delegated for, `study` one study."""
    viewer, today = viewer_of(request), timezone.localdate()
    asked = request.GET.get("study", "")
    study = int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 10 else 0
    mine = request.GET.get("show") == "mine"
    return render(request, "conduct/week.jinja", {
        "week": week_of(viewer, today, mine=mine, study=study), "today": today, "now": timezone.now(), "mine": mine,
        "study": study, "days_of_week": DAYS_OF_WEEK})


DAYS_OF_WEEK = ({"en": "Monday", "zh": "星期一"}, {"en": "Tuesday", "zh": "星期二"}, {"en": "Wednesday", "zh": "星期三"},
                {"en": "Thursday", "zh": "星期四"}, {"en": "Friday", "zh": "星期五"}, {"en": "Saturday", "zh": "星期六"},
                {"en": "Sunday", "zh": "星期日"})
