"""What a learner does in lessons; every row is added once and never changed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class OfLearner(models.Model):
    """A row that belongs to an enrolment and is seen where it is."""

    enrolment = models.ForeignKey("academy.Enrolment", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Viewing(OfLearner):
    """She opened a lesson; each opening of a film is one of its own."""

    lesson = models.ForeignKey("academylessons.Lesson", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["enrolment", "lesson"])]

    def __str__(self) -> str:
        return f"{self.enrolment_id} opened {self.lesson_id}"


class Beat(models.Model):
    """A stretch of a film that was played; thousandths of a second of the film, credited when it came."""

    viewing = models.ForeignKey(Viewing, on_delete=models.PROTECT, related_name="beats")
    film = models.ForeignKey("academylessons.Film", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    begins = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["viewing", "number"], name="academylessons_beats_are_numbered"),
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="academylessons_beat_has_a_length")]

    def __str__(self) -> str:
        return f"{self.begins}-{self.ends} of {self.viewing_id}"


class Seen(OfLearner):
    """She had a slide before her."""

    slide = models.ForeignKey("academylessons.Slide", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "slide"], name="academylessons_seen_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} saw {self.slide_id}"


class Answer(OfLearner):
    """What she would have done at a step of a case, before she read on."""

    edition = models.ForeignKey("academylessons.Edition", on_delete=models.PROTECT, related_name="answers")
    step = models.PositiveSmallIntegerField()       # from 1
    choice = models.PositiveSmallIntegerField()     # from 0

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "edition", "step"], name="academylessons_answered_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} at step {self.step} of {self.edition_id}"


class Done(OfLearner):
    """A lesson is behind her; it stays so when the lesson changes or is withdrawn."""

    lesson = models.ForeignKey("academylessons.Lesson", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson"], name="academylessons_done_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} has done {self.lesson_id}"
