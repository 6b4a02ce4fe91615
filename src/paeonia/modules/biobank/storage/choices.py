"""What the columns of this room may say."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a container is."""

    SITE = "site", _("storage site")
    ROOM = "room", _("room")
    FREEZER = "freezer", _("freezer")
    FRIDGE = "fridge", _("fridge")
    TANK = "tank", _("nitrogen tank")
    CABINET = "cabinet", _("cabinet")
    SHELF = "shelf", _("shelf")
    DRAWER = "drawer", _("drawer")
    RACK = "rack", _("rack")
    BOX = "box", _("box")


class Holds(models.TextChoices):
    """What lies in a container."""

    CONTAINERS = "containers", _("other containers")
    SPECIMENS = "specimens", _("specimens")


class Names(models.TextChoices):
    """How rows or columns are named."""

    NUMBERS = "numbers", _("1, 2, 3")
    UPPER = "upper", _("A, B, C")
    LOWER = "lower", _("a, b, c")
    ROMAN = "roman", _("I, II, III")
    ROMAN_LOWER = "roman_lower", _("i, ii, iii")


class Order(models.TextChoices):
    """Which place is filled next: row by row or column by column, and from which corner."""

    ACROSS_DOWN_RIGHT = "across_down_right", _("row by row, from the top left")
    ACROSS_DOWN_LEFT = "across_down_left", _("row by row, from the top right")
    ACROSS_UP_RIGHT = "across_up_right", _("row by row, from the bottom left")
    ACROSS_UP_LEFT = "across_up_left", _("row by row, from the bottom right")
    ALONG_DOWN_RIGHT = "along_down_right", _("column by column, from the top left")
    ALONG_DOWN_LEFT = "along_down_left", _("column by column, from the top right")
    ALONG_UP_RIGHT = "along_up_right", _("column by column, from the bottom left")
    ALONG_UP_LEFT = "along_up_left", _("column by column, from the bottom right")


class State(models.TextChoices):
    """Why a place is not free; a free place has no row."""

    HELD = "held", _("occupied")
    OUT = "out", _("checked out, place kept")
    RESERVED = "reserved", _("reserved for a few minutes")
    BLOCKED = "blocked", _("not to be used")


class Beyond(models.TextChoices):
    """On which side of the limits a temperature was."""

    WARM = "warm", _("too warm")
    COLD = "cold", _("too cold")


class Happening(models.TextChoices):
    """What can happen to a container."""

    MOVED = "moved", _("moved")
    ARCHIVED = "archived", _("taken out of use")
    REVIVED = "revived", _("back in use")
    ALARM = "alarm", _("alarm")
    POWER = "power", _("power failure")
    DEFROST = "defrost", _("defrosted")
    SERVICE = "service", _("serviced")
    REFILLED = "refilled", _("nitrogen refilled")
    EXCURSION = "excursion", _("temperature outside its limits")
    JUDGED = "judged", _("excursion judged")
    RELOCATED = "relocated", _("contents moved elsewhere")
