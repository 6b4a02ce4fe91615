"""What the columns of this room may say."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an authority approved, filed or took note of."""

    COLLECTION = "collection", _("approval to collect")
    PRESERVATION = "preservation", _("approval to preserve")
    COOPERATION = "cooperation", _("approval of international cooperation")
    FILING = "trial_filing", _("filing of an international trial")
    EXPORT = "export", _("approval to export")
    EXIT = "exit_certificate", _("exit certificate")
    INFORMATION = "information", _("prior report on information")
    SECURITY = "security_review", _("security review")


class Standing(models.TextChoices):
    """Where an approval stands with the authority."""

    APPLIED = "applied", _("applied for")
    APPROVED = "approved", _("granted")
    SUSPENDED = "suspended", _("suspended")
    REVOKED = "revoked", _("revoked")
