"""What a draft is made of: lines, each with the words of the text it came from, and groups with lines of their own."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .choices import ASKS_NOTHING, Author, GroupKind, Mark, Outcome

USER = settings.AUTH_USER_MODEL


@pghistory.track()
class Group(models.Model):
    """An arm, cohort or dose level: its lines hold for it beside those of the whole trial."""

    draft = models.ForeignKey("curation.Draft", on_delete=models.PROTECT, related_name="groups")
    code = models.CharField(_("Code"), max_length=40)
    kind = models.CharField(_("Kind"), max_length=10, choices=GroupKind.choices)
    name_en = models.CharField(_("Name in English"), max_length=200)
    name_zh = models.CharField(_("Name in Chinese"), max_length=200)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["draft", "code"], name="group_code_once")]

    def __str__(self) -> str:
        return self.code

    @property
    def words(self) -> dict[str, str]:
        """The name in both languages."""
        return {"en": self.name_en, "zh": self.name_zh}


@pghistory.track()
class Line(models.Model):
    """Some words of the text and the sentence made of them.

    `start` and `end` count characters of the draft's text; both are empty for a line a person added. `sentence` is YAML
    of the language and says the whole of what the line asks: an `ask` too, and the rest of a line drafted in part.
    `edition` grows with every change, so that nobody overwrites what she has not seen.
    """

    draft = models.ForeignKey("curation.Draft", on_delete=models.PROTECT, related_name="lines")
    group = models.ForeignKey(Group, null=True, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    text = models.TextField(blank=True)                     # the words themselves, also when the text has lost them
    side = models.CharField(max_length=10, blank=True)      # inclusion, exclusion or empty
    kind = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome.choices)
    sentence = models.TextField(blank=True)
    highlights = models.JSONField(default=list)             # [[start, end, kind], ...]
    author = models.CharField(max_length=10, choices=Author.choices)
    proposer = models.CharField(max_length=120, blank=True)     # the machine that proposed it
    written_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    settled_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    mark = models.CharField(max_length=10, choices=Mark.choices, default=Mark.SAME, blank=True)
    was = models.TextField(blank=True)                      # the words before the registry changed them
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["draft", "position"], name="line_by_position")]
        constraints = [
            models.CheckConstraint(condition=Q(start__isnull=True, end__isnull=True) | Q(end__gt=F("start")),
                                   name="line_has_words_or_none"),
            models.CheckConstraint(condition=Q(settled_by__isnull=True, settled_at__isnull=True)
                                   | Q(settled_by__isnull=False, settled_at__isnull=False),
                                   name="settled_by_somebody_at_some_time"),
            models.CheckConstraint(condition=~Q(outcome__in=ASKS_NOTHING) | Q(sentence=""),
                                   name="remark_says_no_sentence"),
            models.CheckConstraint(condition=~Q(author=Author.PERSON) | Q(written_by__isnull=False),
                                   name="person_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.text[:40]}"
