"""What people are told and what they answer: news, the notices that leave the house, and pairs set aside."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from .choices import Cause, Kind, Reason


# The row itself says what was told and when; the trail keeps who read it.
@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent(), model_name="NewsEvent",
                 fields=["hospital", "patient", "recipient", "read_at", "announced_at"])
class News(models.Model):
    """One thing one person is told once; `once` says what it is about, so that no second round tells it again."""

    patient = models.ForeignKey("chart.Patient", on_delete=models.CASCADE, related_name="+", db_constraint=False)
    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    question = models.CharField(max_length=60)
    cause = models.CharField(max_length=12, choices=Cause.choices, blank=True)
    after = models.PositiveSmallIntegerField()
    day = models.DateField()                            # the day of the answer, or on which a window opens
    once = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)      # counted in a notice outside

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "patient", "once"], name="told_once")]
        indexes = [models.Index(fields=["recipient", "-id"], name="news_by_recipient"),
                   models.Index(fields=["recipient"], condition=Q(read_at=None), name="news_unread")]


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Outbox(models.Model):
    """A notice that may leave the house: how many items wait, never about whom or what. One a person and moment."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    count = models.PositiveIntegerField()
    digest_of = models.DateField(null=True)             # empty: told at once
    created_at = models.DateTimeField(auto_now_add=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "digest_of"], name="digest_once_a_day")]


@pghistory.track()
class Dismissal(models.Model):
    """A patient and a trial set aside with a reason, until what was read for that verdict changes.

    `reading` holds the answer, the rule's version and a digest of each fact read, by variable.
    """

    patient = models.ForeignKey("chart.Patient", on_delete=models.CASCADE, related_name="+", db_constraint=False)
    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    question = models.CharField(max_length=60)
    reason = models.CharField(max_length=12, choices=Reason.choices)
    remark = models.CharField(max_length=300, blank=True)
    reading = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_why = models.JSONField(null=True)             # {"answer"?, "rule"?, "facts": [...]} or {"person": true}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "question"], condition=Q(ended_at=None), name="set_aside_once"),
            models.CheckConstraint(condition=~Q(reason="other") | ~Q(remark=""), name="other_reason_in_words"),
        ]
