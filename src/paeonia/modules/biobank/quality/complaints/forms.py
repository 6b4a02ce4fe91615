"""The forms of complaints."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paeonia.people.models import Membership, User

from ...forms import BankForm
from ...frame import minute
from ..choices import Complainant, Voice

AREA = forms.Textarea(attrs={"rows": 3})


class ComplaintForm(BankForm):
    """What somebody said of the bank."""

    voice = forms.ChoiceField(label=_("Complaint or feedback"), choices=Voice.choices)
    whose = forms.ChoiceField(label=_("From whom"), choices=Complainant.choices)
    reference = forms.CharField(label=_("Reference"), max_length=120, required=False, help_text=_(
        "The number of a request, a letter, a code: no name of a donor."))
    received_at = forms.DateTimeField(label=_("Received on"))
    what = forms.CharField(label=_("What was said"), max_length=4000, widget=AREA)
    about = forms.ModelChoiceField(label=_("Whose work it is about"), queryset=User.objects.none(), required=False,
                                   help_text=_("That person will not decide on it."))

    def __init__(self, *args: Any, hospital_ids: tuple[int, ...], **more: Any) -> None:
        super().__init__(*args, **{"initial": {"received_at": minute()}, **more})
        working = Membership.objects.filter(hospital_id__in=hospital_ids).exclude(role="patient").values("user_id")
        self.fields["about"].queryset = User.objects.filter(pk__in=working, is_active=True).order_by("username")


class HearingForm(BankForm):
    """One step of a complaint."""

    acknowledged = forms.CharField(label=_("How it was acknowledged"), max_length=300)
    findings = forms.CharField(label=_("What the inquiry found"), max_length=4000, widget=AREA)
    outcome = forms.CharField(label=_("What was decided"), max_length=4000, widget=AREA)
    told = forms.CharField(label=_("How the outcome was told"), max_length=300)

    def __init__(self, *args: Any, asks: tuple[str, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        for name in set(self.fields) - set(asks):
            del self.fields[name]
