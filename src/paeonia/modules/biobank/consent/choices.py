"""What the columns of this room may say."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a donor is asked to allow, each on its own; research is the ground all others stand on."""

    RESEARCH = "research", _("medical research")
    GENETIC = "genetic", _("genetic research")
    COMMERCIAL = "commercial", _("commercial use")
    FOREIGN = "foreign_cooperation", _("cooperation with foreign parties")
    RECONTACT = "recontact", _("being contacted again")


class Said(models.TextChoices):
    """An answer on a signed form; what was not asked is unknown, and unknown is never yes."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    NOT_ASKED = "not_asked", _("not asked")


class Wish(models.TextChoices):
    """What a donor wants done with what is there."""

    DESTROY = "destroy", _("destroy what is there")
    RETURN = "return", _("give back what is there")
    KEEP_USED = "keep_used", _("keep what was used, nothing new is used")


class Found(models.TextChoices):
    """Where a specimen stood when its donor withdrew."""

    STOCK = "in_stock", _("in stock")
    RESERVED = "reserved", _("reserved")
    REQUESTED = "requested", _("on a request")
    OUT = "checked_out", _("checked out")
    SENT = "sent", _("already sent out")


class Done(models.TextChoices):
    """How an item of the worklist ended."""

    DESTROYED = "destroyed", _("destroyed")
    RETURNED = "returned", _("given back")
    DESTROYED_THERE = "destroyed_there", _("destroyed by the recipient")
    USED_THERE = "used_there", _("already used up by the recipient")
    KEPT = "kept", _("kept, not used any more")
    NEW_CONSENT = "new_consent", _("consent was given anew")
    MISTAKE = "mistake", _("the withdrawal was entered by mistake")
