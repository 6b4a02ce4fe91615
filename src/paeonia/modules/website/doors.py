"""The one way into the editors' rooms: our sign-in with its second factor, our policy, and rights that follow the role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.utils.urlpatterns import decorate_urlpatterns

from paeonia.people.pages import page
from paeonia.people.viewer import viewer_of

from . import actions

View = Callable[..., HttpResponseBase]
# The editor writes styles and small scripts into its pages; nowhere else is that allowed, and nothing comes from outside.
LOOSER: dict[str, Any] = {
    "script-src": [SELF, UNSAFE_INLINE], "style-src": [SELF, UNSAFE_INLINE], "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"], "frame-ancestors": [SELF], "frame-src": [SELF], "object-src": [NONE],
}


def behind_our_door(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The addresses of the editors' rooms, each with our policy before Wagtail's own; its sign-in page among them.

    So nobody signs in past the second factor: whoever is not signed in is sent to the house's one sign-in.
    """
    decorate_urlpatterns(patterns, guarded)
    return patterns


def guarded(view: View) -> View:
    """One view of Wagtail's behind our policy."""
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actions.settle_groups(viewer_of(request))
        return view(request, *args, **kwargs)

    return page(verb="website.edit")(xframe_options_sameorigin(csp_replace(LOOSER)(entered)))
