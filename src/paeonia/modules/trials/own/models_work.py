"""Who does the work, what pays for it, and how far it has come."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .choices import Currency, Mark, Part, Stage
from .models_entered import Entered


class Member(Entered):
    """Somebody of the team, in one part at one site; a person without an account here is known by name."""

    site = models.ForeignKey("own.Site", on_delete=models.PROTECT, related_name="+", db_constraint=False,
                             verbose_name=_("Site"))
    part = models.CharField(_("Part"), max_length=20, choices=Part.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
                             verbose_name=_("Person"))
    name = models.CharField(_("Name, if without an account"), max_length=120, blank=True)
    from_day = models.DateField(_("From"))
    until_day = models.DateField(_("Until"), null=True, blank=True)
    gcp_until = models.DateField(_("GCP certificate valid until"), null=True, blank=True)

    class Meta(Entered.Meta):
        ordering = ["id"]
        constraints = [
            *Entered.Meta.constraints,
            models.CheckConstraint(condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
                                   name="own_member_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(user__isnull=False) | ~Q(name=""), name="own_member_is_somebody")]


class Grant(Entered):
    """Money given for the trial."""

    funder = models.CharField(_("Funder"), max_length=200)
    title = models.CharField(_("Grant or programme"), max_length=200)
    number = models.CharField(_("Grant number"), max_length=80, blank=True)
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("Currency"), max_length=3, choices=Currency.choices, default=Currency.CNY)
    from_day = models.DateField(_("From"))
    until_day = models.DateField(_("Until"))

    class Meta(Entered.Meta):
        ordering = ["from_day", "id"]
        constraints = [
            *Entered.Meta.constraints,
            models.CheckConstraint(condition=Q(until_day__gte=F("from_day")), name="own_grant_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="own_grant_gives_something")]

    def __str__(self) -> str:
        return self.title


class Spending(Entered):
    """Money spent of a grant, as the accounts say."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="spent", db_constraint=False,
                              verbose_name=_("Grant or programme"))
    on_day = models.DateField(_("Day"))
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2)
    what = models.CharField(_("For what"), max_length=200)

    class Meta(Entered.Meta):
        ordering = ["on_day", "id"]
        constraints = [*Entered.Meta.constraints,
                       models.CheckConstraint(condition=Q(amount__gt=0), name="own_spending_is_something")]


class Milestone(Entered):
    """A day the trial works towards, and when it was reached."""

    kind = models.CharField(_("Milestone"), max_length=20, choices=Mark.choices)
    planned_on = models.DateField(_("Planned for"))
    reached_on = models.DateField(_("Reached on"), null=True, blank=True)
    note = models.CharField(_("Note"), max_length=200, blank=True)

    class Meta(Entered.Meta):
        ordering = ["planned_on", "id"]


class Publication(Entered):
    """A publication that is planned or written."""

    title = models.CharField(_("Title"), max_length=300)
    where = models.CharField(_("Journal or meeting"), max_length=200, blank=True)
    planned_on = models.DateField(_("Planned for"))
    stage = models.CharField(_("State"), max_length=20, choices=Stage.choices, default=Stage.PLANNED)

    class Meta(Entered.Meta):
        ordering = ["planned_on", "id"]
