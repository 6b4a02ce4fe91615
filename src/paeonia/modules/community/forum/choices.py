"""The words of the forum that rows are told by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """What a thread is about."""

    EARLY = "early", _("Early disease")
    ADVANCED = "advanced", _("Advanced disease")
    HER2 = "her2", _("HER2-directed treatment")
    ENDOCRINE = "endocrine", _("Endocrine treatment")
    TRIPLE = "triple", _("Triple-negative disease")
    EFFECTS = "effects", _("Managing side effects")
    GENES = "genes", _("Heredity and genes")
    NURSING = "nursing", _("Nursing and follow-up")
    OTHER = "other", _("Another topic")


class AgeBand(models.TextChoices):
    """An age no closer than this; nobody over 89 is told apart."""

    UNDER_35 = "under_35", _("under 35")
    FROM_35 = "35_49", _("35 to 49")
    FROM_50 = "50_64", _("50 to 64")
    FROM_65 = "65_74", _("65 to 74")
    FROM_75 = "75_89", _("75 to 89")
    OVER_89 = "90", _("90 or older")


class State(models.TextChoices):
    """Whether colleagues see it."""

    SHOWN = "shown", _("shown to colleagues")
    WAITING = "waiting", _("waiting for a look")      # pictures alone
    BOUNCED = "bounced", _("given back to its writer")
    HIDDEN = "hidden", _("not shown")


class Deed(models.TextChoices):
    """What was done with a thread, a reply or a picture."""

    FLAGGED = "flagged", _("a colleague reported it")
    REPORTED = "reported", _("hidden after three reports")
    SHOWN = "shown", _("looked at and shown")
    BOUNCED = "bounced", _("given back to be mended")
    HIDDEN = "hidden", _("taken out of sight")
    CLOSED = "closed", _("closed to replies")
    OPENED = "opened", _("opened to replies again")


# What may be said without a reason.
PLAIN = (Deed.SHOWN, Deed.OPENED, Deed.REPORTED)
