"""The forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..forms import BankForm
from .choices import Done, Purpose, Said, Wish
from .models import ConsentForm

ANSWERS = [(Said.YES.value, Said.YES.label), (Said.NO.value, Said.NO.label), (Said.NOT_ASKED.value, Said.NOT_ASKED.label)]


class VersionForm(BankForm):
    """A version of a consent form."""

    code = forms.CharField(label=_("Short code"), max_length=20, help_text=_("Versions of one form share it."))
    version = forms.CharField(label=_("Version"), max_length=40)
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=300)
    title_en = forms.CharField(label=_("Title in English"), max_length=300)
    valid_from = forms.DateField(label=_("In use from"))
    purposes = forms.MultipleChoiceField(label=_("Purposes it asks about"), choices=Purpose.choices,
                                         widget=forms.CheckboxSelectMultiple)
    again_from = forms.DateTimeField(label=_("Donors of older versions sign anew by"), required=False, help_text=_(
        "From then on an older signature lets nothing leave; empty: older signatures stay good."))
    ethics_number = forms.CharField(label=_("Ethics approval"), max_length=80, required=False)
    document = forms.CharField(label=_("Where the form is filed"), max_length=200, required=False)


class SignedForm(BankForm):
    """A form a donor signed: an answer for each purpose, none of them chosen beforehand."""

    signed_at = forms.DateTimeField(label=_("Signed"))
    document = forms.CharField(label=_("Where the signed form is filed"), max_length=200)
    taken_by = forms.CharField(label=_("Explained by"), max_length=120)

    def __init__(self, *args: Any, form: ConsentForm, correcting: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        for purpose in form.purposes:
            self.fields[f"to_{purpose}"] = forms.ChoiceField(
                label=Purpose(purpose).label, choices=ANSWERS, widget=forms.RadioSelect,
                error_messages={"required": gettext("Say yes, no or not asked, as it stands on the form.")})
        if correcting:
            self.fields["why"] = forms.CharField(label=_("Why it is corrected"), max_length=300,
                                                 help_text=_("The old entry stays to be read."))

    def answers(self) -> dict[str, str]:
        """The answers by purpose."""
        return {name.removeprefix("to_"): value for name, value in self.cleaned_data.items() if name.startswith("to_")}


class WithdrawForm(BankForm):
    """Consent taken back."""

    scope = forms.ChoiceField(label=_("What is withdrawn"), widget=forms.RadioSelect, choices=[
        ("whole", _("everything: all specimens are frozen at once")), ("some", _("only some purposes"))])
    purposes = forms.MultipleChoiceField(
        label=_("Which purposes"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, one.label) for one in Purpose if one != Purpose.RESEARCH])
    from_at = forms.DateTimeField(label=_("Withdrawn at"))
    wish = forms.ChoiceField(label=_("What the donor wants"), choices=Wish.choices, widget=forms.RadioSelect)
    document = forms.CharField(label=_("Where the statement is filed"), max_length=200)
    taken_by = forms.CharField(label=_("Received by"), max_length=120)

    def clean(self) -> dict[str, Any]:
        """Some purposes are named when not everything is withdrawn."""
        told = super().clean() or {}
        if told.get("scope") == "some" and not told.get("purposes"):
            self.add_error("purposes", _("Choose at least one purpose, or withdraw everything."))
        return told


class WhyForm(BankForm):
    """A reason."""

    why = forms.CharField(label=_("Why it was a mistake"), max_length=300, help_text=_("It stays to be read."))


class CarryForm(BankForm):
    """What was done with a specimen of a worklist."""

    done = forms.ChoiceField(label=_("What was done"), widget=forms.RadioSelect)
    at = forms.DateTimeField(label=_("Done at"))
    evidence = forms.CharField(label=_("Evidence"), max_length=300, help_text=_(
        "As the number of the destruction record, the receipt, or the letter of the recipient."))

    alike = forms.BooleanField(required=False, help_text=_("One record holds for all of them; a second person signs each."))

    def __init__(self, *args: Any, ends: tuple[Done, ...], alike: int = 1, found: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["done"].choices = [(one.value, one.label) for one in ends]
        if alike > 1:
            self.fields["alike"].label = gettext("The same for all %(num)s specimens still open (%(found)s)") % {
                "num": alike, "found": found}
        else:
            del self.fields["alike"]
