"""The pages that belong to no floor: start, language, role, health and the pages of things gone wrong."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from paeonia.people.actions import choose_language, choose_role
from paeonia.people.pages import open_page, page
from paeonia.people.viewer import viewer_of
from paeonia.site.context import UNCOUNTED, address, navigation

BEGINNINGS = ("today", "patients")  # where a day begins, for those whose role has it


@page(verb="home.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Lead to today's clinic, else to her patients, else to the first page this viewer has."""
    open_to_her = [link.href for link in navigation(viewer_of(request), "")]
    first = next((page for page in map(address, BEGINNINGS) if page in open_to_her), None)
    first = first or next(iter(open_to_her), None)
    return redirect(first) if first else render(request, "house/welcome.jinja")


@open_page(reason="the sign-in page must be readable before anybody has signed in")
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language of this device, and of the person if one is signed in."""
    wanted = request.POST.get("language", "")
    answer = HttpResponseRedirect(next_page(request))
    if wanted in dict(settings.LANGUAGES):
        choose_language(viewer_of(request), wanted)
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=365 * 86400,
            samesite="Lax",
            secure=settings.HTTPS,
            httponly=True,
        )
    return answer


@page(verb="home.see")
@require_POST
def role(request: HttpRequest) -> HttpResponse:
    """Act in another of one's own roles from now on."""
    choose_role(viewer_of(request), request.session, request.POST.get("role", ""))
    return HttpResponseRedirect(next_page(request))


@open_page(reason="a watchdog asks whether the process answers; it learns nothing else")
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """Answer that the process lives."""
    return HttpResponse("ok", content_type="text/plain")


@open_page(reason="a watchdog asks whether the database answers; it learns nothing else")
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Answer whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ready": True})


def next_page(request: HttpRequest) -> str:
    """Return where the reader came from, if that is a page of ours."""
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this page is not for this viewer's role."""
    return _fault(request, 403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, or none this viewer may know of."""
    return _fault(request, 404)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request could not be read."""
    return _fault(request, 400)


def _fault(request: HttpRequest, status: int) -> HttpResponse:
    """A page about a fault, whose links lead on without numbers: whoever tries many addresses costs little."""
    setattr(request, UNCOUNTED, True)
    return render(request, f"errors/{status}.jinja", status=status)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours; asks nothing of the database, which may be the fault."""
    from django.template import engines

    return HttpResponse(engines["jinja2"].get_template("errors/500.jinja").render({}), status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was too old or came from elsewhere."""
    return render(request, "house/stale_form.jinja", status=403)
