"""Declares the policy of each page; an address without one does not start."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from paeonia.people.policy import VERBS, may
from paeonia.people.viewer import viewer_of

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Policy:
    """What a page asks of its viewer: a verb, or nothing with the reason why it is open to all."""

    verb: str | None
    reason: str = ""


def page(verb: str) -> Callable[[View], View]:
    """Let only viewers through who may do `verb`; others are asked to sign in or refused.

    The verb is checked when the module loads, so a misspelt one never reaches a patient.
    """
    if verb not in VERBS:
        raise KeyError(
            f"No such verb: {verb!r}. Add it to paeonia/people/policy.py or use one of {sorted(VERBS)}."
        )

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            viewer = viewer_of(request)
            if viewer.user_id is None:
                return redirect_to_login(request.get_full_path())
            if not may(viewer, verb):
                raise PermissionDenied(verb)
            return view(request, *args, **kwargs)

        guarded.policy = Policy(verb)  # type: ignore[attr-defined]
        return guarded

    return declare


def open_page(reason: str) -> Callable[[View], View]:
    """Declare a page that anybody may see, and why."""
    if not reason.strip():
        raise ValueError("An open page must say why it is open.")

    def declare(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        opened.policy = Policy(None, reason)  # type: ignore[attr-defined]
        return opened

    return declare
