"""Puts the viewer and her language around each request."""

from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from paeonia.people.access import record_access
from paeonia.people.context import acting
from paeonia.people.once import reading
from paeonia.people.viewer import viewer_of

REFUSED = 403


def viewer_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Serve each request in its reader's language, inside a transaction that knows who acts."""

    def serve(request: HttpRequest) -> HttpResponse:
        prefer_own_language(request)
        viewer = viewer_of(request)
        with acting(viewer), reading() if request.method in ("GET", "HEAD") else nullcontext():
            answer = get_response(request)
            if answer.status_code == REFUSED and viewer.user_id is not None:
                match = request.resolver_match
                record_access("refused", viewer, f"{request.method} {match.route if match else '?'}")
        if viewer.user_id is not None and not answer.has_header("Cache-Control"):
            # A shared computer must not show a chart again after its reader has signed out.
            answer["Cache-Control"] = "private, no-store"
        return answer

    return serve


def prefer_own_language(request: HttpRequest) -> None:
    """Use the language a signed-in person has chosen; a cookie set since then on this device wins."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and request.user.is_authenticated:
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]
