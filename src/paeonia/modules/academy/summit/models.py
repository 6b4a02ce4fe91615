"""The call for abstracts of a summit: what is asked, what was sent, how it was read, and what was decided."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .choices import Decision, Form, Phase


@pghistory.track()
class Call(models.Model):
    """What an abstract must hold, until when, and how far the reading is."""

    activity = models.OneToOneField("academy.Activity", on_delete=models.PROTECT, related_name="call")
    opens = models.DateField(_("Call opens"))
    closes = models.DateField(_("Call closes"))
    headings = models.JSONField(default=list)      # [{"zh": ..., "en": ..., "most": characters}]
    phase = models.CharField(_("How far the call is"), max_length=10, choices=Phase.choices, default=Phase.SENDING)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(closes__gte=F("opens")), name="summit_call_has_a_length")]

    def __str__(self) -> str:
        return f"call of {self.activity_id}"


@pghistory.track()
class Reader(models.Model):
    """Somebody who reads abstracts of a call without knowing whose they are."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "user"], name="summit_reader_once")]

    def __str__(self) -> str:
        return f"{self.user_id} reads {self.call_id}"


@pghistory.track()
class Abstract(models.Model):
    """What an author sends. A decision is kept pending until all are released at once."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="abstracts")
    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")     # the host
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("Title of the abstract"), max_length=250)
    authors = models.TextField(_("Authors, one a line, with their hospital"), max_length=2000)
    parts = models.JSONField(default=list)      # a text for each heading of the call
    interests = models.CharField(_("Interests declared"), max_length=300)
    wanted = models.CharField(_("Wanted as"), max_length=8, choices=Form.choices)
    sent_at = models.DateTimeField(null=True)   # empty: a draft that nobody else reads
    pending = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(released_at__isnull=True) | ~Q(pending=""),
                                              name="summit_released_was_decided")]

    def __str__(self) -> str:
        return self.title

    @property
    def decision(self) -> str:
        """What its author may know: nothing before the release."""
        return self.pending if self.released_at else ""


@pghistory.track()
class Reading(models.Model):
    """One reader's opinion of one abstract."""

    abstract = models.ForeignKey(Abstract, on_delete=models.PROTECT, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    conflict = models.BooleanField(_("I recognise it, or have an interest in it: I do not judge it"), default=False)
    score = models.PositiveSmallIntegerField(_("Score"), null=True, blank=True,
                                             validators=[MinValueValidator(1), MaxValueValidator(5)])
    remark = models.TextField(_("Remark for the committee"), blank=True, max_length=2000)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["abstract", "user"], name="summit_reading_once"),
            models.CheckConstraint(condition=Q(conflict=True, score__isnull=True) | Q(conflict=False, score__range=(1, 5)),
                                   name="summit_scored_or_in_conflict")]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.abstract_id}"


@pghistory.track()
class Placed(models.Model):
    """Where an accepted talk stands in the programme."""

    abstract = models.OneToOneField(Abstract, on_delete=models.PROTECT, related_name="placed")
    item = models.OneToOneField("academy.Item", on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.abstract_id} at {self.item_id}"
