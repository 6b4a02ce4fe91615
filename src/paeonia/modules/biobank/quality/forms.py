"""Forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paeonia.people.viewer import Viewer
from paeonia.ui.words import words

from ..forms import BankForm
from ..frame import minute
from ..models import Specimen
from ..vocabulary import vocabulary
from ..wordlist import kinds as sample_kinds
from .actions import DISPOSABLE
from .choices import Cause, Check, Seen, Severity
from .kinds import kinds

AREA = forms.Textarea(attrs={"rows": 3})


class ResultForm(BankForm):
    """A quality result of one sample; only kinds measured in such a sample are offered."""

    kind = forms.ChoiceField(label=_("What was measured"))
    value = forms.CharField(label=_("Value"), max_length=40)
    at = forms.DateTimeField(label=_("Time it happened"))
    device = forms.CharField(label=_("Device"), max_length=80, required=False)
    lot = forms.CharField(label=_("Lot"), max_length=60, required=False)

    def __init__(self, *args: Any, specimen: Specimen, **more: Any) -> None:
        super().__init__(*args, initial={"at": minute()}, **more)
        spoken = vocabulary()
        offered = [one for one in kinds().values() if one.concerns(specimen.kind, spoken)]
        self.fields["kind"].choices = [(one.id, _unit(words(one.words), one.unit)) for one in offered]
        coded = [f"{words(one.words)}: " + ", ".join(f"{code} = {words(said)}" for code, said in one.values.items())
                 for one in offered if one.values]
        self.fields["value"].help_text = "; ".join(coded)


def _unit(said: str, unit: str) -> str:
    return f"{said} ({unit})" if unit not in ("", "1") else said


class DisposalForm(BankForm):
    """Why and how a sample is to be destroyed."""

    why = forms.ChoiceField(label=_("Reason"), choices=[(one.value, one.label) for one in DISPOSABLE])
    how = forms.CharField(label=_("How it is destroyed"), max_length=200, help_text=_("As autoclaved, incinerated; with the"
                                                                                     " number of the record."))


class NonconformityForm(BankForm):
    """Something that is not as it should be."""

    found_at = forms.DateTimeField(label=_("Found"))
    what = forms.CharField(label=_("What is not as it should be"), max_length=4000, widget=AREA)
    severity = forms.ChoiceField(label=_("Severity"), choices=Severity.choices)
    cause = forms.ChoiceField(label=_("Cause"), choices=[("", _("not known yet")), *Cause.choices], required=False)
    due_on = forms.DateField(label=_("Due"), required=False)
    codes = forms.CharField(label=_("Samples it is about, one code a line"), max_length=8000, required=False,
                            widget=forms.Textarea(attrs={"rows": 3, "data-scan": "list"}))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"initial": {"found_at": minute()}, **more})


class MoveForm(BankForm):
    """One step of a nonconformity."""

    containment = forms.CharField(label=_("What was done at once"), max_length=4000, widget=AREA)
    cause = forms.ChoiceField(label=_("Cause"), choices=Cause.choices)
    correction = forms.CharField(label=_("What was changed so that it does not come again"), max_length=4000, widget=AREA)
    checked = forms.CharField(label=_("What shows that it helped"), max_length=4000, widget=AREA)

    def __init__(self, *args: Any, asks: tuple[str, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        for name in set(self.fields) - set(asks):
            del self.fields[name]


class DrawForm(BankForm):
    """An audit by random draw."""

    title = forms.CharField(label=_("Title"), max_length=200)
    many = forms.IntegerField(label=_("How many samples"), min_value=1, max_value=2000, initial=30)
    protocol = forms.ChoiceField(label=_("Collection protocol"), required=False)
    kind = forms.ChoiceField(label=_("Type"), required=False)

    def __init__(self, *args: Any, protocols: list[tuple[str, str]], viewer: Viewer, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["protocol"].choices = [("", _("the whole bank")), *protocols]
        self.fields["kind"].choices = [("", _("every type")), *sample_kinds()]


class LookForm(BankForm):
    """What was found at one drawn sample."""

    note = forms.CharField(label=_("Remark"), max_length=300, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        rest = self.fields.pop("note")
        for check in Check:
            self.fields[check.value] = forms.ChoiceField(label=check.label, choices=Seen.choices, initial=Seen.YES)
        self.fields["note"] = rest
