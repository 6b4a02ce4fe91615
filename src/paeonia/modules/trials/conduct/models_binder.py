"""The investigator site file: training, visits of monitors with their findings, and documents."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .choices import Severity
from .models_signed import OfStudy


class _Entered(OfStudy):
    """Who entered a row of the binder, and when; not a signature."""

    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


@pghistory.track()
class Training(_Entered):
    """Somebody was trained on something of this study."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Person"))
    topic = models.CharField(_("Topic"), max_length=200)
    on_day = models.DateField(_("Day"))
    proof = models.CharField(_("Certificate or attendance list"), max_length=200)


@pghistory.track()
class MonitorVisit(_Entered):
    """A monitor of the sponsor looked at the site's work."""

    class Kind(models.TextChoices):
        """What the visit was for."""

        INITIATION = "initiation", _("initiation")
        ROUTINE = "routine", _("routine monitoring")
        REMOTE = "remote", _("remote monitoring")
        AUDIT = "audit", _("audit or inspection")
        CLOSE_OUT = "close_out", _("close-out")

    on_day = models.DateField(_("Day"))
    kind = models.CharField(_("Kind of visit"), max_length=12, choices=Kind.choices)
    monitor = models.CharField(_("Monitor"), max_length=120)
    note = models.TextField(_("Summary"), blank=True)


@pghistory.track()
class Finding(_Entered):
    """Something a monitor found; open until it has an answer."""

    visit = models.ForeignKey(MonitorVisit, null=True, blank=True, on_delete=models.PROTECT, related_name="findings",
                              verbose_name=_("Visit of the monitor"))
    subject = models.ForeignKey("conduct.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
                                db_constraint=False, verbose_name=_("Subject"))
    severity = models.CharField(_("Weight"), max_length=10, choices=Severity.choices)
    what = models.TextField(_("Finding"))
    due_on = models.DateField(_("To be answered by"))
    answer = models.TextField(_("Answer to the finding"), blank=True)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(closed_on__isnull=True) | ~Q(answer=""),
                                              name="finding_closed_with_answer")]


@pghistory.track()
class SiteDocument(_Entered):
    """An essential document and where it lies."""

    kind = models.CharField(_("Document"), max_length=40)
    version = models.CharField(_("Version"), max_length=60)
    on_day = models.DateField(_("Dated"))
    expires_on = models.DateField(_("Valid until"), null=True, blank=True)
    place = models.CharField(_("Where it is filed"), max_length=200)
