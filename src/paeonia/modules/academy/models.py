"""What is taught: an activity, its sessions and what happens in them, and its bank of questions."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .choices import Audience, Kind, Stage

# Django registers only what this module imports.
from .models_learner import Attempt, Attendance, Certificate, Enrolment, Feedback  # noqa: F401

PER_CENT = [MinValueValidator(0), MaxValueValidator(100)]


class Titled(models.Model):
    """Something with a title in each language."""

    title_zh: Any       # columns of its heirs
    title_en: Any

    class Meta:
        abstract = True

    @property
    def words(self) -> dict[str, str]:
        """The title in both languages."""
        return {"en": str(self.title_en), "zh": str(self.title_zh)}


@pghistory.track()
class Activity(Titled):
    """A course, a project, a series or an event, with its rules of passing."""

    host = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+", verbose_name=_("Held by"))
    kind = models.CharField(_("Kind of activity"), max_length=12, choices=Kind.choices)
    audience = models.CharField(_("Meant for"), max_length=10, choices=Audience.choices, default=Audience.STAFF)
    stage = models.CharField(_("State of the activity"), max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    title_zh = models.CharField(_("Title in Chinese"), max_length=200)
    title_en = models.CharField(_("Title in English"), max_length=200)
    about_zh = models.TextField(_("About it, in Chinese"), blank=True)
    about_en = models.TextField(_("About it, in English"), blank=True)
    number = models.CharField(_("Project number"), max_length=60, blank=True)
    seats = models.PositiveIntegerField(_("Number of places"), null=True, blank=True, help_text=_("Empty: as many as come."))
    approves = models.BooleanField(_("Each enrolment is approved"), default=False)
    share = models.PositiveSmallIntegerField(_("Sessions to attend (%)"), default=80, validators=PER_CENT)
    draws = models.PositiveSmallIntegerField(_("Questions in the test"), default=0, help_text=_("0: no test."))
    pass_mark = models.PositiveSmallIntegerField(_("Pass mark (%)"), default=60, validators=PER_CENT)
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=3, validators=[MinValueValidator(1)])
    # Said by the education office for this activity; nothing is computed from hours, because the rules change.
    credits = models.DecimalField(_("Credits granted"), max_digits=4, decimal_places=1, null=True, blank=True,
                                  help_text=_("As the education office confirmed; empty until it has."))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(share__lte=100) & Q(pass_mark__lte=100), name="academy_shares_are_shares"),
            models.CheckConstraint(condition=Q(attempts__gte=1), name="academy_one_attempt_at_least")]

    def __str__(self) -> str:
        return self.title_en

    @property
    def about(self) -> dict[str, str]:
        """What it is about, in both languages."""
        return {"en": self.about_en or self.about_zh, "zh": self.about_zh or self.about_en}


@pghistory.track()
class Session(Titled):
    """One sitting with a beginning and an end, in a room, online or both."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sessions")
    title_zh = models.CharField(_("Title in Chinese"), max_length=200)
    title_en = models.CharField(_("Title in English"), max_length=200)
    starts = models.DateTimeField(_("Begins"))
    ends = models.DateTimeField(_("Ends"))
    room = models.CharField(_("Room"), max_length=120, blank=True)
    live = models.URLField(_("Live link"), blank=True)
    recording = models.URLField(_("Recording"), blank=True)
    # Why it is not held after all; the session stays, so that calendars and people who planned to come are told.
    called_off = models.CharField(_("Called off, because"), max_length=200, blank=True)

    class Meta:
        ordering = ["starts", "id"]
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="academy_session_has_a_length")]

    def __str__(self) -> str:
        return self.title_en

    @property
    def hours(self) -> Decimal:
        """Its length in hours, to one place."""
        return (Decimal((self.ends - self.starts).total_seconds()) / 3600).quantize(Decimal("0.1"))

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended."""
        return self.ends <= now


@pghistory.track()
class Item(Titled):
    """A talk within a session, with its speaker and what she has to declare."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="items")
    starts = models.TimeField(_("Begins at"))
    title_zh = models.CharField(_("Title in Chinese"), max_length=200)
    title_en = models.CharField(_("Title in English"), max_length=200)
    speaker_zh = models.CharField(_("Speaker in Chinese"), max_length=80, blank=True)
    speaker_en = models.CharField(_("Speaker in English"), max_length=80, blank=True)
    # Empty is not "none": a speaker who has said nothing yet is shown as one who has said nothing yet.
    declares = models.CharField(_("Interests declared"), max_length=300, blank=True)

    class Meta:
        ordering = ["starts", "id"]

    def __str__(self) -> str:
        return self.title_en

    @property
    def speaker(self) -> dict[str, str]:
        """The speaker in both scripts."""
        return {"en": self.speaker_en or self.speaker_zh, "zh": self.speaker_zh or self.speaker_en}


@pghistory.track()
class QuizQuestion(models.Model):
    """One question of the bank: several answers, one right, and why."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="bank")
    text_zh = models.TextField(_("Wording in Chinese"))
    text_en = models.TextField(_("Wording in English"))
    options = models.JSONField(_("Answers"))     # [{"zh": ..., "en": ...}], two to six
    right = models.PositiveSmallIntegerField(_("Right answer"))
    why_zh = models.TextField(_("Why, in Chinese"), blank=True)
    why_en = models.TextField(_("Why, in English"), blank=True)
    retired = models.BooleanField(_("No longer drawn"), default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text_en

    @property
    def words(self) -> dict[str, str]:
        """The question in both languages."""
        return {"en": self.text_en, "zh": self.text_zh}

    @property
    def why(self) -> dict[str, str]:
        """The explanation in both languages."""
        return {"en": self.why_en or self.why_zh, "zh": self.why_zh or self.why_en}
