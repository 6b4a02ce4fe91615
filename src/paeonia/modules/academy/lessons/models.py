"""What is taught in a lesson: its words, its slides, its film with captions, its case in editions."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..models import Titled
from .choices import Kind, Tongue

# Django registers only what this module imports.
from .models_learner import Answer, Beat, Done, Seen, Viewing  # noqa: F401


@pghistory.track()
class Lesson(Titled):
    """One piece of an activity to be worked through alone; drafts and withdrawn ones are seen by those who teach."""

    activity = models.ForeignKey("academy.Activity", on_delete=models.PROTECT, related_name="lessons")
    place = models.PositiveSmallIntegerField(_("Order"), default=1)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    title_zh = models.CharField(_("Title in Chinese"), max_length=200)
    title_en = models.CharField(_("Title in English"), max_length=200)
    text_zh = models.TextField(_("Text in Chinese"), blank=True, max_length=60_000)     # Markdown; cleaned when shown
    text_en = models.TextField(_("Text in English"), blank=True, max_length=60_000)
    minutes = models.PositiveSmallIntegerField(_("Minutes it takes"), default=10,
                                               validators=[MinValueValidator(1), MaxValueValidator(600)])
    required = models.BooleanField(_("Asked for the certificate"), default=True)
    published = models.BooleanField(default=False)
    share = models.PositiveSmallIntegerField(_("Of the film to be watched (%)"), default=90,
                                             validators=[MinValueValidator(1), MaxValueValidator(100)])
    link = models.URLField(_("Link to a film elsewhere"), blank=True)
    source = models.CharField(_("Named source"), max_length=300, blank=True)
    # Empty until a clinician has read it; shown so.
    signed_by = models.CharField(_("Signed off by"), max_length=80, blank=True)
    signed_on = models.DateField(_("Signed off on"), null=True, blank=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(share__range=(1, 100)), name="academylessons_share_is_a_share"),
            models.CheckConstraint(condition=Q(signed_by="") | Q(signed_on__isnull=False),
                                   name="academylessons_signed_on_a_day")]

    def __str__(self) -> str:
        return self.title_en


class Handed(models.Model):
    """Something handed in for a lesson; kept as it came, the latest one is shown."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["id"]


class Deck(Handed):
    """A set of slides as it was handed in."""

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="decks")
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"deck {self.pk} of {self.lesson_id}"


@pghistory.track()
class Slide(models.Model):
    """One page as a picture of our own drawing; `text` is what it says, for those who listen to it."""

    deck = models.ForeignKey(Deck, on_delete=models.PROTECT, related_name="slides")
    number = models.PositiveSmallIntegerField()
    stored = models.CharField(max_length=80)
    wide = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True, max_length=4000)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["deck", "number"], name="academylessons_slides_are_numbered")]

    def __str__(self) -> str:
        return f"slide {self.number} of deck {self.deck_id}"


class Film(Handed):
    """A film on our own disk, with the length its file tells."""

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="films")
    stored = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    length = models.PositiveIntegerField()      # thousandths of a second

    def __str__(self) -> str:
        return f"film {self.pk} of {self.lesson_id}"


class Caption(Handed):
    """What is said in a film, as WebVTT."""

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="captions")
    tongue = models.CharField(_("Language of the captions"), max_length=2, choices=Tongue.choices)
    text = models.TextField()

    def __str__(self) -> str:
        return f"captions {self.tongue} of film {self.film_id}"


class Edition(Handed):
    """A case as it was handed in; whoever has begun with one edition goes on with it."""

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    written = models.TextField()        # the YAML, to be changed into the next edition

    class Meta(Handed.Meta):
        constraints = [models.UniqueConstraint(fields=["lesson", "number"], name="academylessons_editions_are_numbered")]

    def __str__(self) -> str:
        return f"edition {self.number} of {self.lesson_id}"
