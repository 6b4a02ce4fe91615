"""The forms of requests; what cannot be is refused by the actions, in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paeonia.ui.countries import countries
from paeonia.ui.words import words

from ..choices import Tissue
from ..forms import BankForm
from ..measures import UnitField
from ..wordlist import kinds
from .choices import Ballot, Citing, Known, Purpose
from .logger.conditions import CONDITIONS


class RequestForm(BankForm):
    """What is asked for, by whom it is received, and what allows it."""

    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=300)
    title_en = forms.CharField(label=_("Title in English"), max_length=300)
    purposes = forms.MultipleChoiceField(label=_("Purposes"), choices=Purpose.choices,
                                         widget=forms.CheckboxSelectMultiple, initial=["research"])
    ethics_number = forms.CharField(label=_("Ethics approval"), max_length=80, required=False)
    ethics_until = forms.DateField(label=_("Ethics approval valid until"), required=False)
    criteria = forms.CharField(label=_("Criteria of the donors"), max_length=4000, required=False,
                               widget=forms.Textarea(attrs={"rows": 4}))
    conditions = forms.CharField(label=_("Conditions of the specimens"), max_length=2000, required=False,
                                 widget=forms.Textarea(attrs={"rows": 3}),
                                 help_text=_("As: never thawed, cold ischaemia at most 60 minutes."))
    recipient = forms.CharField(label=_("Receiving institution"), max_length=200)
    country = forms.ChoiceField(label=_("Country of the recipient"), required=False,
                                help_text=_("Not known is not at home."))
    foreign = forms.ChoiceField(label=_("Held or controlled from abroad"), choices=Known.choices, initial=Known.UNKNOWN)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["country"].choices = [("", gettext("not known")), *countries()]


class WantedForm(BankForm):
    """A line of what is wanted."""

    kind = forms.ChoiceField(label=_("Type"))
    tissue = forms.ChoiceField(label=_("Tissue"), choices=[("", _("any")), *Tissue.choices], required=False)
    pieces = forms.IntegerField(label=_("How many"), min_value=1, max_value=10_000, initial=1)
    quantity = forms.DecimalField(label=_("Quantity of each"), required=False, max_digits=12, decimal_places=4)
    unit = UnitField(label=_("Unit"))
    conditions = forms.CharField(label=_("Conditions"), max_length=300, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = kinds()


class VoteForm(BankForm):
    """A vote with its reason."""

    said_ = forms.ChoiceField(label=_("Vote"), choices=Ballot.choices)
    why = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class OrderForm(BankForm):
    """When what was scanned is let go."""

    at = forms.DateTimeField(label=_("Time it happened"))
    exit_certificate = forms.CharField(label=_("Exit certificate"), max_length=80, required=False)
    complete = forms.BooleanField(label=_("Nothing more will be given on this request"), required=False)


def sent_as() -> list[tuple[str, str]]:
    """As what a parcel may be sent, in the reader's language."""
    return [("", gettext("not said")), *((one.code, words(one.words)) for one in CONDITIONS.values())]


class ShipForm(BankForm):
    """Who carries a parcel."""

    courier = forms.CharField(label=_("Courier"), max_length=120)
    tracking = forms.CharField(label=_("Tracking number"), max_length=80, required=False)
    condition = forms.ChoiceField(label=_("Sent as"), required=False)
    logger = forms.CharField(label=_("Temperature logger"), max_length=80, required=False)
    temperature = forms.DecimalField(label=_("Temperature at dispatch (°C)"), max_digits=5, decimal_places=1, required=False)
    exit_certificate = forms.CharField(label=_("Exit certificate"), max_length=80, required=False)
    at = forms.DateTimeField(label=_("Time it happened"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["condition"].choices = sent_as()


class LoggerForm(BankForm):
    """A file of a temperature logger, and what it leaves open."""

    file = forms.FileField(label=_("File of the temperature logger (CSV or XLSX)"))
    condition = forms.ChoiceField(label=_("Sent as"))
    unit = forms.ChoiceField(label=_("Temperatures without a unit are"), required=False, choices=[
        ("", _("not in this file")), ("C", "°C"), ("F", "°F")])
    days = forms.ChoiceField(label=_("Dates such as 01/02/2016"), required=False, choices=[
        ("", _("are not in this file")), ("day", _("begin with the day")), ("month", _("begin with the month"))])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["condition"].choices = sent_as()


class ReceiveForm(LoggerForm):
    """What was in the parcel."""

    codes = forms.CharField(label=_("Codes of every tube, one a line"), max_length=200_000, required=False,
                            widget=forms.Textarea(attrs={"rows": 6, "data-scan": "list"}))
    damaged = forms.CharField(label=_("Codes of damaged tubes, one a line"), max_length=20_000, required=False,
                              widget=forms.Textarea(attrs={"rows": 2, "data-scan": "list"}))
    at = forms.DateTimeField(label=_("Time it happened"))
    field_order = ["codes", "damaged", "at", "file", "condition", "unit", "days"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["file"].required = self.fields["condition"].required = False
        self.fields["file"].help_text = _("Without it nothing is known of the way; it can be read later too.")

    def clean(self) -> dict[str, Any]:
        """A file is judged by what the parcel was sent as."""
        told = super().clean() or {}
        if told.get("file") and not told.get("condition"):
            self.add_error("condition", _("Say as what it was sent, so that the readings can be judged."))
        return told


class BackForm(BankForm):
    """A specimen that came back."""

    quantity = forms.DecimalField(label=_("Quantity"), required=False, max_digits=12, decimal_places=4, min_value=0,
                                  help_text=_("What is left of it; empty is not known."))
    at = forms.DateTimeField(label=_("Time it happened"))
    condition = forms.CharField(label=_("In what condition"), max_length=300, required=False)


class ResultsForm(BankForm):
    """Values of specimens, pasted or as a file."""

    rows = forms.CharField(label=_("Label, what was measured, value, unit: one a line"), required=False,
                           max_length=2_000_000, widget=forms.Textarea(attrs={"rows": 5}))
    file = forms.FileField(label=_("File"), required=False,
                           help_text=_("A CSV of such lines is read; PDF, pictures and office files are kept."))


class PublicationForm(BankForm):
    """A publication."""

    found_by = forms.ChoiceField(label=_("Found by"), choices=Citing.choices)
    text = forms.CharField(label=_("DOI, PMID or citation"), max_length=500)
