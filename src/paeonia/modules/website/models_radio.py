"""The radio channel: episodes with sound, transcript and chapters."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from .models_base import HousePage
from .searching.fields import Segmented
from .sound import accepted


class ChapterBlock(blocks.StructBlock):
    """Where a part of an episode begins."""

    minute = blocks.IntegerBlock(label=_("Minute"), min_value=0, max_value=600)
    second = blocks.IntegerBlock(label=_("Second"), min_value=0, max_value=59, default=0)
    title = blocks.CharBlock(label=_("Title"), max_length=120)


class ChannelPage(HousePage):
    """The channel, its latest episode first."""

    parent_page_types: ClassVar[list[str]] = ["website.FrontPage"]
    subpage_types: ClassVar[list[str]] = ["website.EpisodePage"]
    template = "website/channel.jinja"

    class Meta:
        verbose_name = _("Radio channel")


class EpisodePage(HousePage):
    """One episode; its body is the notes, the transcript is whole."""

    day = models.DateField(_("Day"))
    number = models.PositiveIntegerField(_("Number"))
    sound = models.FileField(_("Sound (MP3, M4A or Ogg)"), upload_to="radio/", blank=True, validators=[accepted])
    seconds = models.PositiveIntegerField(_("Length in seconds"), default=0)
    guests = models.CharField(_("Guests"), max_length=200, blank=True)
    chapters = StreamField([("chapter", ChapterBlock())], blank=True, verbose_name=_("Chapters"))
    transcript = models.TextField(_("Transcript"), blank=True)

    content_panels: ClassVar[list[Any]] = [*HousePage.content_panels, *(FieldPanel(name) for name in (
        "number", "day", "guests", "sound", "seconds", "chapters", "transcript"))]
    search_fields: ClassVar[list[Any]] = [*HousePage.search_fields, Segmented("transcript"), Segmented("guests")]
    parent_page_types: ClassVar[list[str]] = ["website.ChannelPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "website/episode.jinja"

    class Meta:
        verbose_name = _("Episode")
