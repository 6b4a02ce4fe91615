"""The words of albums that rows are told by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Whether others see a photograph."""

    WAITING = "waiting", _("consents are missing")
    SHOWN = "shown", _("shown")
    GONE = "gone", _("deleted")


class How(models.TextChoices):
    """How somebody agreed."""

    PAPER = "paper", _("on paper")
    ONLINE = "online", _("here, under her own sign-in")


class Deed(models.TextChoices):
    """What was done with a photograph."""

    ADDED = "added", _("added")
    NAMED = "named", _("somebody in it was named")
    COMPLETE = "complete", _("all who can be recognised are named")
    AGREED = "agreed", _("somebody agreed")
    WITHDRAWN = "withdrawn", _("somebody withdrew; deleted")
    DELETED = "deleted", _("deleted by the team")
