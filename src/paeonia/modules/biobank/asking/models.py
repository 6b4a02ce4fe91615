"""Questions somebody keeps, and what they were answered when somebody last noted it."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models_of_hospital import OfHospital


@pghistory.track()
class SavedQuestion(OfHospital):
    """A sentence with its titles; the sentence never changes, a better one is another question."""

    title_zh = models.CharField(_("Title in Chinese"), max_length=200)
    title_en = models.CharField(_("Title in English"), max_length=200)
    sentence = models.TextField(_("Sentence"))
    shared = models.BooleanField(_("Shared with the bank"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["id", "hospital"], name="bankask_question_with_hospital"),
            models.CheckConstraint(condition=~Q(sentence="") & ~Q(title_zh="") & ~Q(title_en=""),
                                   name="bankask_question_says_something"),
        ]

    def __str__(self) -> str:
        return self.title_en

    @property
    def words(self) -> dict[str, str]:
        """The title in both languages."""
        return {"en": self.title_en, "zh": self.title_zh}


class NotedAnswer(OfHospital):
    """What a question was answered at a moment; only added, so that the next look can say what is new."""

    question = models.ForeignKey(SavedQuestion, on_delete=models.PROTECT, related_name="noted", db_constraint=False)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    yes = ArrayField(models.BigIntegerField(), default=list)        # the tubes that answered
    open = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    version = models.CharField(max_length=40)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.question_id} {self.at:%Y-%m-%d}"


class Reckoned(OfHospital):
    """What follows from the events of a tube, kept so that a bank of a million need not be reckoned at each start.

    `mark` stands for all it was reckoned from: a row whose mark is not that of today says nothing.
    """

    specimen = models.OneToOneField("biobank.Specimen", primary_key=True, on_delete=models.PROTECT, related_name="+",
                                    db_constraint=False)
    mark = models.BigIntegerField()
    known = models.JSONField()
