"""What a hospital said of its limits: added, never changed; the newest that has begun is the one that holds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models_of_hospital import OfHospital


class Holds(models.TextChoices):
    """What holds from a day on."""

    OWN = "own", _("a limit of this hospital")
    OFF = "off", _("no such limit here")
    COMMON = "common", _("the common limit again")


class OwnLimit(OfHospital):
    """One limit from one day on: bounds of this hospital, none, or the common ones again."""

    limit = models.CharField(max_length=60)
    holds = models.CharField(_("What holds"), max_length=8, choices=Holds.choices)
    bounds = models.JSONField(default=dict, blank=True)         # at_least, at_most as people write them: "6 h"
    reason = models.CharField(_("Reason"), max_length=500)
    source = models.CharField(_("Where it stands"), max_length=300, blank=True)
    confirmed_by = models.CharField(_("Confirmed by"), max_length=120, blank=True)
    from_day = models.DateField(_("It holds from"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["from_day", "id"]
        indexes = [models.Index(fields=["hospital", "limit", "from_day"], name="banklimits_in_force")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="banklimits_has_a_reason"),
            models.CheckConstraint(condition=~Q(holds="own") | (~Q(source="") & ~Q(bounds={})),
                                   name="banklimits_own_has_bounds"),
        ]

    def __str__(self) -> str:
        return f"{self.limit} {self.from_day}"
