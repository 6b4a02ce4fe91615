"""The forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paeonia.ui.countries import countries

from ..forms import BankForm
from ..models import Protocol
from ..wordlist import kinds
from .choices import Kind, Standing


class ApprovalForm(BankForm):
    """An approval, filing, certificate or report."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    number = forms.CharField(label=_("Number"), max_length=80)
    title = forms.CharField(label=_("What it is about"), max_length=300)
    issued_by = forms.CharField(label=_("Issued by"), max_length=120, required=False)
    status = forms.ChoiceField(label=_("State"), choices=Standing.choices)
    valid_from = forms.DateField(label=_("Valid from"), required=False)
    valid_until = forms.DateField(label=_("Valid until"), required=False)
    protocols = forms.MultipleChoiceField(label=_("Protocols it covers"), required=False, help_text=_(
        "Only an approval to preserve may name none: it covers the whole bank then."), widget=forms.CheckboxSelectMultiple)
    headcount = forms.IntegerField(label=_("People at most, in total"), required=False, min_value=1, max_value=10_000_000,
                                   help_text=_("Those registered already are counted in it."))
    quantity = forms.CharField(label=_("Quantity"), max_length=120, required=False,
                               help_text=_("As it stands in the document."))
    kinds = forms.MultipleChoiceField(label=_("Sample types"), required=False,
                                      widget=forms.SelectMultiple(attrs={"size": 8}),
                                      help_text=_("Leave empty when the document names none."))
    partners = forms.CharField(label=_("Partners"), required=False, max_length=4000,
                               widget=forms.Textarea(attrs={"rows": 3}),
                               help_text=_("One a line, as the document names them; recipients are compared with these."))
    includes_export = forms.BooleanField(label=_("It includes the export of material"), required=False)
    backup_receipt = forms.CharField(label=_("Receipt of the information backup"), max_length=80, required=False)
    document = forms.CharField(label=_("Where the document is filed"), max_length=200, required=False)
    note = forms.CharField(label=_("Remark"), max_length=300, required=False)

    def __init__(self, *args: Any, protocols: tuple[Protocol, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["protocols"].choices = [(str(one.pk), f"{one.code}") for one in protocols]
        self.fields["kinds"].choices = kinds()

    def said(self) -> dict[str, Any]:
        """What was entered, partners as a list; the protocols apart."""
        told = super().said()
        told["partners"] = [line.strip()[:200] for line in told["partners"].splitlines() if line.strip()]
        told.pop("protocols")
        return told


class ReportForm(BankForm):
    """A yearly report that was handed in."""

    year = forms.IntegerField(label=_("About the year"), min_value=2000, max_value=2100)
    handed_in_on = forms.DateField(label=_("Report handed in on"))
    document = forms.CharField(label=_("Where the document is filed"), max_length=200)


class ReleaseForm(BankForm):
    """Genetic information for somebody."""

    recipient = forms.CharField(label=_("Recipient"), max_length=200)
    country = forms.ChoiceField(label=_("Country of the recipient"))
    foreign = forms.ChoiceField(label=_("Held or controlled from abroad"), widget=forms.RadioSelect, choices=[
        ("no", _("no")), ("yes", _("yes")), ("unknown", _("not known"))])
    on_day = forms.DateField(label=_("Given on"))
    what = forms.CharField(label=_("What was given"), max_length=300)
    genome = forms.BooleanField(label=_("Exome or genome data"), required=False)
    labels = forms.CharField(label=_("Specimens it was read from"), max_length=60_000,
                             widget=forms.Textarea(attrs={"rows": 5}),
                             help_text=_("Labels or barcodes, one a line. People are counted by them."))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["country"].choices = [("", gettext("choose")), *countries()]

    def said(self) -> dict[str, Any]:
        """What was entered; not known stays not known."""
        told = super().said()
        told["foreign"] = {"yes": True, "no": False}.get(told["foreign"])
        told.pop("labels")
        return told
