"""The form of a limit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..forms import BankForm
from .models import Holds


class LimitForm(BankForm):
    """What holds here, why, and from when."""

    holds = forms.ChoiceField(label=_("What holds"), choices=Holds.choices)
    at_least = forms.CharField(label=_("At least"), max_length=20, required=False,
                               help_text=_("As “45 min”, “6 h”, “5 d”, “2 times” or “4 Cel”; empty: no lower bound."))
    at_most = forms.CharField(label=_("At most"), max_length=20, required=False, help_text=_("Empty: no upper bound."))
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    source = forms.CharField(label=_("Where it stands"), max_length=300, required=False,
                             help_text=_("A guideline, a validation of this hospital, a document with its number."))
    confirmed_by = forms.CharField(label=_("Confirmed by"), max_length=120, required=False, help_text=_(
        "The pathologist or clinician who answers for it; empty: shown as awaiting clinical sign-off."))
    from_day = forms.DateField(label=_("It holds from"))

    def __init__(self, *args: Any, bounded: bool = True, **more: Any) -> None:
        more["initial"] = {"from_day": timezone.localdate(), **(more.get("initial") or {})}
        super().__init__(*args, **more)
        if not bounded:     # a list of fixatives is not a number that could be set higher
            self.fields["holds"].choices = [one for one in Holds.choices if one[0] != Holds.OWN]
