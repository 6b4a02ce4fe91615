"""Mentors and matches. Nothing of the record is in either: a mentor reads what the asker wrote for her."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .choices import LIVE, About, Standing, State, Tongue


@pghistory.track()
class Mentor(models.Model):
    """A patient or survivor who wants to be there for others, shown by a name of her choice."""

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("Name to be shown"), max_length=30)
    about = ArrayField(models.CharField(max_length=16, choices=About.choices), verbose_name=_("What I can speak about"))
    tongues = ArrayField(models.CharField(max_length=4, choices=Tongue.choices), verbose_name=_("Languages I speak"))
    words = models.CharField(_("A few words about me"), max_length=300, blank=True)
    consented_at = models.DateTimeField()       # her own: she may end it any time
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.OFFERED)
    trained_on = models.DateField(null=True)
    training = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    until = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=~Q(standing=Standing.ENDED), name="communitymentors_once"),
            models.CheckConstraint(name="communitymentors_approved_by", condition=~Q(standing=Standing.APPROVED) | Q(
                until__isnull=False, trained_on__isnull=False, approved_by__isnull=False))]

    def __str__(self) -> str:
        return f"mentor {self.pk}"

    @property
    def valid(self) -> bool:
        """Whether she may be asked today."""
        return self.standing == Standing.APPROVED and self.until is not None and self.until >= timezone.localdate()

    def topics(self) -> list[str]:
        """What she can speak about, in the reader's language."""
        return [str(About(one).label) for one in self.about if one in About.values]

    def spoken(self) -> list[str]:
        """What she speaks, in the reader's language."""
        return [str(Tongue(one).label) for one in self.tongues if one in Tongue.values]


# How they reach one another is kept as long as they are in touch, and in no trail.
@pghistory.track(exclude=["asker_reach", "mentor_reach"])
class Match(models.Model):
    """A wish for a mentor, the team's proposal, and the yes of either side."""

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")      # who asks
    name = models.CharField(_("Name to be shown"), max_length=30)
    topic = models.CharField(_("What about"), max_length=16, choices=About.choices)
    tongue = models.CharField(_("Language we would speak"), max_length=4, choices=Tongue.choices)
    said = models.TextField(max_length=2000)
    shown = models.TextField(max_length=2100)       # what the mentor reads: without what leads to a person
    dangers = ArrayField(models.CharField(max_length=20), default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    mentor = models.ForeignKey(Mentor, null=True, on_delete=models.PROTECT, related_name="matches")
    asker_yes = models.BooleanField(default=False)
    mentor_yes = models.BooleanField(default=False)
    asker_reach = models.CharField(max_length=200, blank=True)
    mentor_reach = models.CharField(max_length=200, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(state__in=LIVE), name="communitymentors_one_wish"),
            models.CheckConstraint(condition=~Q(state=State.OPEN) | Q(asker_yes=True, mentor_yes=True, mentor__isnull=False),
                                   name="communitymentors_both_said_yes")]

    def __str__(self) -> str:
        return f"match {self.pk}"
