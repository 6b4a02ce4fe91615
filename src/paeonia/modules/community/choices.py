"""The words of the community that rows are told by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """What a question is about."""

    TREATMENT = "treatment", _("Living with treatment")
    EFFECTS = "effects", _("Side effects")
    FOLLOW = "follow", _("Check-ups")
    FAMILY = "family", _("Family and work")
    MIND = "mind", _("Mind")
    TRIALS = "trials", _("Taking part in trials")
    OTHER = "other", _("Something else")


class State(models.TextChoices):
    """Whether others see it."""

    WAITING = "waiting", _("Waiting to be read")
    SHOWN = "shown", _("Shown")
    DECLINED = "declined", _("Not made public")
    HIDDEN = "hidden", _("Taken down")


class Deed(models.TextChoices):
    """What somebody of the house did with a text."""

    SHOWN = "shown", _("shown")
    REDACTED = "redacted", _("shown with parts blacked out")
    DECLINED = "declined", _("not made public")
    HIDDEN = "hidden", _("taken down")
    FLAGGED = "flagged", _("reported by a reader")


class Place(models.TextChoices):
    """Where a group meets."""

    WECHAT = "wechat", _("WeChat group")
    QQ = "qq", _("QQ group")
    HERE = "here", _("In person")
