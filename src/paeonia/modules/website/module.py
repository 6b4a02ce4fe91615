"""What the website contributes to the house."""

from typing import Any

from paeonia.people.module import Draft, Module, Panel
from paeonia.people.viewer import Viewer


def reading(request: Any, viewer: Viewer, patient: Any) -> str | None:
    """The panel of the patient page; imported late, because settings read this file before any model is there."""
    from .on_chart import show

    return show(request, viewer, patient)


def take_draft(draft: Draft, viewer: Viewer) -> str:
    """Keep a draft that another module hands over as an unpublished article; says where an editor finds it."""
    from .actions import take_draft as take  # deferred, as above

    return take(draft, viewer)


MODULE = Module(
    name="website",
    words={"en": "Website", "zh": "网站"},
    home="website",
    verb="website.read",
    urls="paeonia.modules.website.urls",
    mount="",
    order=60,
    panels=(Panel("reading", {"en": "To read", "zh": "阅读材料"}, "chart.read", reading, order=90),),
    receives=(("library", take_draft),),
    links=(({"en": "Edit the website", "zh": "网站编辑"}, "wagtailadmin_home", "website.edit"),),
)
