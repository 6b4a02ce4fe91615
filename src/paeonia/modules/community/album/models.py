"""Albums, photographs, who can be recognised in them, and what was done."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .choices import Deed, How, State


@pghistory.track()
class Album(models.Model):
    """The photographs of one event."""

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+",
                                 verbose_name=_("Looked after by"))
    title_zh = models.CharField(_("Album title in Chinese"), max_length=120)
    title_en = models.CharField(_("Album title in English"), max_length=120)
    day = models.DateField(_("Day of the event"))

    class Meta:
        ordering = ["-day", "-id"]

    def __str__(self) -> str:
        return self.title_en

    @property
    def words(self) -> dict[str, str]:
        """The title in both languages."""
        return {"en": self.title_en, "zh": self.title_zh}


@pghistory.track()
class Photo(models.Model):
    """A photograph drawn anew; `stored` is empty once it is deleted, and then nothing of it is kept."""

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    album = models.ForeignKey(Album, on_delete=models.PROTECT, related_name="photos")
    shows = models.CharField(_("What it shows, without names"), max_length=200)
    stored = models.CharField(max_length=80, blank=True)
    ends = models.CharField(max_length=4)
    complete = models.BooleanField(default=False)   # whoever added it says that all who can be recognised are named
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(state=State.SHOWN) | (Q(complete=True) & ~Q(stored="")),
                                              name="communityalbum_shown_is_complete")]

    def __str__(self) -> str:
        return f"photo {self.pk}"


@pghistory.track()
class Person(models.Model):
    """Somebody who can be recognised: her name is for the team alone, her yes is hers and may be taken back."""

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="people")
    name = models.CharField(_("Who can be recognised"), max_length=60)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(_("How she agrees"), max_length=8, choices=How.choices)
    agreed_on = models.DateField(null=True)
    paper = models.CharField(max_length=120, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["photo", "name"], name="communityalbum_named_once")]

    def __str__(self) -> str:
        return f"person {self.pk}"


class Done(models.Model):
    """What was done with a photograph, by whom and why. Only ever added."""

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="deeds")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    deed = models.CharField(max_length=10, choices=Deed.choices)
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.deed} {self.photo_id}"
