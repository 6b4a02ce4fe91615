"""What a learner does: enrols, comes, answers, says what she thinks, and is given a certificate."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .choices import Came, Standing

ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


@pghistory.track()
class Enrolment(models.Model):
    """One person in one activity. Only she and those who teach at the host see it: it may tell that she is a patient."""

    activity = models.ForeignKey("academy.Activity", on_delete=models.PROTECT, related_name="enrolments")
    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+")     # the host
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=10, choices=Standing.choices)
    name = models.CharField(_("Name on the certificate"), max_length=80)
    place = models.CharField(_("Hospital or city"), max_length=120, blank=True)
    wish = models.CharField(_("What we should know"), max_length=300, blank=True)
    asked_at = models.DateTimeField()       # the waiting list is in this order
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [models.UniqueConstraint(fields=["activity", "user"], name="academy_enrolled_once"),
                       models.UniqueConstraint(fields=["id", "hospital"], name="academy_enrolment_with_hospital")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.activity_id}"


class OfLearner(models.Model):
    """A row that belongs to an enrolment and is seen where it is."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="%(class)ss")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Attendance(OfLearner):
    """She came to a session; kept once, never changed."""

    session = models.ForeignKey("academy.Session", on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=6, choices=Came.choices)
    why = models.CharField(max_length=200, blank=True)      # entered by hand only with a reason
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "session"], name="academy_came_once"),
            models.CheckConstraint(condition=~Q(how=Came.HAND) | ~Q(why=""), name="academy_by_hand_with_a_reason")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} at {self.session_id}"


@pghistory.track()
class Attempt(OfLearner):
    """One sitting of the test: what was drawn, in which order, what she answered; its result is set once."""

    number = models.PositiveSmallIntegerField()
    paper = models.JSONField()      # [[question id, [order of answers]], ...]
    answers = models.JSONField(default=dict)    # question id -> chosen answer, as it stands in the bank
    right = models.PositiveSmallIntegerField(null=True)
    handed_in = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "number"], name="academy_attempts_are_numbered")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.enrolment_id} attempt {self.number}"

    @property
    def share(self) -> int | None:
        """Per cent right, rounded down so that a pass is a pass; None while it is not handed in."""
        return None if self.right is None else self.right * 100 // max(len(self.paper), 1)


class Feedback(OfLearner):
    """What she thought of it; asked before the certificate, kept once."""

    useful = models.PositiveSmallIntegerField(_("It was useful for my work or life"), validators=ONE_TO_FIVE)
    clear = models.PositiveSmallIntegerField(_("It was clear"), validators=ONE_TO_FIVE)
    balanced = models.BooleanField(_("It was free of advertising"))
    said = models.TextField(_("What should change"), blank=True, max_length=2000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment"], name="academy_feedback_once")]

    def __str__(self) -> str:
        return f"of {self.enrolment_id}"


@pghistory.track(exclude=["file"])
class Certificate(OfLearner):
    """What she was given: the very file, its digest, and whether it still holds. Anybody with its number may ask."""

    serial = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=80)
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    credits = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    sha256 = models.CharField(max_length=64)
    file = models.BinaryField()
    revoked_on = models.DateField(null=True)
    revoked_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment"], condition=Q(revoked_on__isnull=True), name="academy_one_valid"),
            models.CheckConstraint(condition=Q(revoked_on__isnull=True) | ~Q(revoked_why=""),
                                   name="academy_revoked_with_why")]

    def __str__(self) -> str:
        return self.serial
