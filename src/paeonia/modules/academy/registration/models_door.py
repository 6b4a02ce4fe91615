"""Doors: lists of who may come in where, each counting for itself, and who came."""

from __future__ import annotations

from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paeonia.modules.academy.models import Titled


@pghistory.track()
class Door(Titled):
    """One list: the first day, the dinner, a workshop. `sessions` is what the desk says one attends by coming in here."""

    activity = models.ForeignKey("academy.Activity", on_delete=models.PROTECT, related_name="doors")
    title_zh = models.CharField(_("List in Chinese"), max_length=60)
    title_en = models.CharField(_("List in English"), max_length=60)
    on = models.DateField(_("Day of the list"))
    asks_fee = models.BooleanField(_("The fee must be settled"), default=True)
    categories: Any = models.ManyToManyField("academydesk.Category", through="DoorCategory", related_name="doors",
                                             blank=True, verbose_name=_("Categories that may enter"))
    sessions: Any = models.ManyToManyField("academy.Session", through="DoorSession", related_name="+", blank=True,
                                           verbose_name=_("Sessions one attends by coming in here"))

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.title_en


@pghistory.track()
class DoorCategory(models.Model):
    """That a category may enter."""

    door = models.ForeignKey(Door, on_delete=models.CASCADE, related_name="lets_in")
    category = models.ForeignKey("academydesk.Category", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["door", "category"], name="academydesk_lets_in_once")]

    def __str__(self) -> str:
        return f"{self.category_id} at {self.door_id}"


@pghistory.track()
class DoorSession(models.Model):
    """That coming in here is coming to a session, because the desk says so."""

    door = models.ForeignKey(Door, on_delete=models.CASCADE, related_name="leads_to")
    session = models.ForeignKey("academy.Session", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["door", "session"], name="academydesk_leads_to_once")]

    def __str__(self) -> str:
        return f"{self.session_id} behind {self.door_id}"


@pghistory.track()
class CheckIn(models.Model):
    """She came in. Two desks that scan her at once count her once; what was undone stays on record."""

    door = models.ForeignKey(Door, on_delete=models.PROTECT, related_name="check_ins")
    registration = models.ForeignKey("academydesk.Registration", on_delete=models.PROTECT, related_name="check_ins")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=200, blank=True)      # let in although the list said no
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["door", "registration"], condition=Q(undone_at__isnull=True),
                                    name="academydesk_in_once"),
            models.CheckConstraint(condition=Q(undone_at__isnull=True) | ~Q(undone_why=""),
                                   name="academydesk_undone_with_why")]

    def __str__(self) -> str:
        return f"{self.registration_id} at {self.door_id}"
