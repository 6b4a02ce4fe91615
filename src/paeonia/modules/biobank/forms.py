"""The forms of the bank; what cannot be is refused by the actions, in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paeonia.people.models import Membership, User
from paeonia.record.problems import Refused
from paeonia.ui.forms import dress
from paeonia.ui.words import language

from .choices import Deed, Side, Tissue
from .labelling import checked
from .labels.vocabulary import Level
from .measures import UnitField, with_unit
from .models import Protocol
from .wordlist import containers, fixatives, kinds, sites

SAID = {
    "required": _("This is needed. Fill it in, then keep it again."),
    "invalid": _("This cannot be read. Write dates as 2026-11-23, times as 2026-11-23 14:05, numbers in digits."),
    "invalid_choice": _("This is not one of the choices any more. Choose again."),
    "min_value": _("At least %(limit_value)s. Correct the number."),
    "max_value": _("At most %(limit_value)s. Correct the number."),
    "max_length": _("%(show_value)s characters are too many: at most %(limit_value)s. Shorten it."),
}
FORMATS: dict[str, Level] = {"donor_format": "donor", "primary_format": "primary", "derived_format": "derived",
                             "aliquot_format": "aliquot"}
STEPS = (Deed.SUPPLY_CUT, Deed.RECEIVED, Deed.FIXED, Deed.FROZEN, Deed.SPUN, Deed.THAWED)


class BankForm(forms.Form):
    """A form with the messages and widgets of the house."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        dress(self, SAID)

    def said(self) -> dict[str, Any]:
        """What was entered, for an action."""
        return {name: value for name, value in self.cleaned_data.items()}


def _choices(pairs: Any) -> list[tuple[str, str]]:
    return [("", gettext("choose")), *pairs]


class ProtocolForm(BankForm):
    """What is said of a protocol."""

    code = forms.CharField(label=_("Short code"), max_length=20)
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=300)
    title_en = forms.CharField(label=_("Title in English"), max_length=300)
    principal = forms.ModelChoiceField(label=_("Responsible"), queryset=User.objects.none())
    trial_number = forms.CharField(label=_("Registry number of the trial"), max_length=40, required=False)
    opened_on = forms.DateField(label=_("Collects from"))
    closed_on = forms.DateField(label=_("Collects until"), required=False)
    donor_format = forms.CharField(label=_("Code of a donor"), max_length=80)
    primary_format = forms.CharField(label=_("Label of a primary specimen"), max_length=120)
    derived_format = forms.CharField(label=_("Label of a derived specimen"), max_length=120)
    aliquot_format = forms.CharField(label=_("Label of an aliquot"), max_length=120)

    def __init__(self, *args: Any, hospital_ids: tuple[int, ...] = (), **more: Any) -> None:
        usual = {name: Protocol._meta.get_field(name).default
                 for name in ("donor_format", "primary_format", "derived_format", "aliquot_format")}
        more["initial"] = {**usual, "opened_on": timezone.localdate(), **(more.get("initial") or {})}
        super().__init__(*args, **more)
        working = Membership.objects.filter(hospital_id__in=hospital_ids).exclude(role="patient").values("user_id")
        self.fields["principal"].queryset = User.objects.filter(pk__in=working, is_active=True).order_by("username")

    def clean(self) -> dict[str, Any]:
        """It closes after it opens."""
        told = super().clean() or {}
        if told.get("opened_on") and told.get("closed_on") and told["closed_on"] < told["opened_on"]:
            self.add_error("closed_on", _("It ends before it begins. Correct one of the two days."))
        for name, level in FORMATS.items():
            try:
                checked(told.get(name, ""), level)
            except Refused as refused:
                self.add_error(name, [problem.text(language()) for problem in refused.problems])
        return told


class PointForm(BankForm):
    """A time point."""

    code = forms.CharField(label=_("Code"), max_length=20)
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    day = forms.IntegerField(label=_("Day"), required=False, min_value=-1000, max_value=10000,
                             help_text=_("Counted from registration, the first day is 1; empty: when it happens."))
    visit_code = forms.CharField(label=_("Visit of the trial"), max_length=20, required=False)


class RequirementForm(BankForm):
    """What is wanted at a time point."""

    code = forms.CharField(label=_("Code"), max_length=20)
    kind = forms.ChoiceField(label=_("Type"))
    container = forms.ChoiceField(label=_("Container"), required=False)
    quantity = forms.DecimalField(label=_("Quantity"), required=False, max_digits=12, decimal_places=4)
    unit = UnitField(label=_("Unit"))
    pieces = forms.IntegerField(label=_("How many"), min_value=1, max_value=200, initial=1)
    process_within = forms.IntegerField(label=_("To be processed within (minutes)"), required=False, min_value=1,
                                        max_value=100_000)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = _choices(kinds())
        self.fields["container"].choices = _choices(containers())
        with_unit(self)


class RegisterForm(BankForm):
    """A donor to be registered."""

    on_day = forms.DateField(label=_("Registered on"))
    mrn = forms.CharField(label=_("Record number"), max_length=40, required=False,
                          help_text=_("Links the donor to her chart; only the code is shown in the bank."))
    code = forms.CharField(label=_("Code of a donor already in the bank"), max_length=40, required=False)


class VisitForm(BankForm):
    """When a visit took place."""

    at = forms.DateTimeField(label=_("Time it happened"))
    diagnosis = forms.CharField(label=_("Diagnosis"), max_length=120, required=False)
    pathology_number = forms.CharField(label=_("Pathology number"), max_length=40, required=False)


class StepForm(BankForm):
    """A step at the bench."""

    deed = forms.ChoiceField(label=_("Step"), choices=[(one.value, one.label) for one in STEPS])
    at = forms.DateTimeField(label=_("Time it happened"))
    until = forms.DateTimeField(label=_("Until"), required=False)
    device = forms.CharField(label=_("Device"), max_length=80, required=False)
    lot = forms.CharField(label=_("Lot"), max_length=60, required=False)
    fixative = forms.ChoiceField(label=_("Fixative"), required=False)
    g = forms.IntegerField(label=_("Spin (g)"), required=False, min_value=1, max_value=200_000)
    temperature = forms.IntegerField(label=_("Temperature (°C)"), required=False, min_value=-200, max_value=100)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["fixative"].choices = _choices(fixatives())


class MakeForm(BankForm):
    """Tubes to be made of a specimen."""

    kind = forms.ChoiceField(label=_("Type"))
    tubes = forms.IntegerField(label=_("How many"), min_value=1, max_value=96, initial=1)
    quantity = forms.DecimalField(label=_("Quantity of each"), required=False, max_digits=12, decimal_places=4)
    unit = UnitField(label=_("Unit"))
    container = forms.ChoiceField(label=_("Container"), required=False)
    barcodes = forms.CharField(label=_("Barcodes, one a line"), required=False, max_length=8000,
                               widget=forms.Textarea(attrs={"rows": 3, "data-scan": "list"}),
                               help_text=_("Scan the tubes one after another; empty: labels alone."))
    at = forms.DateTimeField(label=_("Time it happened"))
    device = forms.CharField(label=_("Device"), max_length=80, required=False)
    close = forms.BooleanField(label=_("Nothing is left in the parent"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = kinds()
        self.fields["container"].choices = _choices(containers())
        with_unit(self)

    def clean(self) -> dict[str, Any]:
        """A barcode for each tube, or none at all; scanned codes are counted where the number was left at one."""
        told = super().clean() or {}
        many, codes = told.get("tubes", 1), len(told.get("barcodes", "").split())
        if codes and many not in (1, codes):
            self.add_error("barcodes", gettext("Tubes: %(num)s, barcodes: %(codes)s. Scan one for each tube, or none.") % {
                "num": many, "codes": codes})
        return told


class PoolForm(BankForm):
    """Tubes that are poured together."""

    codes = forms.CharField(label=_("Codes of the tubes, one a line"), max_length=8000,
                            widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "data-scan": "list"}),
                            help_text=_("Scan them one after another. All of one protocol; each is used up in the pool."))
    kind = forms.ChoiceField(label=_("Type"))
    quantity = forms.DecimalField(label=_("Quantity"), required=False, max_digits=12, decimal_places=4)
    unit = UnitField(label=_("Unit"))
    container = forms.ChoiceField(label=_("Container"), required=False)
    barcode = forms.CharField(label=_("Barcode"), max_length=80, required=False,
                              widget=forms.TextInput(attrs={"data-scan": "fill"}))
    at = forms.DateTimeField(label=_("Time it happened"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = kinds()
        self.fields["container"].choices = _choices(containers())
        with_unit(self)


class TissueForm(BankForm):
    """Where a tissue specimen comes from."""

    tissue = forms.ChoiceField(label=_("Tissue"), required=False)
    site = forms.ChoiceField(label=_("Anatomic site"), required=False)
    side = forms.ChoiceField(label=_("Side"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["tissue"].choices = _choices(Tissue.choices)
        self.fields["site"].choices = _choices(sites())
        self.fields["side"].choices = _choices(Side.choices)
