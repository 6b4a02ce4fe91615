"""Questions, replies, what was done with them, and the directory of groups."""

from __future__ import annotations

from datetime import date, timedelta

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .choices import Deed, Place, State, Topic

SOON = timedelta(days=14)
SOON_WECHAT = timedelta(days=3)     # its codes end after seven days: a longer warning would never go out


class Said(models.Model):
    """Something somebody wrote: as she wrote it, and as others may read it once it was read."""

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("Name to be shown"), max_length=30)      # never the real one, unless she writes it herself
    said = models.TextField(_("Text"), max_length=4000)
    shown = models.TextField(blank=True)        # empty until it is shown; parts may be blacked out
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    dangers = ArrayField(models.CharField(max_length=20), default=list)     # words of danger found in it
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


@pghistory.track()
class Question(Said):
    """A patient's question under a name of her choice."""

    topic = models.CharField(_("Topic of the question"), max_length=12, choices=Topic.choices)
    agrees = models.BooleanField(default=False)     # that it becomes an article for others, without her name

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(state=State.SHOWN) | ~Q(shown=""),
                                              name="community_shown_has_words")]

    def __str__(self) -> str:
        return f"question {self.pk}"


@pghistory.track()
class Reply(Said):
    """An answer of the team, signed with name and role, or a reply of another patient, which is labelled as such."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="replies")
    role = models.CharField(max_length=24, blank=True)     # of the team; empty: another patient

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(state=State.SHOWN) | ~Q(shown=""),
                                              name="community_reply_has_words")]

    def __str__(self) -> str:
        return f"reply {self.pk}"


class Moderation(models.Model):
    """What was done with a text, by whom and why. Only ever added."""

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="deeds")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.PROTECT, related_name="deeds")
    deed = models.CharField(max_length=10, choices=Deed.choices)
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=Q(deed__in=(Deed.SHOWN, Deed.REDACTED)) | ~Q(why=""),
                                              name="community_taken_down_with_why")]

    def __str__(self) -> str:
        return f"{self.deed} {self.question_id}"


class Promotion(models.Model):
    """A question and its answer went to the library as a draft: from whom, and where it lies. Only ever added."""

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")    # the asker
    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="promotion")
    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"promotion of {self.question_id}"


@pghistory.track()
class Group(models.Model):
    """A group outside this house: only its card is kept here, and the day on which its invitation ends."""

    host = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+",
                             verbose_name=_("Looked after by"))
    place = models.CharField(_("Where it meets"), max_length=8, choices=Place.choices)
    name_zh = models.CharField(_("Name in Chinese"), max_length=120)
    name_en = models.CharField(_("Name in English"), max_length=120)
    about_zh = models.CharField(_("For whom, in Chinese"), max_length=300, blank=True)
    about_en = models.CharField(_("For whom, in English"), max_length=300, blank=True)
    link = models.CharField(_("Invitation (what the code says)"), max_length=300, blank=True)
    ends = models.DateField(_("Invitation ends"), null=True, blank=True,
                            help_text=_(
        "The code of a WeChat group ends after seven days. You are warned three days before, of others two weeks."))

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name_en

    @property
    def words(self) -> dict[str, str]:
        """The name in both languages."""
        return {"en": self.name_en, "zh": self.name_zh}

    @property
    def about(self) -> dict[str, str]:
        """For whom it is, in both languages."""
        return {"en": self.about_en or self.about_zh, "zh": self.about_zh or self.about_en}

    @property
    def has_ended(self) -> bool:
        """Whether its invitation leads nowhere now."""
        return self.ends is not None and self.ends < timezone.localdate()

    def ends_soon(self, day: date | None = None) -> bool:
        """Whether those who keep the card should renew it."""
        margin = SOON_WECHAT if self.place == Place.WECHAT else SOON
        return self.ends is not None and self.ends <= (day or timezone.localdate()) + margin
