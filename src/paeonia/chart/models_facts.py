"""What is known about patients: append-only facts, lists reviewed, the runs that brought them, and the queue."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models


def absent() -> float:
    """The number that stands for none; a function, because two NaN never compare equal to the migration writer."""
    return float("nan")


class Term(models.Model):
    """A variable, a code or the codes of an event as a small number: six million facts load as fixed-width columns.

    Shared by all hospitals, therefore only words of the dictionary stand here, never free text.
    """

    id = models.AutoField(primary_key=True)
    text = models.TextField(unique=True)


# How far a run has come is not worth a line in the trail for each percent.
@pghistory.track(
    fields=["hospital", "name", "kind", "sha256", "mapping", "who", "state", "attempts"], model_name="IntakeEvent"
)
class Intake(models.Model):
    """One run of bringing a source in; it can be left, found again and continued."""

    class State(models.TextChoices):
        """Where the run stands."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(
        max_length=255, blank=True
    )  # file under the private folder, while it is still needed
    mapping = models.JSONField(default=dict, blank=True)  # which register column is which variable
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    who_name = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    patients = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    queried = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    trouble = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["hospital", "sha256"], name="intake_by_content"),
            models.Index(fields=["hospital", "-started_at"], name="intake_by_day"),
        ]
        constraints = [models.UniqueConstraint(fields=["id", "hospital"], name="intake_with_hospital")]


class FactRow(models.Model):
    """One statement as it was made; never changed: a correction is a further row that `supersedes` it.

    Plain statements (`plain`) are wholly told by variable, days, number or code, so the column load never opens
    their `fields`. Days are proleptic ordinals; absent numbers are NaN and absent codes 0, because the load reads
    fixed-width columns without nulls. `start_first` to `end_last` are what an event's start and end can mean.
    """

    patient = models.ForeignKey(
        "chart.Patient", on_delete=models.PROTECT, related_name="facts", db_constraint=False, db_index=False
    )
    hospital = models.ForeignKey(
        "people.Hospital", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    # Terms are never deleted (a trigger sees to it), so the check per inserted row would buy nothing.
    variable = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    code = models.IntegerField(default=0)
    first_day = models.IntegerField()
    last_day = models.IntegerField()
    start_first = models.IntegerField(null=True)
    start_last = models.IntegerField(null=True)
    end_first = models.IntegerField(null=True)
    end_last = models.IntegerField(null=True)
    number = models.FloatField(default=absent)
    uln = models.FloatField(default=absent)
    plain = models.BooleanField(default=False)
    void = models.BooleanField(default=False)  # supersedes something that should never have been said
    on_text = models.CharField(max_length=32, blank=True)
    fields = models.JSONField(default=dict)
    source = models.TextField(blank=True)
    place = models.TextField(blank=True)
    intake = models.ForeignKey(
        Intake, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    supersedes = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    digest = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "digest"], name="fact_said_once"),
            models.UniqueConstraint(
                fields=["supersedes"],
                name="fact_superseded_once",
                condition=models.Q(supersedes__isnull=False),
            ),
        ]


class DerivedRow(models.Model):
    """What follows from a patient's facts, laid out like them for the column load; thrown away and made again."""

    patient = models.ForeignKey(
        "chart.Patient", on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    hospital = models.ForeignKey(
        "people.Hospital", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    variable = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    code = models.IntegerField(default=0)
    first_day = models.IntegerField()
    number = models.FloatField(default=absent)
    source = models.TextField()


class Reviewed(models.Model):
    """Somebody looked through a list on a day and recorded it as complete."""

    patient = models.ForeignKey(
        "chart.Patient", on_delete=models.PROTECT, related_name="reviews", db_constraint=False, db_index=False
    )
    hospital = models.ForeignKey(
        "people.Hospital", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    key = models.CharField(max_length=200)
    on_day = models.CharField(max_length=10)
    source = models.TextField(blank=True)
    intake = models.ForeignKey(
        Intake, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["patient", "key", "on_day"], name="review_once")]


# The entry itself says what came in and when; the trail keeps what people did with it.
@pghistory.track(
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    fields=["hospital", "intake", "patient", "state", "settled_by", "settled_at"],
    model_name="QueuedEvent",
)
class Queued(models.Model):
    """Something an intake met and could not keep; it waits in sight until a person deals with it."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open"
        SOLVED = "solved"
        DISMISSED = "dismissed"

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")
    intake = models.ForeignKey(
        Intake, null=True, on_delete=models.PROTECT, related_name="queue", db_constraint=False
    )
    patient = models.ForeignKey(
        "chart.Patient", null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False
    )
    patient_key = models.CharField(max_length=200, blank=True)
    refused = models.BooleanField(default=False)  # impossible, as opposed to not understood
    code = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    place = models.TextField(blank=True)
    raw = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    digest = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hospital", "digest"], name="queued_once")]
        indexes = [
            models.Index(fields=["hospital", "state", "-id"], name="queue_open"),
            models.Index(fields=["intake", "code"], name="queue_by_intake"),
        ]
