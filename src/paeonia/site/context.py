"""What stands around each page: navigation, reader and language, in the words of the layout."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import structlog
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from paeonia.people.module import Panel
from paeonia.people.policy import may
from paeonia.people.roles import WORDS
from paeonia.people.viewer import Viewer, viewer_of
from paeonia.post.queries import unread
from paeonia.site import demo_state, registry
from paeonia.site.wechat.common import PROVIDERS, configured, way
from paeonia.ui.chrome import Chrome, Link

log = structlog.get_logger(__name__)
UNCOUNTED = "_uncounted"     # set on a request whose page only says what went wrong: nothing that waits is counted for it


def house(request: HttpRequest) -> dict[str, Any]:
    """Give every page its viewer and its frame."""
    viewer = viewer_of(request)
    return {
        "viewer": viewer,
        "chrome": public_frame(request) or frame(request),
        "patient_panels": partial(patient_panels, request),
        "public_figures": public_figures,
        "wechat": way(request) if viewer.user_id is None else "",
        "demo_people": demo_state.people() if viewer.user_id is None else [],
    }


def patient_panels(request: HttpRequest, patient: Any) -> list[tuple[Panel, Markup]]:
    """Draw the parts of the patient page that modules contribute, in order, as far as the viewer may see them.

    Each comes with its panel, whose name is the anchor the page's own menu leads to.
    """
    viewer = viewer_of(request)
    wanted = [panel for panel in registry.panels() if may(viewer, panel.verb, patient)]
    shown = [(panel, drawn(panel, request, viewer, patient)) for panel in wanted]
    return [(panel, Markup(html)) for panel, html in shown if html]  # noqa: S704  from the module's escaping template


def drawn(panel: Panel, request: HttpRequest, viewer: Viewer, patient: Any) -> str | None:
    """Draw one panel; one that breaks is replaced by a notice, because the rest of the chart is still needed."""
    try:
        with transaction.atomic():
            return panel.show(request, viewer, patient)
    except Exception:
        log.exception("panel broke", batch=panel.name)
        return render_to_string("chart/_panel_broke.jinja", {"panel": panel}, request)


def frame(request: HttpRequest) -> Chrome:
    """Build the navigation and menus this viewer may use."""
    viewer, counted = viewer_of(request), not getattr(request, UNCOUNTED, False)
    path = request.get_full_path()
    return Chrome(
        navigation=navigation(viewer, request.path, counted),
        menu=menu() if viewer.user_id is not None else (),
        post=letter_box(viewer, request.path, counted),
        user_name=viewer.name,
        role=WORDS.get(viewer.role, ""),
        here=path,
        language_action=reverse("language"),
        demo=demo_state.is_demo(),
    )


def public_frame(request: HttpRequest) -> Chrome | None:
    """The frame a public page has made for itself: it has no use for the rooms of the house."""
    made: Chrome | None = getattr(request, "chrome", None)
    box = letter_box(viewer_of(request), request.path) if made else None
    return replace(made, demo=demo_state.is_demo(), post=box) if made else None


def public_figures() -> dict[str, int]:
    """Numbers of the modules that anybody may know; one that breaks is left out."""
    found = {}
    for module in registry.modules():
        for name, ask in module.figures:
            try:
                with transaction.atomic():
                    found[name] = ask()
            except Exception:
                log.exception("figure broke", batch=name)
    return found


def navigation(viewer: Viewer, path: str, counted: bool = True) -> tuple[Link, ...]:
    """Return the links of the modules open to this viewer; the one the reader stands in is marked.

    A stranger is led to the public pages, which are whatever stands at the root of the site.
    """
    if viewer.user_id is None:
        public = [(module.words, address(module.home)) for module in registry.modules() if module.mount == ""]
        return tuple(Link(words, href) for words, href in public if href)
    links = []
    for module in registry.modules():
        entries = [(dict(module.called).get(viewer.role, module.words), module.home, module.verb), *module.links]
        for words, name, verb in entries:
            href = address(name)
            if href and may(viewer, verb) and (not module.roles or viewer.role in module.roles):
                links.append((words, href, waiting(dict(module.counts).get(name) if counted else None, viewer)))
    current = max((href for _w, href, _n in links if path.startswith(href)), key=len, default=None)
    return tuple(Link(words, href, current=href == current, count=count) for words, href, count in links)


def waiting(count: Callable[[Viewer], int | None] | None, viewer: Viewer) -> int | None:
    """Ask a module how much waits behind a link; one that breaks costs a number, not the page.

    Modules look inside `acting`, whose savepoint is enough: a failed question does not end the page's transaction.
    """
    if count is None:
        return None
    try:
        return count(viewer) or None
    except Exception:
        log.exception("count broke", batch=getattr(count, "__name__", "?"))
        return None


def letter_box(viewer: Viewer, path: str, counted: bool = True) -> Link | None:
    """The reader's letters, in the head of every page; nothing for strangers."""
    if not may(viewer, "post.read"):
        return None
    href = reverse("post-inbox")
    return Link(_("Messages"), href, current=path == href, count=waiting(unread if counted else None, viewer))


def menu() -> tuple[Link, ...]:
    """Return what a signed-in person may do about her own account."""
    return (
        Link(_("What reaches me"), reverse("post-reach")),
        Link(_("Two-step sign-in and passkeys"), reverse("mfa_index")),
        *([Link(_("Sign in by WeChat"), reverse("socialaccount_connections"))] if any(map(configured, PROVIDERS)) else []),
        Link(_("Change password"), reverse("account_change_password")),
        Link(_("Sign out"), reverse("account_logout"), post=True),
    )


def address(name: str) -> str | None:
    """Return the address of a named page, or None while its floor is not built yet."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
