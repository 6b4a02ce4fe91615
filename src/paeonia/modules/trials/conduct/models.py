"""A study at the site: what was opened, its visits, consent forms, safety rules and who may do what."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .choices import Task

# Django registers only what this module imports.
from .models_binder import Finding, MonitorVisit, SiteDocument, Training  # noqa: F401
from .models_clarify import DataQuery, QueryStep, SourceFile  # noqa: F401
from .models_crf import CrfBadRow, CrfBatch, CrfEntry, CrfField  # noqa: F401
from .models_drug import DrugLot, DrugMovement  # noqa: F401
from .models_life import ScheduleVersion, Transfer, Turn  # noqa: F401
from .models_safety import AdverseEvent, Deviation, SafetyReport  # noqa: F401
from .models_signed import OfStudy
from .models_subjects import (  # noqa: F401
    Consent,
    Ending,
    Enrolment,
    Failure,
    FollowUp,
    Screening,
    Subject,
    SubjectIdentity,
    VisitEntry,
)


@pghistory.track()
class Study(models.Model):
    """A trial run at one hospital; everything in this room hangs on it."""

    trial = models.ForeignKey("trials.Trial", on_delete=models.PROTECT, related_name="+")
    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    principal = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+",
                                  verbose_name=_("Principal investigator"))
    short_name = models.CharField(_("Short name"), max_length=60)
    site_number = models.CharField(_("Site number"), max_length=20)
    protocol_version = models.CharField(_("Protocol version"), max_length=40)
    ethics_committee = models.CharField(_("Ethics committee"), max_length=200)
    opened_on = models.DateField(_("Opened on"))
    enrol_until = models.DateField(_("Enrolment planned until"))
    planned = models.PositiveIntegerField(_("Planned number of subjects"))
    closed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trial", "hospital"], name="study_once_a_hospital"),
            # Children carry their study's hospital; a composite foreign key to this pair keeps it true.
            models.UniqueConstraint(fields=["id", "hospital"], name="study_with_hospital"),
            models.CheckConstraint(condition=Q(enrol_until__gt=F("opened_on")), name="study_enrols_after_opening"),
            models.CheckConstraint(condition=Q(planned__gt=0), name="study_plans_somebody"),
        ]

    def __str__(self) -> str:
        return self.short_name


@pghistory.track()
class PlannedVisit(OfStudy):
    """A visit of one edition of the schedule: its day counted from day 1, its window, and what is due at it."""

    edition = models.PositiveSmallIntegerField(default=1)
    code = models.CharField(max_length=20)
    name_en = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=120)
    day = models.IntegerField()
    before = models.PositiveSmallIntegerField(default=0)
    after = models.PositiveSmallIntegerField(default=0)
    procedures = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    samples = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    forms = ArrayField(models.CharField(max_length=60), default=list, blank=True)   # case report forms

    class Meta:
        ordering = ["edition", "day", "id"]
        constraints = [models.UniqueConstraint(fields=["study", "edition", "code"], name="visit_code_once_an_edition")]

    def __str__(self) -> str:
        return self.code

    @property
    def words(self) -> dict[str, str]:
        """The visit's name in both languages."""
        return {"en": self.name_en, "zh": self.name_zh}


@pghistory.track()
class ConsentForm(OfStudy):
    """A version of the informed consent form, as the ethics committee approved it."""

    version = models.CharField(_("Version of the consent form"), max_length=40)
    approved_on = models.DateField(_("Approved by the ethics committee on"))
    valid_from = models.DateField(_("In use from"))
    reconsent = models.BooleanField(_("Subjects already in the study must consent again"), default=False)
    changes = models.TextField(_("What changed"), blank=True)

    class Meta:
        ordering = ["valid_from", "id"]
        constraints = [
            models.UniqueConstraint(fields=["study", "version"], name="consent_version_once_a_study"),
            models.CheckConstraint(condition=Q(valid_from__gte=F("approved_on")), name="consent_used_once_approved"),
        ]

    def __str__(self) -> str:
        return self.version


@pghistory.track()
class SafetyRule(OfStudy):
    """Deadlines in force for a study from a moment on, word for word: a later change of the file changes nothing here."""

    rule = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    content = models.JSONField()
    in_force_from = models.DateTimeField()
    in_force_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["in_force_from", "id"]


@pghistory.track()
class Delegation(OfStudy):
    """Who may do what, from which day to which; only the principal investigator writes this."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+",
                             verbose_name=_("Person"))
    tasks = ArrayField(models.CharField(max_length=20, choices=Task.choices), verbose_name=_("Tasks"))
    from_day = models.DateField(_("From"))
    until_day = models.DateField(_("Until"), null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["from_day", "id"]
        indexes = [models.Index(fields=["study", "user"], name="delegation_of_person")]
        constraints = [
            models.CheckConstraint(condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
                                   name="delegation_ends_after_it_begins")]
