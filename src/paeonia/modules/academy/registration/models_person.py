"""What belongs to one person at the desk: her registration, what was paid for it, and the badges printed."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .choices import Way


@pghistory.track()
class Registration(models.Model):
    """What an enrolment says besides: as what she comes, what she needs, and on whom the invoice is made out.

    Her place is the enrolment's. Seen where the enrolment is: by herself and the desk.
    """

    enrolment = models.OneToOneField("academy.Enrolment", on_delete=models.PROTECT, related_name="registration")
    category = models.ForeignKey("academydesk.Category", on_delete=models.PROTECT, related_name="registrations")
    name_en = models.CharField(_("Name in Latin letters"), max_length=80, blank=True)
    due = models.DecimalField(max_digits=9, decimal_places=2, null=True)     # the fee on the day she registered
    reference = models.CharField(max_length=12, unique=True)    # what she writes on the transfer
    badge = models.CharField(max_length=20, unique=True)        # what the desk scans; tells nothing
    proof = models.CharField(_("What shows that the category fits"), max_length=200, blank=True)
    invoice_title = models.CharField(_("Invoice title"), max_length=120, blank=True)
    tax_number = models.CharField(_("Taxpayer number"), max_length=20, blank=True)
    diet = models.CharField(_("Food"), max_length=200, blank=True)
    mobility = models.CharField(_("Getting about"), max_length=200, blank=True)
    companions = models.PositiveSmallIntegerField(_("Companions"), default=0, validators=[MaxValueValidator(9)])
    nights = models.PositiveSmallIntegerField(_("Hotel nights"), default=0, validators=[MaxValueValidator(14)])

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.reference


class Payment(models.Model):
    """One entry in the book of fees, by hand or from a bank statement; a mistake is met by a counter-entry."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="payments")
    amount = models.DecimalField(_("Amount (CNY)"), max_digits=9, decimal_places=2)
    on = models.DateField(_("On day"))
    way = models.CharField(_("How"), max_length=8, choices=Way.choices)
    reason = models.CharField(_("Why it is so entered"), max_length=200, blank=True)
    reference = models.CharField(_("Reference of the bank or receipt"), max_length=80, blank=True)
    counters = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="countered")
    bank_line = models.CharField(max_length=64, null=True, unique=True)     # a line of a statement is entered once
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="academydesk_payment_is_something"),
            models.CheckConstraint(condition=Q(way=Way.COUNTER, counters__isnull=False) | (
                ~Q(way=Way.COUNTER) & Q(counters__isnull=True)), name="academydesk_counter_counters_one"),
            models.CheckConstraint(condition=Q(way=Way.COUNTER) | Q(way=Way.BACK, amount__lt=0) | (
                ~Q(way=Way.BACK) & Q(amount__gt=0)), name="academydesk_only_paid_back_is_below_zero"),
            models.CheckConstraint(condition=~Q(way__in=[Way.WAIVED, Way.BACK, Way.COUNTER]) | ~Q(reason=""),
                                   name="academydesk_reason_where_no_money_came")]

    def __str__(self) -> str:
        return f"{self.amount} for {self.registration_id}"


class Badge(models.Model):
    """That a badge was printed; the second one says so on itself."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="badges")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"of {self.registration_id}"
