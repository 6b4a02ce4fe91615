"""The form a file is handed in with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..forms import BankForm
from .models import Mode

DAYS = (("", _("are not in this file")), ("day", _("begin with the day")), ("month", _("begin with the month")))


class FileForm(BankForm):
    """A file of samples, and how to read it."""

    file = forms.FileField(label=_("File (CSV, XLSX, OpenSpecimen’s master file, FHIR Specimen)"))
    mode = forms.ChoiceField(label=_("What the rows are"), choices=Mode.choices)
    protocol = forms.ChoiceField(label=_("Protocol of rows that name none"), required=False)
    days = forms.ChoiceField(label=_("Dates such as 01/02/2016"), choices=DAYS, required=False)

    def __init__(self, *args: Any, codes: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["protocol"].choices = [("", _("every row names one")), *((code, code) for code in codes)]
