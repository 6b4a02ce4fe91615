"""Adverse events, what was reported of them to whom, and deviations from the protocol."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from paeonia.ui.words import language

from .choices import Causality, Measure, Outcome, Seriousness, Severity
from .models_signed import AboutSubject, Signed
from .safety.terms import term_said


class AdverseEvent(AboutSubject):
    """One adverse event with its CTCAE v5 grade; `on_day` is the day of assessment. Corrections keep the number."""

    number = models.PositiveIntegerField()
    term = models.CharField(_("Event (CTCAE v5 term)"), max_length=160)
    grade = models.PositiveSmallIntegerField(_("CTCAE v5 grade"), validators=[MinValueValidator(1), MaxValueValidator(5)])
    started_on = models.DateField(_("Began on"))
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    causality = models.CharField(_("Relation to the study treatment"), max_length=12, choices=Causality.choices)
    expected = models.BooleanField(_("Expected by the investigator's brochure"), default=False)
    serious = models.BooleanField(_("Serious"), default=False)
    seriousness = ArrayField(models.CharField(max_length=12, choices=Seriousness.choices), default=list, blank=True,
                             verbose_name=_("Why serious"))
    aware_at = models.DateTimeField(_("The site became aware at"), null=True, blank=True)
    measure = models.CharField(_("Study treatment"), max_length=16, choices=Measure.choices)
    outcome = models.CharField(_("Outcome"), max_length=16, choices=Outcome.choices)

    @property
    def term_said(self) -> str:
        """The term as it was entered; for a Chinese reader with its Chinese name where the dictionary has one."""
        return term_said(self.term, language())

    class Meta(AboutSubject.Meta):
        indexes = [models.Index(fields=["study", "serious"], name="serious_of_study")]
        constraints = [
            *AboutSubject.Meta.constraints,
            models.UniqueConstraint(fields=["study", "number"], condition=Q(replaces__isnull=True),
                                    name="event_number_once"),
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="grade_1_to_5"),
            models.CheckConstraint(condition=Q(grade=5, outcome="fatal") | (Q(grade__lt=5) & ~Q(outcome="fatal")),
                                   name="grade_5_is_fatal"),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                                   name="event_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(serious=False) | (Q(aware_at__isnull=False) & Q(seriousness__len__gt=0)),
                                   name="serious_event_says_why_and_when_known"),
            models.CheckConstraint(condition=Q(grade__lt=5) | Q(serious=True), name="fatal_event_is_serious"),
        ]


class SafetyReport(AboutSubject):
    """A report of a serious event that left the site: which deadline it answers, to whom, when."""

    event_number = models.PositiveIntegerField()
    deadline = models.CharField(_("Which report"), max_length=80)
    sent_at = models.DateTimeField(_("Sent at"))
    reference = models.CharField(_("Reference of the recipient"), max_length=120, blank=True)

    class Meta(AboutSubject.Meta):
        indexes = [models.Index(fields=["study", "event_number"], name="reports_of_event")]


class Deviation(Signed):
    """A departure from the protocol or from GCP; of one subject, or of the study as a whole."""

    subject = models.ForeignKey("conduct.Subject", null=True, blank=True, on_delete=models.PROTECT,
                                related_name="deviations", db_constraint=False, verbose_name=_("Subject"))
    severity = models.CharField(_("Weight"), max_length=10, choices=Severity.choices)
    what = models.TextField(_("What happened"))
    action = models.TextField(_("What was done so that it does not happen again"))
    ethics_told_on = models.DateField(_("Ethics committee told on"), null=True, blank=True)
