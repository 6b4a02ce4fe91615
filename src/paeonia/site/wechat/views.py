"""Pages around WeChat: it is not connected yet, and connecting it to the account one is signed in with."""

from __future__ import annotations

from allauth.account.internal.flows.login import get_authentication_records
from allauth.socialaccount.internal.flows.connect import connect as library_connect
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from paeonia.people.pages import open_page, page

from .strangers import WAITS, waiting


@open_page(reason="whoever is not signed in yet must be told how to connect her WeChat")
@require_GET
def unknown(request: HttpRequest) -> HttpResponse:
    """Say that this WeChat is not connected, and what to do."""
    return render(request, "house/wechat.jinja", {"why": "unknown" if waiting(request) else "nobody"})


@page(verb="home.see")
@require_http_methods(["GET", "POST"])
def connect(request: HttpRequest) -> HttpResponse:
    """Connect the WeChat that was just shown to the account that is signed in, if its owner says so."""
    who = waiting(request)
    if who is None:
        return redirect("socialaccount_connections")
    if request.method == "GET":
        return render(request, "house/wechat.jinja", {"why": "connect"})
    since = request.session.pop(WAITS)["at"]
    who.state = {}
    who.lookup()
    if not who.is_existing and signed_in_since(request, since):
        who.connect(request, request.user)
        return redirect("socialaccount_connections")
    answer: HttpResponse = library_connect(request, who)    # asks for the password of a session that was open already
    return answer


def signed_in_since(request: HttpRequest, moment: float) -> bool:
    """Whether she has shown her password or second factor after that moment."""
    shown = get_authentication_records(request, request.user)
    return any(one["method"] in ("password", "mfa") and one["at"] >= moment for one in shown)
