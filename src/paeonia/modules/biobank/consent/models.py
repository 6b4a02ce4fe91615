"""Consent at rest. What was signed is added and never changed; only the worklist of a withdrawal moves on."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models_of_hospital import OfHospital
from .choices import Done, Found, Purpose, Wish


class ConsentForm(OfHospital):
    """One version of a consent form of the bank; a newer one may ask donors to sign anew from some moment on."""

    code = models.CharField(_("Short code"), max_length=20)
    version = models.CharField(_("Version"), max_length=40)
    title_zh = models.CharField(_("Title in Chinese"), max_length=300)
    title_en = models.CharField(_("Title in English"), max_length=300)
    valid_from = models.DateField(_("In use from"))
    purposes = ArrayField(models.CharField(max_length=24, choices=Purpose.choices), verbose_name=_("Purposes it asks about"))
    again_from = models.DateTimeField(_("Donors of older versions sign anew by"), null=True, blank=True)
    ethics_number = models.CharField(_("Ethics approval"), max_length=80, blank=True)
    document = models.CharField(_("Where the form is filed"), max_length=200, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["code", "-valid_from", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["hospital", "code", "version"], name="bank_form_version_once"),
            models.UniqueConstraint(fields=["hospital", "code", "valid_from"], name="bank_form_day_once"),
            models.UniqueConstraint(fields=["id", "hospital"], name="bank_form_with_hospital"),
            models.CheckConstraint(condition=Q(purposes__len__gt=0),
                                   name="bank_form_asks_something"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def words(self) -> dict[str, str]:
        """The title in both languages."""
        return {"en": self.title_en, "zh": self.title_zh}


class ConsentGiven(OfHospital):
    """A signed form: an answer for each purpose. The newest of a form counts; a wrong entry is followed by a right one."""

    donor = models.ForeignKey("biobank.Donor", on_delete=models.PROTECT, related_name="consents", db_constraint=False)
    form = models.ForeignKey(ConsentForm, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    signed_at = models.DateTimeField(_("Signed"))
    answers = models.JSONField()
    document = models.CharField(_("Where the signed form is filed"), max_length=200)
    taken_by = models.CharField(_("Explained by"), max_length=120)
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by",
                                    db_constraint=False)
    why = models.CharField(_("Why it is corrected"), max_length=300, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-signed_at", "-id"]
        indexes = [models.Index(fields=["donor", "form", "-signed_at"], name="consent_of_donor")]
        constraints = [
            models.UniqueConstraint(fields=["id", "hospital"], name="bank_consent_with_hospital"),
            models.CheckConstraint(condition=Q(corrects__isnull=True) | ~Q(why=""), name="bank_consent_corrected_why"),
            models.CheckConstraint(condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")),
                                   name="bank_consent_corrects_another"),
        ]


class Withdrawal(OfHospital):
    """A donor took back her consent, as a whole (no purposes named) or for some; entered by mistake, it is cancelled."""

    donor = models.ForeignKey("biobank.Donor", on_delete=models.PROTECT, related_name="withdrawals", db_constraint=False)
    purposes = ArrayField(models.CharField(max_length=24, choices=Purpose.choices), default=list, blank=True)
    from_at = models.DateTimeField(_("Withdrawn at"))
    wish = models.CharField(_("What the donor wants"), max_length=12, choices=Wish.choices)
    document = models.CharField(_("Where the statement is filed"), max_length=200)
    taken_by = models.CharField(_("Received by"), max_length=120)
    cancels = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="cancelled_by",
                                   db_constraint=False)
    why = models.CharField(_("Remark"), max_length=300, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-from_at", "-id"]
        indexes = [models.Index(fields=["donor", "from_at"], name="withdrawal_of_donor")]
        constraints = [
            models.UniqueConstraint(fields=["id", "hospital"], name="withdrawal_with_hospital"),
            # Without research nothing else is left: that is a withdrawal of the whole.
            models.CheckConstraint(condition=~Q(purposes__contains=["research"]), name="withdrawal_of_research_is_whole"),
            models.CheckConstraint(condition=Q(cancels__isnull=True) | ~Q(why=""), name="withdrawal_cancelled_why"),
        ]

    @property
    def whole(self) -> bool:
        """True when nothing at all may be used any more."""
        return not self.purposes


@pghistory.track()
class WorkItem(OfHospital):
    """One specimen of a withdrawal: what is to be done with it, who did it, and the second person who saw the evidence."""

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.PROTECT, related_name="items", db_constraint=False)
    specimen = models.ForeignKey("biobank.Specimen", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    found = models.CharField(max_length=12, choices=Found.choices)
    where = models.CharField(max_length=300, blank=True)
    pooled = models.BooleanField(default=False)
    done = models.CharField(max_length=16, choices=Done.choices, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    evidence = models.CharField(_("Evidence"), max_length=300, blank=True)
    first = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["withdrawal", "specimen"], name="withdrawal_lists_a_specimen_once"),
            models.CheckConstraint(condition=Q(second__isnull=True) | (Q(first__isnull=False) & ~Q(second=F("first"))),
                                   name="withdrawal_item_two_persons"),
            models.CheckConstraint(condition=Q(closed_at__isnull=True) | (
                ~Q(evidence="") & Q(done_at__isnull=False)
                & (Q(done__in=["new_consent", "mistake"]) | (~Q(done="") & Q(second__isnull=False)))),
                name="withdrawal_item_closed_with_evidence"),
        ]
