"""What can be chosen at the desk: categories with their fees and places, places they share, and how to pay."""

from __future__ import annotations

from typing import Any

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from paeonia.modules.academy.models import Titled

from .choices import Band

# Django registers only what this module imports.
from .models_door import CheckIn, Door, DoorCategory, DoorSession  # noqa: F401
from .models_person import Badge, Payment, Registration  # noqa: F401


class Named(Titled):
    """Something with a short name in each language."""

    title_zh = models.CharField(_("Name in Chinese"), max_length=60)
    title_en = models.CharField(_("Name in English"), max_length=60)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title_en


@pghistory.track()
class Category(Named):
    """As what one may register: for whom, at which fee, how many, and from when until when."""

    activity = models.ForeignKey("academy.Activity", on_delete=models.PROTECT, related_name="categories")
    word_zh = models.CharField(_("Word on the badge, Chinese"), max_length=12)
    word_en = models.CharField(_("Word on the badge, English"), max_length=20)
    band = models.CharField(_("Colour of the badge's band"), max_length=8, choices=Band.choices, default=Band.LAKE)
    price = models.DecimalField(_("Fee (CNY)"), max_digits=9, decimal_places=2, null=True, blank=True,
                                validators=[MinValueValidator(0)], help_text=_("Empty: no fee."))
    roles = models.JSONField(_("Who may take it"), default=list, blank=True)       # empty: whoever the activity is for
    places = models.PositiveIntegerField(_("Places of its own"), null=True, blank=True,
                                         help_text=_("Empty: no limit of its own."))
    opens = models.DateTimeField(_("Open from"), null=True, blank=True)
    closes = models.DateTimeField(_("Open until"), null=True, blank=True)
    approves = models.BooleanField(_("The desk approves each one"), default=False)
    proof_zh = models.CharField(_("What has to be shown, Chinese"), max_length=120, blank=True)
    proof_en = models.CharField(_("What has to be shown, English"), max_length=120, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(price__isnull=True) | Q(price__gte=0), name="academydesk_no_fee_below_zero"),
            models.CheckConstraint(condition=Q(opens__isnull=True) | Q(closes__isnull=True) | Q(closes__gt=F("opens")),
                                   name="academydesk_category_is_open_a_while")]

    @property
    def word(self) -> dict[str, str]:
        """The word on the badge, in both languages."""
        return {"en": self.word_en, "zh": self.word_zh}

    @property
    def proof(self) -> dict[str, str]:
        """What has to be shown, in both languages; empty where nothing is asked."""
        return {"en": self.proof_en or self.proof_zh, "zh": self.proof_zh or self.proof_en}


@pghistory.track()
class Quota(Named):
    """Places that several categories draw from."""

    activity = models.ForeignKey("academy.Activity", on_delete=models.PROTECT, related_name="quotas")
    places = models.PositiveIntegerField(_("Places shared"))
    categories: Any = models.ManyToManyField(Category, through="QuotaShare", related_name="quotas",
                                             verbose_name=_("Categories that share them"))

    class Meta:
        ordering = ["id"]


@pghistory.track()
class QuotaShare(models.Model):
    """That a category draws from shared places."""

    quota = models.ForeignKey(Quota, on_delete=models.CASCADE, related_name="shares")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="shares")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quota", "category"], name="academydesk_shares_once")]

    def __str__(self) -> str:
        return f"{self.category_id} of {self.quota_id}"


@pghistory.track()
class PayTo(models.Model):
    """How a fee is paid, as the confirmation says it."""

    activity = models.OneToOneField("academy.Activity", on_delete=models.PROTECT, related_name="pay_to")
    text_zh = models.TextField(_("How to pay, Chinese"), max_length=600)
    text_en = models.TextField(_("How to pay, English"), max_length=600)

    def __str__(self) -> str:
        return f"of {self.activity_id}"

    @property
    def words(self) -> dict[str, str]:
        """The text in both languages."""
        return {"en": self.text_en, "zh": self.text_zh}
