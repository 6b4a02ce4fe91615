"""Which devices of a reader's machine pages may use: none, unless a page says so itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NONE = "camera=(), microphone=(), geolocation=()"


def devices_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Close camera, microphone and position to every page that did not open them."""

    def serve(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        answer.setdefault("Permissions-Policy", NONE)
        return answer

    return serve
