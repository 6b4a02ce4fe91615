"""What the columns of the bank may say, in both languages through the catalogue."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Lineage(models.TextChoices):
    """Where a specimen comes from; said once and never changed."""

    PRIMARY = "primary", _("taken from the donor")
    DERIVED = "derived", _("derived")
    ALIQUOT = "aliquot", _("aliquot")


class Status(models.TextChoices):
    """How far a specimen has come; only a deed moves it on."""

    PLANNED = "planned", _("planned")
    COLLECTED = "collected", _("collected")
    MISSED = "missed", _("missed")
    NOT_COLLECTED = "not_collected", _("not collected")
    CLOSED = "closed", _("closed")


class Availability(models.TextChoices):
    """Whether somebody may have it; counts only while it is collected."""

    AVAILABLE = "available", _("available")
    RESERVED = "reserved", _("reserved")
    OUT = "checked_out", _("checked out")
    SENT = "distributed", _("distributed")
    FROZEN = "consent_withdrawn", _("frozen: consent withdrawn")


class VisitStatus(models.TextChoices):
    """State of a collecting visit."""

    PLANNED = "planned", _("planned")
    COMPLETE = "complete", _("complete")
    MISSED = "missed", _("missed")
    NOT_COLLECTED = "not_collected", _("nothing collected")


class Stage(models.TextChoices):
    """State of an edition of a protocol: what is published is not changed any more."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


class Side(models.TextChoices):
    """Side of the body."""

    LEFT = "left", pgettext_lazy("side of the body", "left")      # elsewhere it means gone
    RIGHT = "right", _("right")
    BOTH = "both", _("both sides")
    NONE = "none", _("no side")


class Tissue(models.TextChoices):
    """What the specimen shows of the disease."""

    PRIMARY = "primary_tumour", _("primary tumour")
    RECURRENCE = "local_recurrence", _("local recurrence")
    METASTASIS = "metastasis", _("metastasis")
    NODE = "lymph_node", _("regional lymph node")
    NORMAL = "normal", _("normal tissue")
    FLUID = "fluid", _("blood or other fluid")


class Deed(models.TextChoices):
    """What can happen to a specimen; times of all others are derived from these."""

    SUPPLY_CUT = "supply_cut", _("blood supply cut off")
    COLLECTED = "collected", _("collected")
    RECEIVED = "received", _("received in the bank")
    FIXED = "fixed", _("in fixative")
    FROZEN = "frozen", _("frozen")
    SPUN = "spun", _("spun")
    THAWED = "thawed", _("thawed")
    STORED = "stored", _("stored")
    REMOVED = "removed", _("taken out")
    CHECKED_OUT = "checked_out", _("checked out")
    CHECKED_IN = "checked_in", _("checked in")
    DERIVED = "derived", _("derived from")
    ALIQUOTED = "aliquoted", _("divided into aliquots")
    POOLED = "pooled", _("pooled")
    RESERVED = "reserved", _("reserved")
    RELEASED = "released", _("reservation ended")
    DISTRIBUTED = "distributed", _("distributed")
    RETURNED = "returned", _("returned")
    SHIPPED = "shipped", _("shipped")
    ARRIVED = "arrived", _("shipment received")
    QUALITY = "quality", _("quality result")
    DISPOSED = "disposed", _("disposed of")
    CORRECTED = "corrected", _("entry corrected")


class Closed(models.TextChoices):
    """Why nothing of it is left to give."""

    USED = "used_up", _("used up")
    DIVIDED = "divided", _("divided completely")
    SENT = "distributed", _("distributed")
    SPOILT = "spoilt", _("spoilt")
    WITHDRAWN = "withdrawn", _("consent withdrawn")
    LOST = "lost", _("lost")
