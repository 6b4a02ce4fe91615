"""Who the patients are: identity, search words, shared care and appointments."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

# Django registers only what this module imports.
from .models_facts import DerivedRow, FactRow, Intake, Queued, Reviewed, Term  # noqa: F401


@pghistory.track(exclude=["sort_key", "derived_by"])
class Patient(models.Model):
    """One person in the care of one hospital; clinical facts stand in `FactRow`, not here."""

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    mrn = models.CharField(max_length=64)
    family_name = models.CharField(max_length=80, blank=True)
    given_name = models.CharField(max_length=120, blank=True)
    latin_name = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    birth_date = models.CharField(max_length=10, blank=True)  # projections of two facts, for lists:
    sex = models.CharField(max_length=20, blank=True)  # written only by the door
    derived_by = models.CharField(
        max_length=16, blank=True
    )  # version of the dictionary her derived facts came from
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hospital", "mrn"], name="patient_one_mrn_a_hospital"),
            # Children carry their parent's hospital; a composite foreign key to this pair keeps it true.
            models.UniqueConstraint(fields=["id", "hospital"], name="patient_with_hospital"),
        ]
        indexes = [models.Index(fields=["hospital", "sort_key", "id"], name="patient_by_name")]

    def __str__(self) -> str:
        return f"Patient {self.pk}"  # never the name: this text reaches logs


@pghistory.track()
class PatientIdentifier(models.Model):
    """A number some system knows the patient by: an identity card, a source system's id."""

    patient = models.ForeignKey(
        Patient, on_delete=models.CASCADE, related_name="identifiers", db_constraint=False
    )
    hospital = models.ForeignKey(
        "people.Hospital", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    system = models.CharField(max_length=200)
    value = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hospital", "system", "value"], name="identifier_once")
        ]


class PatientWord(models.Model):
    """A word a patient can be found by; found by range, because text search operators may not run before row security."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="words", db_constraint=False)
    hospital = models.ForeignKey(
        "people.Hospital", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    word = models.CharField(max_length=200, db_collation="C")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["patient", "word"], name="patient_word_once")]
        indexes = [models.Index(fields=["hospital", "word", "patient"], name="patient_by_word")]


@pghistory.track()
class CareRelation(models.Model):
    """Another hospital takes part in a patient's care for a time; only then may it see her."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="care", db_constraint=False)
    owner = models.ForeignKey(
        "people.Hospital", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    purpose = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=models.F("from_day")),
                name="care_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(purpose=""), name="care_has_a_purpose"),
        ]


@pghistory.track()
class Appointment(models.Model):
    """A patient expected in a clinic on a day."""

    patient = models.ForeignKey(
        Patient, on_delete=models.CASCADE, related_name="appointments", db_constraint=False
    )
    hospital = models.ForeignKey(
        "people.Hospital", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    on_day = models.DateField()
    time = models.TimeField(null=True, blank=True)
    clinic = models.CharField(max_length=120, blank=True)
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["hospital", "on_day", "time"], name="appointment_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["patient", "on_day", "clinic"], name="appointment_once")
        ]
