"""What stands around a public page: the site's own menu, the other language, and the way back to work."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from paeonia.people.viewer import viewer_of
from paeonia.ui.chrome import Chrome, Link

from . import queries


def frame(request: HttpRequest, page: Page, twins: dict[str, str]) -> Chrome:
    """The frame of a page of the website."""
    tongue = page.url_path.split("/")[1]
    home = page if page.depth == 2 else page.get_ancestors().filter(depth=2).first()
    links = [Link(one.title, one.url_path, current=page.url_path.startswith(one.url_path)) for one in queries.menu(home)]
    viewer = viewer_of(request)
    if viewer.user_id:
        back = Link(_("My pages") if viewer.role == "patient" else _("Back to work"), reverse("home"))
    else:
        back = Link(_("Sign in"), reverse("account_login"))
    return Chrome(navigation=(*links, Link(_("Search"), reverse(f"website-search-{tongue}"))), menu=(back,),
                  user_name=viewer.name, home=f"/{tongue}/", here=request.get_full_path(),
                  languages={**{one: f"/{one}/" for one in queries.TONGUES}, **twins})
