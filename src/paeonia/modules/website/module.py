"""What the website contributes to the house."""

from typing import Any

from paeonia.people.module import Module, Panel
from paeonia.people.viewer import Viewer


def reading(request: Any, viewer: Viewer, patient: Any) -> str | None:
    """The panel of the patient page; imported late, because settings read this file before any model is there."""
    from .on_chart import show

    return show(request, viewer, patient)


MODULE = Module(
    name="website",
    words={"en": "Website", "zh": "网站"},
    home="website",
    verb="website.read",
    urls="paeonia.modules.website.urls",
    mount="",
    order=60,
    panels=(Panel("reading", {"en": "To read", "zh": "阅读材料"}, "chart.read", reading, order=90),),
    links=(({"en": "Edit the website", "zh": "网站编辑"}, "wagtailadmin_home", "website.edit"),),
)
