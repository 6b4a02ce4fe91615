"""What the post keeps: letters, how each went out, what a person wants, and where she can be reached."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .choices import Channel, State


# The row itself says what was written and when; the trail keeps who read it.
@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent(), model_name="LetterEvent",
                 fields=["user", "kind", "read_at"])
class Letter(models.Model):
    """Something one person is told: a declared text and what stands in it. `once` keeps it from being told twice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=200, blank=True)     # a page of this house
    once = models.CharField(max_length=100, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)     # after this it is no use outside: what it reminds of has begun

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "once"], condition=~Q(once=""), name="letter_once"),
            models.CheckConstraint(condition=Q(link="") | (Q(link__startswith="/") & ~Q(link__startswith="//")),
                                   name="letter_link_inside")]
        indexes = [models.Index(fields=["user", "-made_at"], name="letter_by_user"),
                   models.Index(fields=["user"], condition=Q(read_at=None), name="letter_unread")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


@pghistory.track()
class Delivery(models.Model):
    """One letter on one way out: how often it was tried, when it may go, and what the provider called it."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    number = models.CharField(max_length=100, blank=True)
    why = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["letter", "channel"], name="delivery_once_a_channel")]
        indexes = [models.Index(fields=["not_before"], condition=Q(state__in=("waiting", "held", "failed")),
                                name="delivery_open"),
                   models.Index(fields=["-changed_at", "-id"], name="delivery_log")]

    def __str__(self) -> str:
        return f"{self.channel} {self.letter_id}"


class Wish(models.Model):
    """What a person said about one purpose on one channel. Only ever added; the last word counts, none means no."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=20)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    yes = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["user", "purpose", "channel", "-id"], name="wish_last")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.channel} {self.yes}"


# The trail says that an address was changed and confirmed; the address itself need not be kept for ever.
@pghistory.track(exclude=["address", "seed"])
class Address(models.Model):
    """Where a person can be reached on one channel; used once `verified_at` says that she is the one who reads it.

    The code she is asked for is made from `seed` and the house's secret, and stands nowhere.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    address = models.CharField(max_length=254)      # empty once she has thrown it away
    verified_at = models.DateTimeField(null=True)
    seed = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked = models.PositiveSmallIntegerField(default=0)     # codes sent on the day of asked_at
    tries = models.PositiveSmallIntegerField(default=0)     # wrong answers to the last code

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "channel"], name="one_address_a_channel")]

    def __str__(self) -> str:
        return f"{self.channel} {self.user_id}"
