"""Public pages kept as bytes, so that a visitor costs nearly nothing; what an editor changes is seen within a second.

Numbers of other modules on them are as old as the page, which is drawn again every five minutes.

Only pages that are the same for everybody are kept: asked for without a sign-in, without a query, and answered 200.
"""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PUBLIC = re.compile(r"/(zh|en)/[\w\-/]*$")
MOST = 2_000
DRAWN = 300.0   # seconds a page is shown before it is drawn again
FRESH = 1.0     # seconds before it is asked again whether an editor has changed anything

_lock = threading.Lock()
_pages: OrderedDict[str, tuple[float, bytes, dict[str, str]]] = OrderedDict()
_asked = 0.0
_stamp = -1


def kept_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer from memory what is the same for everybody."""
    def serve(request: HttpRequest) -> HttpResponse:
        if not same_for_all(request):
            return get_response(request)
        forget_if_changed()
        held = _pages.get(request.path)
        if held is not None and time.monotonic() - held[0] < DRAWN:
            return HttpResponse(held[1], headers=held[2])
        answer = get_response(request)
        if answer.status_code == 200 and not answer.cookies and not answer.streaming and "kept" not in answer.headers:  # noqa: PLR2004
            answer["Cache-Control"] = "public, max-age=60"
            with _lock:
                _pages[request.path] = time.monotonic(), answer.content, dict(answer.items())
                while len(_pages) > MOST:
                    _pages.popitem(last=False)
        return answer

    return serve


def same_for_all(request: HttpRequest) -> bool:
    """Whether the answer depends on nothing but the address."""
    return (request.method == "GET" and not request.META.get("QUERY_STRING") and PUBLIC.match(request.path) is not None
            and settings.SESSION_COOKIE_NAME not in request.COOKIES)


def forget_if_changed() -> None:
    """Drop everything once an editor has done something, here or in another process."""
    global _asked, _stamp
    now = time.monotonic()
    if now - _asked < FRESH:
        return
    from django.db import transaction  # deferred: settings name this file before there are tables

    from .queries import stamp

    with transaction.atomic():
        found = stamp()
    with _lock:
        _asked = now
        if found != _stamp:
            _stamp = found
            _pages.clear()


def forget() -> None:
    """Drop everything now; for tests, which empty tables behind the pages' back."""
    global _asked, _stamp
    with _lock:
        _pages.clear()
        _asked, _stamp = 0.0, -1
