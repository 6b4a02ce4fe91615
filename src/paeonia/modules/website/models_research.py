"""What the department has published: one row a paper, brought in from the files that reference managers write."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from .models_base import HousePage
from .searching.fields import Segmented, SegmentedStart


class PublicationsPage(HousePage):
    """All publications, with filters and a citation to take away."""

    parent_page_types: ClassVar[list[str]] = ["website.FrontPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "website/publications.jinja"

    class Meta:
        verbose_name = _("Publications")


@pghistory.track()
class Publication(index.Indexed, models.Model):
    """One paper; the same DOI, PubMed number or title with its year is the same paper."""

    key = models.CharField(max_length=240, unique=True, editable=False)
    title = models.TextField(_("Title"))
    authors = ArrayField(models.CharField(max_length=200), verbose_name=_("Authors"), default=list)
    journal = models.CharField(_("Journal"), max_length=300, blank=True)
    year = models.PositiveIntegerField(_("Year"), null=True)
    volume = models.CharField(_("Volume"), max_length=40, blank=True)
    issue = models.CharField(_("Issue"), max_length=40, blank=True)
    pages = models.CharField(_("Pages"), max_length=60, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    pmid = models.CharField("PMID", max_length=20, blank=True)
    abstract = models.TextField(_("Abstract"), blank=True)

    panels: ClassVar[list[Any]] = [FieldPanel(name) for name in (
        "title", "authors", "journal", "year", "volume", "issue", "pages", "doi", "pmid", "abstract")]
    search_fields: ClassVar[list[Any]] = [Segmented("title", boost=3), SegmentedStart("title"), Segmented("authors"),
                                          Segmented("journal")]

    class Meta:
        ordering: ClassVar[list[str]] = ["-year", "title"]
        verbose_name = _("Publication")

    def __str__(self) -> str:
        return self.title
