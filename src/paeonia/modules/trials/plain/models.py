"""Texts for patients at rest: versions, and what reviewers said of them. They hold nobody's data."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .choices import Origin, Outcome


class Text(models.Model):
    """One version of the text about a trial, in both languages; never changed, the next version stands beside it.

    `rules` is the version of the criteria it was written from: when they become others, it is to be read again.
    """

    slug = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    content = models.JSONField()        # language -> {title, short: {section: text}, more: {section: text}}
    origin = models.CharField(max_length=10, choices=Origin.choices)
    rules = models.CharField(max_length=64)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "number"], name="plain_text_version")]

    def __str__(self) -> str:
        return f"{self.slug} {self.number}"


class Review(models.Model):
    """A reviewer's word about a version; the last one about a trial decides what patients read."""

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="reviews")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    remark = models.CharField(max_length=500, blank=True)
    due = models.DateField(null=True, blank=True)       # when it is to be read again
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome="signed", due__isnull=False) | ~Q(outcome="signed"),
                                   name="plain_signed_has_next_day"),
            models.CheckConstraint(condition=Q(outcome="signed") | ~Q(remark=""), name="plain_refusal_says_why")]
