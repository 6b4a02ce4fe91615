"""What the watch keeps: the answers as they last stood, every change of one, and which questions were asked."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .choices import Cause

# Django registers only what this module imports.
from .models_own import Manner, SavedSearch  # noqa: F401
from .models_told import Dismissal, News, Outbox  # noqa: F401


class Rulebook(models.Model):
    """A set of questions as it was asked: ids and versions in the order of the packed answers. Holds nobody's data."""

    version = models.CharField(max_length=16, unique=True)
    asked = models.JSONField()          # [[question, version], ...]
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.version


class AboutPatient(models.Model):
    """A row about a patient of one hospital; the database shows it to that hospital alone."""

    patient = models.ForeignKey("chart.Patient", on_delete=models.CASCADE, related_name="+", db_constraint=False)
    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+", db_constraint=False)

    class Meta:
        abstract = True


class Standing(AboutPatient):
    """One patient's answers to every question of a rulebook, two bits each: what the next asking is compared with.

    Made anew from the record at any time; what must never be lost is `Change`.
    """

    patient = models.OneToOneField("chart.Patient", on_delete=models.CASCADE, related_name="+", db_constraint=False)
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+")
    answers = models.BinaryField()
    as_of = models.DateField()
    stamp = ArrayField(models.BigIntegerField())        # state of her record


class Change(AboutPatient):
    """An answer that became another: never changed, never removed. `before` is empty when nobody had asked.

    With the cause `slot` the answer is the same, and `place` says whether there is one for her now.
    """

    question = models.CharField(max_length=60)
    before = models.PositiveSmallIntegerField(null=True)    # 0 no, 1 not known, 2 yes
    after = models.PositiveSmallIntegerField()
    cause = models.CharField(max_length=12, choices=Cause.choices)
    place = models.BooleanField(null=True)
    as_of = models.DateField()
    rule_version = models.CharField(max_length=64)
    stamp = ArrayField(models.BigIntegerField())
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["patient", "question", "-id"], name="change_by_pair")]


class Round(models.Model):
    """The last whole round over a hospital: on which day and under which rules everybody was asked."""

    hospital = models.OneToOneField("people.Hospital", on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    rules = models.CharField(max_length=16)
    places = models.JSONField(default=dict)     # trial -> cohort -> state, as people were last told
    finished_at = models.DateTimeField(auto_now=True)
