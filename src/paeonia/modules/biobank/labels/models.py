"""Labels at rest: how a protocol's labels were made from when on, and each label that was printed. All is only added."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models_of_hospital import OfHospital


class Paper(models.TextChoices):
    """What a print is made for."""

    ZPL_300 = "zpl300", _("label printer (ZPL, 300 dpi)")
    ZPL_203 = "zpl203", _("label printer (ZPL, 203 dpi)")
    ZPL_600 = "zpl600", _("label printer (ZPL, 600 dpi)")
    ROLL = "roll", _("PDF, one label a page")
    A4 = "a4", _("PDF on A4, to be cut")


class LabelVersion(OfHospital):
    """The label formats and the design of a protocol from a moment on; an earlier version is never changed."""

    protocol = models.ForeignKey("biobank.Protocol", on_delete=models.PROTECT, related_name="label_versions",
                                 db_constraint=False)
    number = models.PositiveSmallIntegerField()
    donor_format = models.CharField(_("Code of a donor"), max_length=80)
    primary_format = models.CharField(_("Label of a primary specimen"), max_length=120)
    derived_format = models.CharField(_("Label of a derived specimen"), max_length=120, blank=True)
    aliquot_format = models.CharField(_("Label of an aliquot"), max_length=120, blank=True)
    design = models.JSONField()
    note = models.CharField(_("What changed"), max_length=300, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["protocol", "number"], name="label_version_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="label_version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.protocol_id}/{self.number}"


class PrintJob(OfHospital):
    """One time that labels were printed together."""

    paper = models.CharField(_("Printed on"), max_length=8, choices=Paper.choices)
    design = models.CharField(_("Label design"), max_length=60)
    count = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["id", "hospital"], name="print_job_with_hospital")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} × {self.count}"


class PrintedLabel(OfHospital):
    """A label of a specimen that was printed: which time it is, and why if it is not the first. The database keeps count."""

    job = models.ForeignKey(PrintJob, on_delete=models.PROTECT, related_name="labels", db_constraint=False)
    specimen = models.ForeignKey("biobank.Specimen", on_delete=models.PROTECT, related_name="printed", db_constraint=False)
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120)
    why = models.CharField(_("Why it is printed again"), max_length=200, blank=True)

    class Meta:
        ordering = ["specimen", "number"]
        constraints = [
            # Two at once cannot both be the first.
            models.UniqueConstraint(fields=["specimen", "number"], name="printed_label_number_once"),
            models.CheckConstraint(condition=Q(number=1, why="") | (Q(number__gt=1) & ~Q(why="")),
                                   name="printed_again_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.label} × {self.number}"
