"""Who is on stage, what was announced when, what a reader has chosen and seen, and the link of her calendar."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .choices import Duty


@pghistory.track()
class OnStage(models.Model):
    """Somebody who chairs, discusses or teaches in a session, with what she has to declare."""

    session = models.ForeignKey("academy.Session", on_delete=models.CASCADE, related_name="stage")
    duty = models.CharField(_("Duty"), max_length=8, choices=Duty.choices, default=Duty.CHAIR)
    name_zh = models.CharField(_("Person, in Chinese"), max_length=80)
    name_en = models.CharField(_("Person, in English"), max_length=80, blank=True)
    place_zh = models.CharField(_("Where she works, Chinese"), max_length=120, blank=True)
    place_en = models.CharField(_("Where she works, English"), max_length=120, blank=True)
    # Empty is not "none": who has said nothing yet is shown as one who has said nothing yet.
    declares = models.CharField(_("Interests declared"), max_length=300, blank=True)

    class Meta:
        ordering = ["duty", "id"]

    def __str__(self) -> str:
        return self.name_en or self.name_zh

    @property
    def words(self) -> dict[str, str]:
        """The name in both scripts."""
        return {"en": self.name_en or self.name_zh, "zh": self.name_zh or self.name_en}

    @property
    def place(self) -> dict[str, str]:
        """Where she works, in both languages."""
        return {"en": self.place_en or self.place_zh, "zh": self.place_zh or self.place_en}


class Edition(models.Model):
    """The programme as it was announced, with a note; what changed between two is read from them."""

    activity = models.ForeignKey("academy.Activity", on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    note_zh = models.TextField(_("Note in Chinese"), max_length=600)
    note_en = models.TextField(_("Note in English"), max_length=600)
    plan = models.JSONField()       # sessions as they stood, see `changes`
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["activity", "number"], name="academyplan_editions_are_numbered")]

    def __str__(self) -> str:
        return f"{self.number} of {self.activity_id}"

    @property
    def note(self) -> dict[str, str]:
        """The note in both languages."""
        return {"en": self.note_en, "zh": self.note_zh}


class OfReader(models.Model):
    """A row that a reader made for herself; nobody else sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Seen(OfReader):
    """That she has read an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "user"], name="academyplan_seen_once")]

    def __str__(self) -> str:
        return f"{self.user_id} saw {self.edition_id}"


@pghistory.track()
class Chosen(OfReader):
    """A session she wants to go to."""

    session = models.ForeignKey("academy.Session", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "user"], name="academyplan_chosen_once")]

    def __str__(self) -> str:
        return f"{self.user_id} chose {self.session_id}"


@pghistory.track()
class CalendarLink(OfReader):
    """The link under which her calendar fetches her sessions; a new number makes the old link worthless."""

    number = models.PositiveIntegerField(default=1)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user"], name="academyplan_one_link")]

    def __str__(self) -> str:
        return f"of {self.user_id}"
