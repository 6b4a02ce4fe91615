"""The workbench at rest: one dossier a trial, its drafts line by line, test patients, and what two people approved.

Nothing here is about a patient of a hospital: criteria belong to the programme, as trials do.
"""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .choices import WORKING, Expected, Origin, State, What

# Django registers only what this module imports.
from .models_lines import Group, Line  # noqa: F401

USER = settings.AUTH_USER_MODEL


@pghistory.track()
class Dossier(models.Model):
    """One trial on the workbench; `slug` is the name under which its question is asked of patients."""

    slug = models.CharField(max_length=60, unique=True)
    trial = models.ForeignKey("trials.Trial", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug

    @property
    def called(self) -> str:
        """What people call the trial: its acronym, where it has one."""
        from paeonia.modules.trials.searching import catalogue  # deferred: it reads the tables of this room

        try:
            return catalogue().card(self.slug).acronym or self.slug
        except KeyError:
            return self.slug


@pghistory.track()
class Draft(models.Model):
    """Criteria on their way: the text as it was read, and where the draft stands. `edition` counts every change of it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="drafts")
    origin = models.CharField(max_length=10, choices=Origin.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    text = models.TextField(blank=True)                 # positions of lines count in it
    text_date = models.CharField(max_length=10, blank=True)     # the registry's own day of this text
    based_on = models.ForeignKey("Version", null=True, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField(default=1)
    started_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    submitted_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "-changed_at"], name="draft_by_state")]
        constraints = [
            # Two people who start at once work on one draft.
            models.UniqueConstraint(fields=["dossier"], condition=Q(state__in=WORKING), name="one_draft_in_work"),
            models.CheckConstraint(condition=~Q(state=State.SUBMITTED) | Q(submitted_by__isnull=False),
                                   name="submitted_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} {self.state}"


class Step(models.Model):
    """Who did what with a draft, and when; only added to."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=10, choices=What.choices)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]


class Version(models.Model):
    """Criteria that two people stand for: numbered, dated, never changed. The newest is what patients are asked.

    `content` holds lines and groups as they were (`freezing.py`), `eligibility` the whole as YAML of the language.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="version")
    text = models.TextField(blank=True)
    text_date = models.CharField(max_length=10, blank=True)
    content = models.JSONField()
    eligibility = models.TextField()
    digest = models.CharField(max_length=12)
    authors = ArrayField(models.IntegerField())         # users who submitted, wrote or settled a line
    submitted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="version_number_once"),
            models.CheckConstraint(condition=~Q(approved_by=F("submitted_by")), name="approved_by_another"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} {self.number}"


@pghistory.track()
class TestPatient(models.Model):
    """An invented patient and the answer the criteria must give her; `facts` as `paeonia ask` reads them."""

    __test__ = False        # pytest would take it for a class of tests

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="test_patients")
    name = models.CharField(_("Name"), max_length=120)
    facts = models.JSONField(_("Facts"))
    expected = models.CharField(_("Expected answer"), max_length=8, choices=Expected.choices)
    group = models.CharField(_("Asked of"), max_length=40, blank=True)       # code of a cohort; empty: the whole trial
    why = models.TextField(_("Why"), blank=True)
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["dossier", "name"], name="test_patient_name_once")]

    def __str__(self) -> str:
        return self.name

