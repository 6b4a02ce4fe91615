"""Requests at rest: what is wanted, by whom, for what, and each step of the way."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from ..choices import Tissue
from ..models_of_hospital import OfHospital
from ..states import StateField
from .choices import Known, Purpose, State

OPEN = [State.DRAFT, State.RETURNED]
ALIVE = [State.DRAFT, State.SUBMITTED, State.REVIEW, State.RETURNED, State.APPROVED]


@pghistory.track()
class Request(OfHospital):
    """A request for specimens. What was submitted is not changed unless it is returned."""

    number = models.CharField(max_length=30)
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title_zh = models.CharField(_("Title in Chinese"), max_length=300)
    title_en = models.CharField(_("Title in English"), max_length=300)
    purposes = ArrayField(models.CharField(max_length=24, choices=Purpose.choices), verbose_name=_("Purposes"))
    ethics_number = models.CharField(_("Ethics approval"), max_length=80, blank=True)
    ethics_until = models.DateField(_("Ethics approval valid until"), null=True, blank=True)
    conditions = models.TextField(_("Conditions of the specimens"), max_length=2000, blank=True)
    criteria = models.TextField(_("Criteria of the donors"), max_length=4000, blank=True)
    recipient = models.CharField(_("Receiving institution"), max_length=200)
    country = models.CharField(_("Country of the recipient"), max_length=2, blank=True)    # ISO 3166; "" is not known
    foreign = models.CharField(_("Held or controlled from abroad"), max_length=8, choices=Known.choices,
                               default=Known.UNKNOWN)
    state = StateField(max_length=14, choices=State.choices, default=State.DRAFT)
    round = models.PositiveSmallIntegerField(default=0)      # counted up at each submission: votes are for one round
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["hospital", "number"], name="bankrequest_number_once"),
            models.UniqueConstraint(fields=["id", "hospital"], name="bankrequest_with_hospital"),
            models.CheckConstraint(condition=Q(state__in=["draft", "returned", "withdrawn"]) | (
                ~Q(ethics_number="") & Q(ethics_until__isnull=False)), name="bankrequest_has_its_ethics"),
            models.CheckConstraint(condition=Q(purposes__len__gt=0), name="bankrequest_for_something"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def words(self) -> dict[str, str]:
        """The title in both languages."""
        return {"en": self.title_en, "zh": self.title_zh}

    @property
    def from_abroad(self) -> bool | None:
        """Whether the recipient is held from abroad; None is not known."""
        return {Known.YES: True, Known.NO: False}.get(Known(self.foreign))

    @transition(field=state, source=OPEN, target=State.SUBMITTED)
    def submit(self) -> None:
        """It waits for the bank; earlier votes do not count any more."""
        self.round += 1

    @transition(field=state, source=State.SUBMITTED, target=State.REVIEW)
    def take_up(self) -> None:
        """The committee reads it."""

    @transition(field=state, source=[State.SUBMITTED, State.REVIEW], target=State.RETURNED)
    def give_back(self) -> None:
        """The requester amends it."""

    @transition(field=state, source=State.REVIEW, target=State.APPROVED)
    def approve(self) -> None:
        """The committee said yes."""

    @transition(field=state, source=State.REVIEW, target=State.DECLINED)
    def decline(self) -> None:
        """The committee said no."""

    @transition(field=state, source=State.APPROVED, target=State.FULFILLED)
    def fulfil(self) -> None:
        """Everything that is to be given was given."""

    @transition(field=state, source=ALIVE, target=State.WITHDRAWN)
    def withdraw(self) -> None:
        """The requester does not want it any more."""


@pghistory.track()
class Wanted(OfHospital):
    """One line of a request: how many specimens of a type, and how much of each."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="wanted", db_constraint=False)
    kind = models.CharField(_("Type"), max_length=40)
    tissue = models.CharField(_("Tissue"), max_length=20, choices=Tissue.choices, blank=True)
    pieces = models.PositiveIntegerField(_("How many"))
    quantity = models.DecimalField(_("Quantity of each"), max_digits=12, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("Unit"), max_length=20, blank=True)
    conditions = models.CharField(_("Conditions"), max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(pieces__gt=0), name="bankrequest_wants_some"),
            models.CheckConstraint(condition=Q(quantity__isnull=True) | (Q(quantity__gt=0) & ~Q(unit="")),
                                   name="bankrequest_wanted_with_unit"),
        ]


class Step(OfHospital):
    """A request went from one state to another: added, never changed."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="steps", db_constraint=False)
    was = models.CharField(max_length=14, choices=State.choices, blank=True)
    now = models.CharField(max_length=14, choices=State.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(_("Reason"), max_length=1000, blank=True)

    class Meta:
        ordering = ["id"]


from .models_committee import CommitteeMember, Quorum, Vote  # noqa: E402, F401  they speak of requests
from .models_logger import ParcelLog  # noqa: E402, F401
from .models_picks import Back, Line, Order, Pick  # noqa: E402, F401
from .models_results import Publication, Result, ResultFile  # noqa: E402, F401
from .models_shipments import Difference, Item, Shipment  # noqa: E402, F401
