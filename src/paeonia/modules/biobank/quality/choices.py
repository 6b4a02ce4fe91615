"""What the columns of this room may say."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Severity(models.TextChoices):
    """How bad it is: for a sample, for many, for a person or the law."""

    MINOR = "minor", _("minor")
    MAJOR = "major", _("major")
    CRITICAL = "critical", _("critical")


class Cause(models.TextChoices):
    """Where it comes from."""

    COLLECTION = "collection", _("collection")
    TRANSPORT = "transport", _("transport")
    PROCESSING = "processing", _("processing")
    STORAGE = "storage", _("storage")
    LABEL = "label", _("label or identity")
    RECORD = "record", _("entry or document")
    EQUIPMENT = "equipment", _("equipment")
    CONSENT = "consent", _("consent or approval")
    RELEASE = "release", _("release")
    OTHER = "other", _("other")


class Step(models.TextChoices):
    """How far a nonconformity has come."""

    OPEN = "open", _("open")
    CONTAINED = "contained", _("contained")
    CORRECTED = "corrected", _("cause removed")
    CLOSED = "closed", _("closed after checking")


class Complainant(models.TextChoices):
    """Who complains, or says what is good."""

    DONOR = "donor", _("a donor or her family")
    REQUESTER = "requester", _("whoever asked for samples")
    COLLECTOR = "collector", _("whoever collects")
    OTHER = "other", _("somebody else")


class Voice(models.TextChoices):
    """A complaint must be answered; feedback may be."""

    COMPLAINT = "complaint", _("complaint")
    FEEDBACK = "feedback", _("feedback")


class Hearing(models.TextChoices):
    """How far a complaint has come."""

    RECEIVED = "received", _("taken in")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    DECIDED = "decided", _("looked into and decided")
    CLOSED = "closed", _("outcome told, closed")


class Check(models.TextChoices):
    """What an audit looks at in each sample."""

    THERE = "there", _("it is there")
    LABEL = "label", _("the label can be read and is right")
    PLACE = "place", _("it lies where the record says")
    QUANTITY = "quantity", _("the quantity is plausible")
    PAPERS = "papers", _("consent and documents are on file")


class Seen(models.TextChoices):
    """What was found."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    NOT_SEEN = "not_seen", _("could not be seen")
