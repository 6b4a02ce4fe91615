"""Approvals at rest, the protocols each covers, yearly reports, and every release of genetic information."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models_of_hospital import OfHospital
from .choices import Kind, Standing


@pghistory.track()
class Approval(OfHospital):
    """An approval, filing, certificate or report with its number, what it covers and how long."""

    kind = models.CharField(_("Kind"), max_length=20, choices=Kind.choices)
    number = models.CharField(_("Number"), max_length=80)
    title = models.CharField(_("What it is about"), max_length=300)
    issued_by = models.CharField(_("Issued by"), max_length=120, blank=True)
    status = models.CharField(_("State"), max_length=12, choices=Standing.choices, default=Standing.APPLIED)
    valid_from = models.DateField(_("Valid from"), null=True, blank=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    headcount = models.PositiveIntegerField(_("People at most, in total"), null=True, blank=True)
    quantity = models.CharField(_("Quantity"), max_length=120, blank=True)
    kinds = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("Sample types"))
    partners = ArrayField(models.CharField(max_length=200), default=list, blank=True, verbose_name=_("Partners"))
    includes_export = models.BooleanField(_("It includes the export of material"), default=False)
    backup_receipt = models.CharField(_("Receipt of the information backup"), max_length=80, blank=True)
    document = models.CharField(_("Where the document is filed"), max_length=200, blank=True)
    note = models.CharField(_("Remark"), max_length=300, blank=True)

    class Meta:
        ordering = ["kind", "-valid_from", "id"]
        constraints = [
            models.UniqueConstraint(fields=["hospital", "kind", "number"], name="hgr_number_once_a_kind"),
            models.UniqueConstraint(fields=["id", "hospital"], name="hgr_approval_with_hospital"),
            models.CheckConstraint(condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                                   name="hgr_approval_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(status="approved") | (Q(valid_from__isnull=False) & ~Q(number="")),
                                   name="hgr_granted_has_number_and_day"),
        ]

    def __str__(self) -> str:
        return self.number


@pghistory.track()
class Covered(OfHospital):
    """A protocol an approval covers; a preservation approval that names none covers the whole bank."""

    approval = models.ForeignKey(Approval, on_delete=models.CASCADE, related_name="covered", db_constraint=False)
    protocol = models.ForeignKey("biobank.Protocol", on_delete=models.PROTECT, related_name="+", db_constraint=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["approval", "protocol"], name="hgr_protocol_once_an_approval")]


class YearReport(OfHospital):
    """A yearly report that was handed in."""

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="reports", db_constraint=False)
    year = models.PositiveSmallIntegerField(_("About the year"))
    handed_in_on = models.DateField(_("Report handed in on"))
    document = models.CharField(_("Where the document is filed"), max_length=200)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-year", "-id"]
        constraints = [models.UniqueConstraint(fields=["approval", "year"], name="hgr_year_reported_once")]


class InformationRelease(OfHospital):
    """Genetic information that was given to somebody, under which prior report and review."""

    recipient = models.CharField(_("Recipient"), max_length=200)
    country = models.CharField(_("Country of the recipient"), max_length=2)
    foreign = models.BooleanField(_("Held or controlled from abroad"))
    on_day = models.DateField(_("Given on"))
    what = models.CharField(_("What was given"), max_length=300)
    genome = models.BooleanField(_("Exome or genome data"), default=False)
    report = models.ForeignKey(Approval, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
                               db_constraint=False)
    review = models.ForeignKey(Approval, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
                               db_constraint=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on_day", "-id"]
        constraints = [models.UniqueConstraint(fields=["id", "hospital"], name="hgr_release_with_hospital")]


class ReleasedFrom(OfHospital):
    """A person whose information was in a release, and the specimen it was read from."""

    release = models.ForeignKey(InformationRelease, on_delete=models.PROTECT, related_name="sources", db_constraint=False)
    specimen = models.ForeignKey("biobank.Specimen", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    donor = models.ForeignKey("biobank.Donor", on_delete=models.PROTECT, related_name="+", db_constraint=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "specimen", "donor"], name="hgr_source_once_a_release")]
