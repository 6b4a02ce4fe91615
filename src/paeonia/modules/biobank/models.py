"""Collection protocols at rest: what shall be collected when, in editions of which a published one is never changed."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode

from .choices import Lineage, Stage

# Django registers only what this module imports.
from .models_counter import Counter  # noqa: F401
from .models_donors import Collection, Donor, DonorIdentity, Registration  # noqa: F401
from .models_of_hospital import OfHospital
from .models_specimens import CustodyEvent, Specimen  # noqa: F401


@pghistory.track()
class Protocol(OfHospital):
    """A collection protocol: why this hospital collects, for whom, and how its labels are made."""

    code = models.CharField(_("Short code"), max_length=20)
    title_zh = models.CharField(_("Title in Chinese"), max_length=300)
    title_en = models.CharField(_("Title in English"), max_length=300)
    principal = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+",
                                  verbose_name=_("Responsible"))
    # A number and no foreign key: modules do not know one another, and a trial may come to the registry later.
    trial_number = models.CharField(_("Registry number of the trial"), max_length=40, blank=True)
    opened_on = models.DateField(_("Collects from"))
    closed_on = models.DateField(_("Collects until"), null=True, blank=True)
    donor_format = models.CharField(_("Code of a donor"), max_length=80, default="%CP_CODE%-%CP_UID(4)%")
    primary_format = models.CharField(_("Label of a primary specimen"), max_length=120,
                                      default="%PPI%.%SP_TYPE%%PPI_UID%")
    derived_format = models.CharField(_("Label of a derived specimen"), max_length=120,
                                      default="%PSPEC_LABEL%.%SP_TYPE%%PSPEC_UID%")
    aliquot_format = models.CharField(_("Label of an aliquot"), max_length=120, default="%PSPEC_LABEL%.%PSPEC_UID%")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["hospital", "code"], name="protocol_code_once_a_hospital"),
            models.UniqueConstraint(fields=["id", "hospital"], name="protocol_with_hospital"),
            models.CheckConstraint(condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                                   name="protocol_closes_after_it_opens"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def words(self) -> dict[str, str]:
        """The title in both languages."""
        return {"en": self.title_en, "zh": self.title_zh}


@pghistory.track()
class Edition(OfHospital):
    """A version of a protocol; donors already in it keep what was planned for them."""

    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="editions", db_constraint=False)
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.DRAFT)
    from_day = models.DateField(null=True)
    changes = models.TextField(_("What changed"), blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["protocol", "number"], name="edition_number_once"),
            models.UniqueConstraint(fields=["protocol"], condition=Q(stage="draft"), name="one_draft_a_protocol"),
            models.UniqueConstraint(fields=["id", "hospital"], name="edition_with_hospital"),
            models.CheckConstraint(condition=Q(stage="draft") | Q(from_day__isnull=False), name="edition_published_from"),
        ]

    def __str__(self) -> str:
        return f"{self.protocol_id}/{self.number}"


@pghistory.track()
class TimePoint(OfHospital):
    """A visit at which something is collected, counted in days from the donor's first."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="time_points", db_constraint=False)
    code = models.CharField(_("Code"), max_length=20)
    name_zh = models.CharField(_("Name in Chinese"), max_length=120)
    name_en = models.CharField(_("Name in English"), max_length=120)
    day = models.IntegerField(_("Day"), null=True, blank=True)   # none: when it happens, as a biopsy at progression
    # The visit of the trial at which it happens, as the trial's schedule calls it.
    visit_code = models.CharField(_("Visit of the trial"), max_length=20, blank=True)

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="time_point_code_once"),
            models.UniqueConstraint(fields=["id", "hospital"], name="time_point_with_hospital"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def words(self) -> dict[str, str]:
        """The name in both languages."""
        return {"en": self.name_en, "zh": self.name_zh}


@pghistory.track()
class Requirement(TreeNode, OfHospital):
    """What is wanted at a time point: a primary specimen, and under it what is made of it."""

    time_point = models.ForeignKey(TimePoint, on_delete=models.CASCADE, related_name="requirements", db_constraint=False)
    code = models.CharField(_("Code"), max_length=20)
    lineage = models.CharField(_("Lineage"), max_length=10, choices=Lineage.choices)
    kind = models.CharField(_("Type"), max_length=40)
    container = models.CharField(_("Container"), max_length=40, blank=True)
    quantity = models.DecimalField(_("Quantity"), max_digits=12, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("Unit"), max_length=20, blank=True)
    pieces = models.PositiveSmallIntegerField(_("How many"), default=1)
    process_within = models.PositiveIntegerField(_("To be processed within (minutes)"), null=True, blank=True)

    class Meta(TreeNode.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["time_point", "code"], name="requirement_code_once"),
            models.UniqueConstraint(fields=["id", "hospital"], name="requirement_with_hospital"),
            models.CheckConstraint(condition=Q(quantity__isnull=True) | Q(quantity__gt=0), name="requirement_wants_some"),
            models.CheckConstraint(condition=Q(pieces__gt=0), name="requirement_wants_pieces"),
            models.CheckConstraint(condition=Q(lineage="primary", parent__isnull=True)
                                   | (~Q(lineage="primary") & Q(parent__isnull=False)), name="requirement_has_its_parent"),
        ]

    def __str__(self) -> str:
        return self.code
