"""Trials at rest: one row a trial, every version its registry published, and what could not be read."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

# Django registers only what this module imports.
from .models_intake import ImportBatch, RegistryProblem, SyncRun  # noqa: F401
from .models_slots import Slot  # noqa: F401

_WORDS = {"default": list, "blank": True}


@pghistory.track(exclude=["search_text"])
class Trial(models.Model):
    """One trial, whatever registries list it; lists and filters read this row, details stand in `current`.

    Statuses, phases and kinds of sponsors are the codes of ClinicalTrials.gov's API v2; `settings`, `subtypes`, `drugs`
    and `drug_classes` are codes of the dictionary, `biomarkers` and `lines` of `registry_words`.
    """

    number = models.CharField(max_length=60, unique=True)
    registry = models.CharField(max_length=40)
    title = models.TextField()
    title_zh = models.TextField(blank=True)
    acronym = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=40, blank=True)
    study_type = models.CharField(max_length=40, blank=True)
    phases = ArrayField(models.CharField(max_length=20), **_WORDS)
    settings = ArrayField(models.CharField(max_length=40), **_WORDS)
    subtypes = ArrayField(models.CharField(max_length=60), **_WORDS)
    drug_classes = ArrayField(models.CharField(max_length=60), **_WORDS)
    drugs = ArrayField(models.CharField(max_length=60), **_WORDS)
    biomarkers = ArrayField(models.CharField(max_length=40), **_WORDS)
    lines = ArrayField(models.CharField(max_length=20), **_WORDS)
    sponsor_kind = models.CharField(max_length=40, blank=True)
    sponsor = models.CharField(max_length=300, blank=True)
    start = models.CharField(max_length=10, blank=True)         # ISO, may be partial
    last_update = models.CharField(max_length=10, blank=True)
    enrolment = models.PositiveIntegerField(null=True, blank=True)
    limits = models.JSONField(default=dict)                     # age and sex as a sentence of the language
    healthy_volunteers = models.BooleanField(null=True)         # empty: the registry does not say
    search_text = models.TextField(blank=True)
    current = models.ForeignKey("TrialVersion", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["status", "number"], name="trial_by_status"),
                   # Every page asks whether anything has changed since the search index was made.
                   models.Index(fields=["changed_at"], name="trial_by_change")]

    def __str__(self) -> str:
        return self.number


class TrialNumber(models.Model):
    """A number a trial is known by. A registry gives a number once; sponsors' own numbers may meet."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="numbers")
    number = models.CharField(max_length=200)
    registry = models.CharField(max_length=40, blank=True)      # empty: the sponsor's own

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(registry=""), name="registry_number_once"),
            models.UniqueConstraint(fields=["trial", "number"], name="number_once_a_trial"),
        ]
        indexes = [models.Index(fields=["number"], name="trial_by_number")]

    def __str__(self) -> str:
        return self.number


class TrialVersion(models.Model):
    """What a registry published of a trial at one time: never changed, never replaced."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="versions")
    number = models.CharField(max_length=60)                    # the number of the record itself
    format = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField(max_length=64)                    # of the record without persons and restless parts
    registry_date = models.CharField(max_length=10, blank=True)
    raw = models.JSONField()                                    # as published, without persons
    content = models.JSONField()                                # as read, fields of `RegistryTrial`
    changed = ArrayField(models.CharField(max_length=40), **_WORDS)     # fields unlike the version before
    source = models.CharField(max_length=400)
    fetched_at = models.DateTimeField(auto_now_add=True)
    batch = models.ForeignKey(ImportBatch, null=True, on_delete=models.SET_NULL, related_name="versions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trial", "sha256"], name="trial_version_once")]
        indexes = [models.Index(fields=["number", "sha256"], name="trial_version_by_digest")]

    def __str__(self) -> str:
        return f"{self.number} {self.registry_date}"


class TrialSite(models.Model):
    """A place where a trial runs, by its current version; degrees of latitude and longitude."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="sites")
    facility = models.CharField(max_length=400, blank=True)
    city = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=40, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        indexes = [models.Index(fields=["country", "city"], name="site_by_place")]

    def __str__(self) -> str:
        return f"{self.facility}, {self.city}"
