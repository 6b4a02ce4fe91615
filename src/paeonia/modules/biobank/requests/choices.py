"""What the columns of this room may say."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Purpose(models.TextChoices):
    """What specimens are wanted for; the gate asks the donor's consent for each."""

    RESEARCH = "research", _("medical research")
    GENETIC = "genetic", _("genetic research")
    COMMERCIAL = "commercial", _("commercial use")
    FOREIGN = "foreign_cooperation", _("cooperation with foreign parties")


class Known(models.TextChoices):
    """Yes, no, or nobody has said."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class State(models.TextChoices):
    """How far a request has come."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    REVIEW = "under_review", _("under review")
    APPROVED = "approved", pgettext_lazy("state of a request", "approved")
    RETURNED = "returned", _("returned for amendment")
    DECLINED = "declined", _("declined")
    FULFILLED = "fulfilled", _("fulfilled")
    WITHDRAWN = "withdrawn", _("request withdrawn")


class Ballot(models.TextChoices):
    """How a member voted."""

    APPROVE = "approve", _("approve")
    DECLINE = "decline", _("decline")
    ABSTAIN = "abstain", _("abstain")


class PickState(models.TextChoices):
    """How far a specimen on a pick list has come."""

    LISTED = "listed", _("to be fetched")
    CONFIRMED = "confirmed", _("scanned")
    SENT = "sent", _("distributed")
    REMOVED = "removed", _("taken off the list")


class Way(models.TextChoices):
    """Where a shipment is."""

    PENDING = "pending", _("being packed")
    SHIPPED = "shipped", _("on its way")
    RECEIVED = "received", _("received")


class Difference(models.TextChoices):
    """How a tube that arrived differs from the manifest."""

    MISSING = "missing", _("missing")
    SURPLUS = "surplus", _("not on the manifest")
    DAMAGED = "damaged", _("damaged")


class Settled(models.TextChoices):
    """How a difference was settled."""

    FOUND = "found", _("found after all")
    LOST = "lost", _("lost on the way")
    SENT_BACK = "sent_back", _("sent back")
    MISREAD = "misread", _("scanned by mistake")
    ACCEPTED = "accepted", _("accepted as it is")
    DISCARDED = "discarded", _("discarded there")


ENDS = {Difference.MISSING: (Settled.FOUND, Settled.LOST), Difference.SURPLUS: (Settled.SENT_BACK, Settled.MISREAD),
        Difference.DAMAGED: (Settled.ACCEPTED, Settled.DISCARDED)}


class Citing(models.TextChoices):
    """By what a publication is found."""

    DOI = "doi", _("DOI")
    PMID = "pmid", _("PMID")
    TEXT = "text", _("citation")
