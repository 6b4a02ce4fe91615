"""The front page, and pages of the department: what it is, what it does, how to find it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .choices import Live
from .models_base import HousePage

_PAGES = ["website.ContentPage", "website.ExpertsPage", "website.NewsPage", "website.LibraryPage",
          "website.ChannelPage", "website.PublicationsPage"]


class FrontPage(HousePage):
    """Where a visitor begins, one in each language."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = _PAGES
    template = "website/front.jinja"
    max_count = 2

    class Meta:
        verbose_name = _("Front page")


class ContentPage(HousePage):
    """A page of the department: mission, a programme, a project, contact; pages below it are listed on it."""

    shows = models.CharField(_("Number shown"), max_length=20, choices=Live.choices, blank=True)

    content_panels: ClassVar[list[Any]] = [*HousePage.content_panels, FieldPanel("shows")]
    parent_page_types: ClassVar[list[str]] = ["website.FrontPage", "website.ContentPage"]
    subpage_types: ClassVar[list[str]] = ["website.ContentPage"]
    template = "website/content.jinja"

    class Meta:
        verbose_name = _("Page")


class ExpertsPage(HousePage):
    """Everybody a patient may ask for."""

    parent_page_types: ClassVar[list[str]] = ["website.FrontPage"]
    subpage_types: ClassVar[list[str]] = ["website.ExpertPage"]
    template = "website/experts.jinja"

    class Meta:
        verbose_name = _("Experts")


class ExpertPage(HousePage):
    """One person of the team: post, fields of work, when she sees patients."""

    post = models.CharField(_("Post"), max_length=120)
    fields = models.CharField(_("Fields of work, with commas between"), max_length=300, blank=True)
    clinic = models.CharField(_("Outpatient hours"), max_length=200, blank=True)

    content_panels: ClassVar[list[Any]] = [*HousePage.content_panels, FieldPanel("post"), FieldPanel("fields"),
                                           FieldPanel("clinic")]
    parent_page_types: ClassVar[list[str]] = ["website.ExpertsPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "website/expert.jinja"

    class Meta:
        verbose_name = _("Expert")

    @property
    def works_on(self) -> list[str]:
        """Fields of work, one by one."""
        return [one.strip() for one in self.fields.replace("，", ",").replace("、", ",").split(",") if one.strip()]


class NewsPage(HousePage):
    """News, the latest first."""

    parent_page_types: ClassVar[list[str]] = ["website.FrontPage"]
    subpage_types: ClassVar[list[str]] = ["website.NewsItemPage"]
    template = "website/news.jinja"

    class Meta:
        verbose_name = _("News")


class NewsItemPage(HousePage):
    """One piece of news."""

    day = models.DateField(_("Day"))

    content_panels: ClassVar[list[Any]] = [*HousePage.content_panels, FieldPanel("day")]
    parent_page_types: ClassVar[list[str]] = ["website.NewsPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "website/news_item.jinja"

    class Meta:
        verbose_name = _("Piece of news")
