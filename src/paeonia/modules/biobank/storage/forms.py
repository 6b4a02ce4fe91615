"""The forms of storage; what cannot be is refused by the actions, in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..forms import BankForm
from ..models import Protocol
from ..wordlist import kinds
from .choices import Happening, Holds, Kind, Names, Order

MANY = 200
TOLD = (Happening.ALARM, Happening.POWER, Happening.DEFROST, Happening.SERVICE, Happening.REFILLED)


class ContainerForm(BankForm):
    """What a container says of itself; what is left empty it takes from the one above it."""

    kind = forms.ChoiceField(label=_("Kind of container"), choices=Kind.choices)
    name = forms.CharField(label=_("Name of the container"), max_length=70)
    pieces = forms.IntegerField(label=_("How many alike"), min_value=1, max_value=MANY, initial=1,
                                help_text=_("More than one are numbered after the name."))
    barcode = forms.CharField(label=_("Barcode"), max_length=80, required=False,
                              widget=forms.TextInput(attrs={"data-scan": "fill"}))
    place = forms.CharField(label=_("Place in the container above"), max_length=12, required=False,
                            help_text=_("For example A1; leave it empty where there are no fixed places."))
    holds = forms.ChoiceField(label=_("Made for"), choices=Holds.choices)
    rows = forms.IntegerField(label=_("Number of rows"), min_value=1, max_value=500, required=False)
    columns = forms.IntegerField(label=_("Number of columns"), min_value=1, max_value=500, required=False)
    row_names = forms.ChoiceField(label=_("Rows are named"), choices=Names.choices, initial=Names.UPPER)
    column_names = forms.ChoiceField(label=_("Columns are named"), choices=Names.choices, initial=Names.NUMBERS)
    order = forms.ChoiceField(label=_("Filled"), choices=Order.choices)
    room_for = forms.IntegerField(label=_("Room for"), min_value=0, max_value=10**6, required=False,
                                  help_text=_("Only where tubes lie without fixed places."))
    temperature = forms.DecimalField(label=_("Set point (°C)"), max_digits=5, decimal_places=1, required=False)
    coldest = forms.DecimalField(label=_("Lower limit (°C)"), max_digits=5, decimal_places=1, required=False)
    warmest = forms.DecimalField(label=_("Upper limit (°C)"), max_digits=5, decimal_places=1, required=False)
    tolerated = forms.IntegerField(label=_("Minutes outside that are tolerated"), min_value=0, max_value=1440, initial=0)
    sensor = forms.CharField(label=_("Sensor"), max_length=120, required=False)
    kinds = forms.MultipleChoiceField(label=_("Only these types"), required=False,
                                      help_text=_("Nothing chosen: as the container above."))
    protocols = forms.ModelMultipleChoiceField(label=_("Only these protocols"), queryset=Protocol.objects.none(),
                                               required=False)
    resting = forms.BooleanField(label=_("Takes nothing new"), required=False)

    def __init__(self, *args: Any, hospital_ids: tuple[int, ...] = (), new: bool = True, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kinds"].choices = kinds()
        self.fields["protocols"].queryset = Protocol.objects.filter(hospital_id__in=hospital_ids).order_by("code")
        if not new:
            del self.fields["pieces"], self.fields["place"]

    def clean(self) -> dict[str, Any]:
        """Rows and columns go together; limits are in order."""
        told = super().clean() or {}
        if (told.get("rows") is None) != (told.get("columns") is None):
            self.add_error("columns", _("Enter both rows and columns, or neither."))
        low, high = told.get("coldest"), told.get("warmest")
        if low is not None and high is not None and low >= high:
            self.add_error("warmest", _("The upper limit lies above the lower one. Correct one of the two."))
        if told.get("rows") is not None and told.get("room_for") is not None:
            self.add_error("room_for", _("Rows and columns already say how much goes in. Leave this empty."))
        return told

    def said(self) -> dict[str, Any]:
        """What was entered, for an action."""
        return {**super().said(), "protocols": [one.pk for one in self.cleaned_data.get("protocols", ())]}


class PutForm(BankForm):
    """Into which box a tube goes."""

    box = forms.CharField(label=_("Scan the box (barcode or name)"), max_length=80,
                          widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "spellcheck": "false",
                                                        "data-scan": "fill"}))
    place = forms.CharField(label=_("Place"), max_length=12, required=False, help_text=_("Empty: the next free one."))
    moving = forms.BooleanField(label=_("it is moved from elsewhere"), required=False)


class MoveForm(BankForm):
    """Where a container goes."""

    to = forms.CharField(label=_("Into the container (name or barcode)"), max_length=80)
    place = forms.CharField(label=_("Place"), max_length=12, required=False)
    at = forms.DateTimeField(label=_("Done at"))


class HappeningForm(BankForm):
    """What happened to a container."""

    what = forms.ChoiceField(label=_("What happened to the container"), choices=[(one.value, one.label) for one in TOLD])
    at = forms.DateTimeField(label=_("Done at"))
    until = forms.DateTimeField(label=_("Until"), required=False)
    note = forms.CharField(label=_("Remark"), max_length=300, required=False)


class HandForm(BankForm):
    """Tubes by their codes, one a line, and what is done with them."""

    do = forms.ChoiceField(label=_("What is done"), choices=[
        ("out", _("check out, the place is kept")), ("in", _("check in")), ("away", _("take out for good"))])
    codes = forms.CharField(label=_("Codes"),
                            widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "data-scan": "list"}),
                            help_text=_("One a line, as the scanner writes them."))
    at = forms.DateTimeField(label=_("Done at"), required=False, help_text=_("Empty: now."))
    back_by = forms.DateTimeField(label=_("Expected back"), required=False)
    why = forms.CharField(label=_("What for"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Whoever takes a tube says until when; whoever takes it for good says why."""
        told = super().clean() or {}
        if told.get("do") == "out" and not told.get("back_by"):
            self.add_error("back_by", _("Say when it is expected back."))
        if told.get("do") == "away" and not told.get("why"):
            self.add_error("why", _("Say why it is taken out."))
        if told.get("back_by") and told["back_by"] <= (told.get("at") or timezone.now()):
            self.add_error("back_by", _("It comes back after it goes out. Choose a later time."))
        return told


class ScanFileForm(BankForm):
    """A rack scanner's file."""

    file = forms.FileField(label=_("File of the scanner (CSV)"),
                           help_text=_("Rack, position, code; UTF-8 or GBK, with or without a line of headings."))
    box = forms.CharField(label=_("Box, where the file names no rack"), max_length=80, required=False)
    moving = forms.BooleanField(label=_("Tubes that lie elsewhere are moved"), required=False)


class CountForm(BankForm):
    """What was scanned in a box."""

    codes = forms.CharField(label=_("Codes, one a line"), required=False, max_length=200_000,
                            widget=forms.Textarea(attrs={"rows": 8, "data-scan": "list"}),
                            help_text=_("Scan every tube of the box; with its place where you like, as “A1, code”."))
    file = forms.FileField(label=_("Or the file of the scanner (CSV)"), required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        said = super().clean() or {}
        if not said.get("file") and not (said.get("codes") or "").strip():
            self.add_error("codes", _("Scan the tubes first, or choose the file of the scanner."))
        return said


class JudgeForm(BankForm):
    """What an excursion means for the tubes."""

    judgement = forms.CharField(label=_("What it means for the tubes"), max_length=300,
                                widget=forms.Textarea(attrs={"rows": 3}))


class FeedForm(BankForm):
    """A file of readings."""

    file = forms.FileField(label=_("File of readings (CSV or a JSON object a line)"),
                           help_text=_("Time, sensor, value in °C."))
