"""The education library: articles with what they are about, whom they concern, their sources and their reviews."""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import GroupApprovalTask
from wagtail_localize.fields import SynchronizedField

from .blocks import SourceBlock
from .choices import Level, Stage, Symptom, Topic, Treatment
from .forms import ArticleForm
from .models_base import HousePage
from .searching.fields import Segmented


def _several(name: Any, choices: Any) -> ArrayField:
    return ArrayField(models.CharField(max_length=40, choices=choices), verbose_name=name, default=list, blank=True)


def _without_ids(told: Any) -> Any:
    """A block's value without the numbers the editor's screen gives to its parts."""
    if isinstance(told, dict):
        return {name: _without_ids(value) for name, value in told.items() if name != "id"}
    return [_without_ids(one) for one in told] if isinstance(told, list) else told


class LibraryPage(HousePage):
    """The library: all articles, with filters."""

    parent_page_types: ClassVar[list[str]] = ["website.FrontPage"]
    subpage_types: ClassVar[list[str]] = ["website.ArticlePage"]
    template = "website/library.jinja"

    class Meta:
        verbose_name = _("Education library")


class ArticlePage(HousePage):
    """An article for patients and families; what a physician has read and approved is a revision of it."""

    topic = models.CharField(_("About"), max_length=20, choices=Topic.choices)
    stages = _several(_("Stages of care"), Stage.choices)
    treatments = _several(_("Treatments"), Treatment.choices)
    symptoms = _several(_("Symptoms"), Symptom.choices)
    drugs = ArrayField(models.CharField(max_length=60), verbose_name=_("Medicines (codes, with commas between)"),
                       default=list, blank=True)
    regimens = models.CharField(_("Regimens, with commas between"), max_length=200, blank=True)
    level = models.CharField(_("Reading level"), max_length=10, choices=Level.choices, default=Level.PLAIN)
    for_whom = models.TextField(_("Whose record it concerns (a sentence of the criteria language)"), blank=True)
    sources = StreamField([("source", SourceBlock())], blank=True, verbose_name=_("Sources"))

    came_from = models.CharField(_("Where it comes from"), max_length=200, blank=True)

    base_form_class = ArticleForm
    content_panels: ClassVar[list[Any]] = [
        *HousePage.content_panels,
        MultiFieldPanel([FieldPanel("topic"), FieldPanel("level"), FieldPanel("stages"), FieldPanel("treatments"),
                         FieldPanel("symptoms"), FieldPanel("drugs"), FieldPanel("regimens")], heading=_("Filed under")),
        FieldPanel("sources"), FieldPanel("for_whom"), FieldPanel("came_from", read_only=True),
    ]
    search_fields: ClassVar[list[Any]] = [*HousePage.search_fields, Segmented("names", boost=2)]
    override_translatable_fields: ClassVar[list[Any]] = [
        *HousePage.override_translatable_fields, SynchronizedField("for_whom"), SynchronizedField("regimens")]
    parent_page_types: ClassVar[list[str]] = ["website.LibraryPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "website/article.jinja"

    class Meta:
        verbose_name = _("Article")

    @property
    def wording(self) -> str:
        """A digest of what a reader is told; how the article is filed is no part of it."""
        told = [self.title, self.summary, *(_without_ids(field.get_prep_value()) for field in (self.body, self.sources))]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def names(self) -> str:
        """Every name of the medicines it is about, for the index."""
        from .searching.synonyms import names_of  # deferred: reads the dictionary

        return " ".join([self.regimens, *names_of(self.drugs)])


class Review(models.Model):
    """A physician has read one wording of an article and stands for it until it is due again. Never changed."""

    page = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="reviews")
    revision_id = models.BigIntegerField()      # where she read it; publishing may make another of the same wording
    wording = models.CharField(max_length=64)   # the digest of what she read
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=timezone.localdate)
    due = models.DateField()
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["page", "wording"], name="website_review_of")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.on}"


class MedicalReview(GroupApprovalTask):
    """The step in which a physician reads an article; approving keeps who read which revision and when it is due."""

    class Meta:
        verbose_name = _("Medical review")

    def on_action(self, task_state: Any, user: Any, action_name: str, **told: Any) -> None:
        """Do what the reader chose, and write an approval down."""
        super().on_action(task_state, user, action_name, **told)
        if action_name == "approve":
            from . import actions  # deferred: actions know the tables

            actions.keep_review(task_state.revision, user, str(told.get("comment", "")))

    @classmethod
    def get_description(cls) -> Any:
        """What an editor reads when she builds a workflow."""
        return _("A physician reads the article; who and when is shown on the page.")
