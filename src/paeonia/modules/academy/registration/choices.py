"""The words of the desk that rows are told by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Band(models.TextChoices):
    """The colour of a badge's band; the word on it says the same to those who do not see colours."""

    PEONY = "peony", _("Peony red")
    LAKE = "lake", _("Lake blue")
    LEAF = "leaf", _("Leaf green")
    AMBER = "amber", _("Amber yellow")
    PLUM = "plum", _("Plum purple")
    INK = "ink", _("Ink black")


class Way(models.TextChoices):
    """How a fee was settled."""

    TRANSFER = "transfer", _("Bank transfer")
    CASH = "cash", _("Cash")
    WAIVED = "waived", _("Waived")
    BACK = "back", _("Paid back")
    COUNTER = "counter", _("Entry taken back")


class Fee(models.TextChoices):
    """Where a registration stands with its fee; told by its entries, never kept."""

    NONE = "none", _("no fee to pay")
    LATER = "later", _("fee due once there is a place")
    UNPAID = "unpaid", _("unpaid")
    PARTLY = "partly", _("partly paid")
    PAID = "paid", _("paid")
    OVER = "over", _("overpaid")


class Sheet(models.TextChoices):
    """How large a badge is."""

    CARD = "card", _("90 × 55 mm, ten on a sheet")
    A6 = "a6", _("A6, four on a sheet")
