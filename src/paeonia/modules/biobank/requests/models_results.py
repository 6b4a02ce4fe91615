"""What came of a request: files, values of specimens, publications; all only added."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models_of_hospital import OfHospital
from .choices import Citing


class ResultFile(OfHospital):
    """A file handed in with results; kept privately under a name of our own."""

    request = models.ForeignKey("bankrequests.Request", on_delete=models.PROTECT, related_name="files",
                                db_constraint=False)
    stored = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    media = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]


class Result(OfHospital):
    """One value measured in one specimen that was given out on a request."""

    request = models.ForeignKey("bankrequests.Request", on_delete=models.PROTECT, related_name="results",
                                db_constraint=False)
    specimen = models.ForeignKey("biobank.Specimen", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    label = models.CharField(max_length=120)
    name = models.CharField(_("What was measured"), max_length=120)
    value = models.CharField(_("Value"), max_length=200)
    unit = models.CharField(_("Unit"), max_length=20, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["label", "name", "id"]
        constraints = [models.CheckConstraint(condition=~Q(value="") & ~Q(name=""), name="bankresult_says_something")]


class Publication(OfHospital):
    """Something published from what a request gave."""

    request = models.ForeignKey("bankrequests.Request", on_delete=models.PROTECT, related_name="publications",
                                db_constraint=False)
    found_by = models.CharField(_("Found by"), max_length=4, choices=Citing.choices)
    text = models.CharField(_("DOI, PMID or citation"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["request", "found_by", "text"], name="bankpublication_once")]
