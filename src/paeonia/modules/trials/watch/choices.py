"""The words this room chooses from: causes of a change, kinds of news, reasons to set a trial aside."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cause(models.TextChoices):
    """Why an answer changed."""

    FACT = "fact", _("new fact")
    BIRTHDAY = "birthday", _("birthday")
    WINDOW = "window", _("a time window opened or closed")
    AMENDMENT = "amendment", _("criteria changed")
    SLOT = "slot", _("slots changed")


class Kind(models.TextChoices):
    """What people are told."""

    FIT = "fit", _("new fit")
    LOST = "lost", _("no longer fits")
    OPENS = "opens", _("window opens soon")
    PLACE = "place", _("place opened")


class Reason(models.TextChoices):
    """Why a patient and a trial are set aside."""

    DECLINED = "declined", _("patient declined")
    JUDGEMENT = "judgement", _("investigator judgement")
    OTHER = "other", _("other reason")
