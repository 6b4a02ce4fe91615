"""Pages on which codes are read from the camera: they alone may use it, and run the reader's compiled code."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]
COMPILED = "'wasm-unsafe-eval'"  # compiled code of our own server, never text that is run


def with_camera(view: View) -> View:
    """A page whose fields marked `data-scan` (send | list | fill) may be written by the camera."""
    @wraps(view)
    def seeing(request: HttpRequest, *args: object, **more: object) -> HttpResponse:
        request.with_camera = True  # type: ignore[attr-defined]
        answer = view(request, *args, **more)
        answer._csp_update = {"script-src": [SELF, COMPILED]}  # type: ignore[attr-defined]
        answer["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
        return answer

    return seeing
