"""Threads, replies, pictures, who follows, and what was done with them."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .choices import PLAIN, Deed, State, Topic


class Post(models.Model):
    """Something a colleague wrote under her own name, after the gate; `kept` is what she said is no trace, with why."""

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=24)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SHOWN)
    kept = models.JSONField(default=list, blank=True)       # [{"words": ..., "kind": ..., "why": ...}]
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


@pghistory.track()
class Thread(Post):
    """A case by its template, or a question without a case. `words` is all that is searched, in both languages."""

    topic = models.CharField(_("Topic of the thread"), max_length=12, choices=Topic.choices)
    title = models.CharField(_("Title of the thread"), max_length=120)
    case = models.JSONField(default=dict, blank=True)       # codes of the dictionary by variable; empty: no case
    problem = models.TextField(blank=True, max_length=4000)
    question = models.TextField(max_length=2000)
    discussed = models.TextField(blank=True, max_length=3000)
    words = models.TextField(blank=True)
    attested_at = models.DateTimeField()
    changed_at = models.DateTimeField(default=timezone.now)     # also by a reply
    closed_why = models.CharField(max_length=300, blank=True)
    did = models.ForeignKey("communityforum.Reply", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-changed_at", "-id"]

    def __str__(self) -> str:
        return f"thread {self.pk}"


@pghistory.track()
class Reply(Post):
    """What a colleague answers."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(max_length=4000)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"reply {self.pk}"


@pghistory.track()
class Picture(models.Model):
    """A picture of a case: drawn anew, and seen by nobody else before a moderator has looked for burnt-in names."""

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="pictures")
    shows = models.CharField(_("What the picture shows"), max_length=200)
    stored = models.CharField(max_length=80, blank=True)    # empty once it was declined
    ends = models.CharField(max_length=4)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"picture {self.pk}"


@pghistory.track()
class Follow(models.Model):
    """Somebody wants to know of new replies, and when she last looked."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="followers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "user"], name="communityforum_follow_once")]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.thread_id}"


class Done(models.Model):
    """What was done with a thread, a reply or a picture, by whom and why. Only ever added."""

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="deeds")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.PROTECT, related_name="deeds")
    picture = models.ForeignKey(Picture, null=True, on_delete=models.PROTECT, related_name="deeds")
    deed = models.CharField(max_length=10, choices=Deed.choices)
    why = models.CharField(max_length=300, blank=True)
    # Empty: the house, after three reports.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=Q(deed__in=PLAIN) | ~Q(why=""), name="communityforum_done_with_why")]

    def __str__(self) -> str:
        return f"{self.deed} {self.thread_id}"
