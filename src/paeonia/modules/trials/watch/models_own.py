"""What a person keeps for herself: how she wants to be told, and searches of the list of trials."""

from __future__ import annotations

from datetime import time

import pghistory
from django.conf import settings
from django.db import models


@pghistory.track()
class Manner(models.Model):
    """How a person wants notices: a digest a day or at once, and the hours in which she wants none."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at_once = models.BooleanField(default=False)
    digest_at = models.TimeField(default=time(7, 30))
    quiet_from = models.TimeField(default=time(21, 0))
    quiet_until = models.TimeField(default=time(7, 0))


@pghistory.track(exclude=["known"])
class SavedSearch(models.Model):
    """Filters of the list of trials under a name; `known` are the trials found when its owner last looked."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    filters = models.JSONField()
    known = models.JSONField(default=list)
    looked_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="search_named_once")]
