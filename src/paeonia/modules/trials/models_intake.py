"""How trials came in: batches of records, runs against a live registry, and the queue of what could not be read."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class ImportBatch(models.Model):
    """One import of registry records, with its counts; `finished_at` is empty while it runs or when it was killed."""

    source = models.CharField(max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    stored = models.CharField(max_length=80, blank=True)        # the file handed in, until it has been read
    seen = models.PositiveIntegerField(default=0)               # records read so far, while it runs
    trouble = models.JSONField(default=dict, blank=True)        # why it stopped: {code, params}; empty: it did not

    def __str__(self) -> str:
        return self.source


class SyncRun(models.Model):
    """One question put to a live registry, and how far its answer has been taken in."""

    condition = models.CharField(max_length=400)
    statuses = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    base_url = models.CharField(max_length=400)
    since = models.CharField(max_length=10, blank=True)     # ISO day; empty: everything
    token = models.TextField(blank=True)                    # the next page; empty before the first
    pages = models.PositiveIntegerField(default=0)
    records = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)          # what the registry says there is
    batch = models.ForeignKey(ImportBatch, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now=True)
    finished_at = models.DateTimeField(null=True)
    nightly = models.BooleanField(default=False)            # asked again every night
    waits_until = models.DateTimeField(null=True)           # the registry was not well; asked again then
    trouble = models.JSONField(default=dict, blank=True)    # why it stopped: {code, params}; empty: it did not

    class Meta:
        indexes = [models.Index(fields=["condition", "started_at"], name="sync_by_condition")]

    def __str__(self) -> str:
        return f"{self.condition} {self.started_at:%Y-%m-%d}"


class RegistryProblem(models.Model):
    """A record that was refused, or something in it that could not be read; stays until somebody deals with it.

    The message is made from `code` and `params` in the reader's language. `times` counts the records of the last
    import that had it.
    """

    batch = models.ForeignKey(ImportBatch, null=True, on_delete=models.SET_NULL, related_name="problems")
    source = models.CharField(max_length=400)
    place = models.CharField(max_length=400)
    number = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    refused = models.BooleanField(default=False)            # False: the record came in all the same
    excerpt = models.TextField(blank=True)
    times = models.PositiveIntegerField(default=1)
    fingerprint = models.CharField(max_length=64)
    first_seen = models.DateTimeField(auto_now_add=True)
    last_seen = models.DateTimeField(auto_now=True)
    settled_at = models.DateTimeField(null=True)
    # Somebody looked at it and said why it may stay; it does not come up again while it is the same.
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fingerprint"], condition=Q(settled_at__isnull=True),
                                               name="open_registry_problem_once")]
        indexes = [models.Index(fields=["settled_at", "last_seen"], name="registry_problem_open"),
                   models.Index(fields=["fingerprint"], name="registry_problem_again")]

    def __str__(self) -> str:
        return f"{self.place}: {self.code}"
