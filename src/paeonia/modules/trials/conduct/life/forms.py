"""The forms of a study's life."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paeonia.people.models import User

from ..forms import People, StudyForm, entry_form
from ..models import ScheduleVersion, Transfer
from ..queries import editions, physicians_of
from .checklist import CONFIRMED


class AmendForm(entry_form(ScheduleVersion, "protocol_version", "from_day", "changes")):  # type: ignore[misc]
    """The schedule of an amended protocol; it begins with the one in use."""

    schedule = forms.CharField(label=_("Schedule of visits"), widget=forms.Textarea, help_text=_(
        "A line a visit: code | English name | Chinese name | day | days before | days after | procedures | samples"
        " | case report forms."))


class PrincipalForm(StudyForm):
    """Who takes over, from which day, and why."""

    user = People(label=_("New principal investigator"), queryset=User.objects.none())
    on_day = forms.DateField(label=_("From"))
    reason = forms.CharField(label=_("Reason, and the approval of the ethics committee"), widget=forms.Textarea)

    def narrow(self) -> None:
        """Physicians of this hospital."""
        assert self.study is not None
        self.fields["user"].queryset = physicians_of(self.study.hospital_id).exclude(pk=self.study.principal_id)


class ClosingForm(StudyForm):
    """The day of closing and what somebody must confirm."""

    on_day = forms.DateField(label=_("Closed on"))
    confirmed = forms.MultipleChoiceField(label=_("Confirmed by the principal investigator"), required=False,
                                          choices=lambda: list(CONFIRMED.items()), widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label=_("Remark"), widget=forms.Textarea, required=False)


class ReasonForm(StudyForm):
    """Why a study is opened again."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea)


class SiteForm(StudyForm):
    """What is different at another hospital."""

    hospital = forms.TypedChoiceField(label=_("Hospital"), coerce=int)
    principal = People(label=_("Principal investigator"), queryset=User.objects.none())
    site_number = forms.CharField(label=_("Site number"), max_length=20)
    ethics_committee = forms.CharField(label=_("Ethics committee"), max_length=200)
    opened_on = forms.DateField(label=_("Opened on"))
    enrol_until = forms.DateField(label=_("Enrolment planned until"))
    planned = forms.IntegerField(label=_("Planned number of subjects"), min_value=1, max_value=9999)


class MoveForm(StudyForm):
    """Who goes on by the schedule in use, and from which day."""

    on_day = forms.DateField(label=_("From"))


class AgainForm(StudyForm):
    """From which day what was delegated before is delegated again."""

    from_day = forms.DateField(label=_("From"))


class TransferEntry(entry_form(Transfer, "edition", "on_day", "note")):  # type: ignore[misc]
    """One subject goes on by another edition."""

    def narrow(self) -> None:
        """Editions of this study by the version of their protocol."""
        found: list[Any] = [(one.edition, one.protocol_version) for one in editions(self.study)]
        self.fields["edition"] = forms.TypedChoiceField(label=_("Protocol version"), coerce=int, choices=found[::-1])
        self.order_fields(["edition", "on_day", "note"])
