"""The words of a call for abstracts that rows are told by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """How far a call for abstracts is."""

    SENDING = "sending", _("Abstracts are sent")
    READING = "reading", _("Abstracts are read")
    DECIDED = "decided", _("Decisions are out")


class Form(models.TextChoices):
    """How an abstract is presented."""

    TALK = "talk", _("Talk of ten minutes")
    POSTER = "poster", _("Poster on a board")


class Decision(models.TextChoices):
    """What the committee decided."""

    TALK = "talk", _("Accepted as a talk")
    POSTER = "poster", _("Accepted as a poster")
    DECLINED = "declined", _("Not accepted this time")
