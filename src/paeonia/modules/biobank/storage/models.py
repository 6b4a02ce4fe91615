"""Containers in one another, and the places in them; the database keeps one tube in one place and one place for one tube."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode

from ..models_of_hospital import OfHospital
from .choices import Holds, Kind, Names, Order, State
from .grid import Grid

# Django registers only what this module imports.
from .models_inventory import InventoryCheck  # noqa: F401
from .models_warmth import Excursion, Occurrence, TemperatureReading  # noqa: F401


@pghistory.track(exclude=["taken"])
class Container(TreeNode, OfHospital):
    """A site, freezer, rack or box; what it does not say itself, temperature or who may lie in it, its parent says."""

    kind = models.CharField(_("Kind of container"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("Name of the container"), max_length=80)
    barcode = models.CharField(_("Barcode"), max_length=80, blank=True)
    holds = models.CharField(_("Made for"), max_length=12, choices=Holds.choices)
    rows = models.PositiveSmallIntegerField(_("Number of rows"), null=True, blank=True)
    columns = models.PositiveSmallIntegerField(_("Number of columns"), null=True, blank=True)
    row_names = models.CharField(_("Rows are named"), max_length=12, choices=Names.choices, default=Names.UPPER)
    column_names = models.CharField(_("Columns are named"), max_length=12, choices=Names.choices, default=Names.NUMBERS)
    order = models.CharField(_("Filled"), max_length=20, choices=Order.choices, default=Order.ACROSS_DOWN_RIGHT)
    room_for = models.PositiveIntegerField(_("Room for"), null=True, blank=True)    # where nothing has a fixed place
    temperature = models.DecimalField(_("Set point (°C)"), max_digits=5, decimal_places=1, null=True, blank=True)
    coldest = models.DecimalField(_("Lower limit (°C)"), max_digits=5, decimal_places=1, null=True, blank=True)
    warmest = models.DecimalField(_("Upper limit (°C)"), max_digits=5, decimal_places=1, null=True, blank=True)
    tolerated = models.PositiveSmallIntegerField(_("Minutes outside that are tolerated"), default=0)
    sensor = models.CharField(_("Sensor"), max_length=120, blank=True)
    kinds = ArrayField(models.CharField(max_length=40), verbose_name=_("Only these types"), default=list, blank=True)
    protocols = ArrayField(models.BigIntegerField(), verbose_name=_("Only these protocols"), default=list, blank=True)
    # Takes nothing new, and nothing below it does; what lies there stays.
    resting = models.BooleanField(_("Takes nothing new"), default=False)
    archived = models.BooleanField(default=False)
    taken = models.PositiveIntegerField(default=0)      # counted by the database as places come and go

    class Meta(TreeNode.Meta):
        ordering = ["id"]
        indexes = [models.Index(fields=["hospital", "archived"], name="container_in_use")]
        constraints = [
            models.UniqueConstraint(fields=["hospital", "barcode"], condition=~Q(barcode=""),
                                    name="container_barcode_once_a_hospital"),
            models.UniqueConstraint(fields=["hospital", "sensor"], condition=~Q(sensor=""),
                                    name="container_sensor_once_a_hospital"),
            models.UniqueConstraint(fields=["parent", "name"], name="container_name_once_in_its_parent"),
            models.UniqueConstraint(fields=["hospital", "name"], condition=Q(parent__isnull=True),
                                    name="container_name_once_at_the_top"),
            models.UniqueConstraint(fields=["id", "hospital"], name="container_with_hospital"),
            models.CheckConstraint(condition=Q(rows__isnull=True, columns__isnull=True)
                                   | Q(rows__range=(1, 500), columns__range=(1, 500)), name="container_has_both_sides"),
            models.CheckConstraint(condition=Q(rows__isnull=True) | Q(room_for__isnull=True),
                                   name="container_room_said_once"),
            models.CheckConstraint(condition=Q(coldest__isnull=True) | Q(warmest__isnull=True)
                                   | Q(coldest__lt=F("warmest")), name="container_limits_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def grid(self) -> Grid | None:
        """Its places; none where things lie without a fixed place."""
        if self.rows is None or self.columns is None:
            return None
        return Grid(self.rows, self.columns, self.row_names, self.column_names, self.order)

    @property
    def capacity(self) -> int | None:
        """How much it has room for; none when nobody said."""
        return self.grid.capacity if self.grid else self.room_for


@pghistory.track()
class Place(OfHospital):
    """A place that is not free: a tube or a container lies in it, a tube comes back to it, or it is kept for one."""

    container = models.ForeignKey(Container, on_delete=models.PROTECT, related_name="places", db_constraint=False)
    row = models.PositiveSmallIntegerField(null=True)
    column = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    specimen = models.OneToOneField("biobank.Specimen", null=True, on_delete=models.PROTECT, related_name="+",
                                    db_constraint=False)
    child = models.OneToOneField(Container, null=True, on_delete=models.PROTECT, related_name="position",
                                 db_constraint=False)
    # Reserved until when, or expected back when; who took the tube out or asked for the place, and what for.
    until = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["container", "row", "column"]
        indexes = [models.Index(fields=["state", "until"], condition=~Q(state="held"), name="place_not_just_held")]
        constraints = [
            models.UniqueConstraint(fields=["container", "row", "column"], name="one_thing_a_place"),
            models.CheckConstraint(condition=Q(row__isnull=True, column__isnull=True)
                                   | Q(row__gte=1, column__gte=1), name="place_has_both_sides"),
            models.CheckConstraint(condition=Q(state="held", specimen__isnull=False, child__isnull=True)
                                   | Q(state="held", specimen__isnull=True, child__isnull=False)
                                   | Q(state="out", specimen__isnull=False, child__isnull=True, at__isnull=False)
                                   | Q(state="blocked", specimen__isnull=True, child__isnull=True)
                                   | Q(state="reserved", specimen__isnull=True, child__isnull=True, until__isnull=False),
                                   name="place_holds_one_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.container_id} {self.row} {self.column}"


@pghistory.track()
class Stay(OfHospital):
    """How long a tube lay where: from this follow the curve of filling and who was there when a freezer failed."""

    specimen = models.ForeignKey("biobank.Specimen", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    container = models.ForeignKey(Container, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    # The container whose temperature counted: the nearest that says one, or the box itself when none does.
    unit = models.ForeignKey(Container, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    place = models.CharField(max_length=20, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since", "id"]
        indexes = [models.Index(fields=["unit", "since"], name="stay_in_unit"),
                   models.Index(fields=["specimen", "since"], name="stay_of_specimen")]
        constraints = [
            models.UniqueConstraint(fields=["specimen"], condition=Q(until__isnull=True), name="one_stay_at_a_time"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                                   name="stay_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.specimen_id} {self.place}"
