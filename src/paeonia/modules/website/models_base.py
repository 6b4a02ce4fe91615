"""What every public page has: a summary, a body of blocks, an address that says its language, and how it is drawn."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, Site
from wagtail_localize.fields import SynchronizedField

from .blocks import Body
from .searching.fields import Segmented, SegmentedStart


class HousePage(Page):
    """A page of the website; `/zh/...` and `/en/...` are its language."""

    summary = models.TextField(_("Summary"), max_length=300, blank=True)
    body = StreamField(Body(), blank=True, verbose_name=_("Text"))

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    # Wagtail's own fields would be indexed whole, and nothing Chinese found in them.
    search_fields: ClassVar[list[Any]] = [
        *(field for field in Page.search_fields if field.field_name != "title"),
        Segmented("title", boost=4), SegmentedStart("title"), Segmented("summary", boost=2), Segmented("said"),
    ]
    # The address of a translation is its own title's, or the source's where that is in Latin letters; nobody translates it.
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("slug")]
    preview_modes: ClassVar[list[Any]] = [("", _("As a visitor sees it"))]

    class Meta:
        abstract = True

    def said(self) -> str:
        """All words of the body, for the index."""
        return " ".join(self.body.stream_block.get_searchable_content(self.body))

    def get_url_parts(self, *_: Any, **__: Any) -> tuple[int, str, str] | None:
        """The path in the tree is the address; its first word is the language."""
        site = next(iter(Site.get_site_root_paths()), None)
        return (site.site_id, site.root_url, self.url_path) if site and self.url_path else None

    def serve(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """The page as a visitor sees it; also how an editor's preview is drawn."""
        from .views import drawn  # deferred: views know all kinds of pages

        return drawn(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page in the frame beside the editor: only there may it stand in a frame, and only in one of ours."""
        answer = self.serve(request)
        answer.xframe_options_exempt = True     # type: ignore[attr-defined]
        answer._csp_update = {"frame-ancestors": ["'self'"]}    # type: ignore[attr-defined]
        return answer
