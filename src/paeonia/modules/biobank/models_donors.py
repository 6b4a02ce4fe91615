"""Donors by code, who stands behind a code, their registrations and the visits at which something was collected."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .choices import VisitStatus
from .models_of_hospital import OfHospital


@pghistory.track()
class Donor(OfHospital):
    """A person who gave something, by a code that says nothing of her."""

    code = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["hospital", "code"], name="donor_code_once_a_hospital"),
            models.UniqueConstraint(fields=["id", "hospital"], name="donor_with_hospital"),
        ]

    def __str__(self) -> str:
        return self.code


@pghistory.track()
class DonorIdentity(OfHospital):
    """Who stands behind a code: shown by the database only to roles that have to do with patients."""

    donor = models.OneToOneField(Donor, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    patient = models.ForeignKey("chart.Patient", on_delete=models.PROTECT, related_name="+", db_constraint=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hospital", "patient"], name="patient_is_one_donor")]


@pghistory.track()
class Registration(OfHospital):
    """A donor in a protocol, under the code that protocol gave her."""

    donor = models.ForeignKey(Donor, on_delete=models.PROTECT, related_name="registrations", db_constraint=False)
    protocol = models.ForeignKey("biobank.Protocol", on_delete=models.PROTECT, related_name="registrations",
                                 db_constraint=False)
    edition = models.ForeignKey("biobank.Edition", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    code = models.CharField(max_length=60)
    on_day = models.DateField(_("Registered on"))
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["protocol", "donor"], name="donor_once_a_protocol"),
            models.UniqueConstraint(fields=["protocol", "code"], name="registration_code_once_a_protocol"),
            models.UniqueConstraint(fields=["id", "hospital"], name="registration_with_hospital"),
        ]

    def __str__(self) -> str:
        return self.code


@pghistory.track()
class Collection(OfHospital):
    """A visit at which something was, or was to be, collected."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="collections",
                                     db_constraint=False)
    time_point = models.ForeignKey("biobank.TimePoint", null=True, on_delete=models.PROTECT, related_name="+",
                                   db_constraint=False)
    name = models.CharField(max_length=80)
    status = models.CharField(max_length=16, choices=VisitStatus.choices, default=VisitStatus.PLANNED)
    at = models.DateTimeField(_("Time it happened"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    diagnosis = models.CharField(_("Diagnosis"), max_length=120, blank=True)
    pathology_number = models.CharField(_("Pathology number"), max_length=40, blank=True)
    why = models.CharField(_("Why nothing was collected"), max_length=300, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "name"], name="collection_name_once"),
            models.UniqueConstraint(fields=["id", "hospital"], name="collection_with_hospital"),
            models.CheckConstraint(condition=~Q(status="complete") | Q(at__isnull=False), name="collection_has_its_time"),
        ]

    def __str__(self) -> str:
        return self.name
