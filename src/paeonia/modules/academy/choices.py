"""The words of the academy that rows are told by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What is held. A series counts a learner for each session she came to."""

    NATIONAL = "national", _("National CME project")
    SUMMIT = "summit", _("International summit")
    YOUTH = "youth", _("Youth forum")
    COURSE = "course", _("Training course")
    MDT = "mdt", _("MDT series")
    SALON = "salon", _("Salon for physicians")
    CLUB = "club", _("Patient event")


class Audience(models.TextChoices):
    """Whom it is for; others do not see it."""

    STAFF = "staff", _("Health professionals")
    PATIENTS = "patients", _("Patients and families")
    ALL = "all", _("Everybody")


class Stage(models.TextChoices):
    """How far an activity is."""

    DRAFT = "draft", _("In preparation")
    OPEN = "open", _("Open for enrolment")
    CLOSED = "closed", _("Enrolment closed")
    ENDED = "ended", _("Over")


class Standing(models.TextChoices):
    """Where a learner stands."""

    ASKED = "asked", _("Waiting for an answer")
    WAITING = "waiting", _("On the waiting list")
    ENROLLED = "enrolled", _("Enrolled")
    REFUSED = "refused", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Gave the place back")


HERE = (Standing.ASKED, Standing.WAITING, Standing.ENROLLED)


class Came(models.TextChoices):
    """How it is known that somebody came."""

    CODE = "code", _("Code on the screen")
    HAND = "hand", _("Entered by hand")
