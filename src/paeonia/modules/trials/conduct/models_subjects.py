"""Subjects, the list that says who they are, and what is signed about them from consent to the last contact."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .choices import End, Reason, Status
from .models_signed import AboutSubject, OfStudy


@pghistory.track()
class Subject(OfStudy):
    """A person in a study, by code: nothing here says who she is. The state follows the signed entries."""

    log_number = models.PositiveIntegerField()
    screening_number = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=30, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PRESCREENED)
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    edition = models.PositiveSmallIntegerField(default=1)   # of the schedule she follows
    prescreened_on = models.DateField()
    day_one = models.DateField(null=True)
    enrolled_on = models.DateField(null=True)
    referred_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["log_number"]
        constraints = [
            models.UniqueConstraint(fields=["study", "log_number"], name="log_number_once_a_study"),
            models.UniqueConstraint(fields=["study", "number"], condition=~Q(number=""), name="subject_number_once"),
            models.UniqueConstraint(fields=["id", "hospital"], name="subject_with_hospital"),
            models.CheckConstraint(condition=Q(enrolled_on__isnull=True, number="")
                                   | (Q(enrolled_on__isnull=False) & ~Q(number="")),
                                   name="subject_enrolled_with_number"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """The number coded pages know her by: the latest of enrolment, screening and log number."""
        return self.number or self.screening_number or f"PS-{self.log_number:03d}"


@pghistory.track()
class SubjectIdentity(OfStudy):
    """The subject identification list: who stands behind a code. The database shows it only to those who ask for it."""

    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    patient = models.ForeignKey("chart.Patient", on_delete=models.PROTECT, related_name="+", db_constraint=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "patient"], name="patient_once_a_study")]


class Consent(AboutSubject):
    """Informed consent: which version of the form, on which day and at what time."""

    form = models.ForeignKey("conduct.ConsentForm", on_delete=models.PROTECT, related_name="+",
                             verbose_name=_("Version of the consent form"))
    given_at = models.DateTimeField(_("Signed by the patient at"))
    copy_given = models.BooleanField(_("The patient received her copy"))
    witness = models.CharField(_("Impartial witness or guardian"), max_length=120, blank=True)


class Screening(AboutSubject):
    """The eligibility decision: each question to a person with its answer and the source document it stands in."""

    answers = models.JSONField(default=list)
    eligible = models.BooleanField(_("All criteria are met"))
    rule_version = models.CharField(max_length=64, blank=True)
    source = models.CharField(_("Source documents"), max_length=300)


class Failure(AboutSubject):
    """Screen failure, with its reason."""

    reason = models.CharField(_("Reason"), max_length=20, choices=Reason.choices)


class Enrolment(AboutSubject):
    """Entry into the study; `on_day` is the day of enrolment, `day_one` that of the first treatment."""

    number = models.CharField(_("Subject number"), max_length=30)
    randomisation_number = models.CharField(_("Randomisation number"), max_length=40, blank=True)
    arm = models.CharField(_("Arm"), max_length=80, blank=True)
    day_one = models.DateField(_("Day 1 (first treatment)"))


class VisitEntry(AboutSubject):
    """A visit that took place or was missed; without a plan it was unscheduled."""

    class State(models.TextChoices):
        """What became of a visit."""

        DONE = "done", _("took place")
        MISSED = "missed", _("was missed")

    planned = models.ForeignKey("conduct.PlannedVisit", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("The visit"), max_length=10, choices=State.choices, default=State.DONE)
    done = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("Done"))
    why_off = models.CharField(_("Why missed, or outside the window"), max_length=300, blank=True)

    class Meta(AboutSubject.Meta):
        constraints = [
            *AboutSubject.Meta.constraints,
            models.CheckConstraint(condition=Q(state="done") | ~Q(why_off="") | Q(void=True), name="missed_visit_says_why")]


class Ending(AboutSubject):
    """End of treatment, withdrawal, completion, loss to follow-up or death."""

    kind = models.CharField(_("What ended"), max_length=12, choices=End.choices)
    reason = models.CharField(_("Reason or cause"), max_length=300)


class FollowUp(AboutSubject):
    """A contact after the end of treatment."""

    class State(models.TextChoices):
        """How she was found."""

        ALIVE = "alive", _("alive, no progression")
        PROGRESSED = "progressed", _("alive, progression")
        UNREACHABLE = "unreachable", _("could not be reached")

    state = models.CharField(_("State"), max_length=12, choices=State.choices)
    therapy = models.CharField(_("Later anticancer treatment"), max_length=300, blank=True)
