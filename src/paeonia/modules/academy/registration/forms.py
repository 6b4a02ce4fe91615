"""What is entered at the desk and by those who register, checked where it is typed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paeonia.modules.academy.blocks import side_by_side
from paeonia.modules.academy.forms import SAID, Dressed
from paeonia.modules.academy.models import Activity
from paeonia.people.roles import Role
from paeonia.record.problems import problem
from paeonia.ui.forms import dress
from paeonia.ui.words import language

from . import queries
from .choices import Sheet, Way
from .models import Category, PayTo, Quota
from .models_door import Door
from .models_person import Registration

LARGEST = 5 * 2**20


class RegisterForm(Dressed):
    """What she tells the desk besides her category; all of it is for the desk alone."""

    name = forms.CharField(label=_("Name on badge and certificate"), max_length=80)
    place = forms.CharField(label=_("Hospital or city"), max_length=120, required=False)

    class Meta:
        model = Registration
        fields = list(queries.HERS)
        help_texts = {"diet": _("For example: vegetarian, halal, no nuts."),
                      "mobility": _("For example: a wheelchair, a seat near the door."),
                      "invoice_title": _("Leave empty if you need no invoice."),
                      "tax_number": _("15, 18 or 20 signs, as on the business licence.")}

    field_order = ("name", "name_en", "place", "proof", "diet", "mobility", "companions", "nights", "invoice_title",
                   "tax_number")

    def __init__(self, proof: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("companions", "nights"):
            self.fields[name].required = False
        if not proof:
            self.fields["proof"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Numbers left out are none; a taxpayer number is written without blanks and in capitals."""
        told = super().clean() or {}
        told |= {name: told.get(name) or 0 for name in ("companions", "nights")}
        told["tax_number"] = "".join(told.get("tax_number", "").split()).upper()
        return told


class CategoryForm(Dressed):
    """A category."""

    roles = forms.MultipleChoiceField(label=_("Who may take it"), required=False, widget=forms.CheckboxSelectMultiple,
                                      help_text=_("None chosen: whoever the activity is for."))

    class Meta:
        model = Category
        fields = ["title_zh", "title_en", "word_zh", "word_en", "band", "price", "places", "roles", "opens", "closes",
                  "approves", "proof_zh", "proof_en"]

    def __init__(self, activity: Activity, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(one.value, one.words(language())) for one in Role]     # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """It closes after it opens."""
        told = super().clean() or {}
        if told.get("opens") and told.get("closes") and told["closes"] <= told["opens"]:
            self.add_error("closes", gettext("It must close after it opens."))
        return told


def _told(one: Any) -> str:
    when = getattr(one, "starts", None)     # a session is told from its neighbours by its time
    return f"{timezone.localtime(when):%m-%d %H:%M} {one.words[language()]}" if when else str(one.words[language()])


class WithParts(Dressed):
    """A form that chooses among things of its activity."""

    def choose(self, name: str, rows: Any, chosen: Any, help_text: Any = "") -> None:
        """Boxes to tick."""
        label = self._meta.model._meta.get_field(name).verbose_name
        made: Any = forms.ModelMultipleChoiceField(rows, label=label, required=False, help_text=help_text, initial=chosen,
                                                   widget=forms.CheckboxSelectMultiple)
        made.label_from_instance = _told
        self.fields[name] = made


class QuotaForm(WithParts):
    """Places shared."""

    class Meta:
        model = Quota
        fields = ["title_zh", "title_en", "places"]

    def __init__(self, activity: Activity, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("categories", activity.categories.all(), self.instance.pk and self.instance.categories.all())
        self.fields["categories"].required = True


class DoorForm(WithParts):
    """A list at a door."""

    class Meta:
        model = Door
        fields = ["title_zh", "title_en", "on", "asks_fee"]

    def __init__(self, activity: Activity, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.instance.pk
        self.choose("categories", activity.categories.all(), held and self.instance.categories.all(),
                    _("None chosen: everybody with a place."))
        self.choose("sessions", activity.sessions.filter(called_off=""), held and self.instance.sessions.all(),
                    _("Only where this door leads to the session itself. Attendance is entered afterwards, by you."))

    def clean(self) -> dict[str, Any]:
        """Nobody can attend two sessions at once by one door."""
        told = super().clean() or {}
        if pair := side_by_side(told.get("sessions", ())):
            words = problem("academydesk-parallel", one=pair[0].words, other=pair[1].words)
            self.add_error("sessions", words.text(language()))
        return told


class PayToForm(Dressed):
    """How a fee is paid."""

    class Meta:
        model = PayTo
        fields = ["text_zh", "text_en"]

    def __init__(self, activity: Activity, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class PaymentForm(forms.Form):
    """One entry in the book of fees."""

    amount = forms.DecimalField(label=_("Amount (CNY)"), max_digits=9, decimal_places=2, min_value=Decimal("0.01"))
    on = forms.DateField(label=_("On day"), initial=timezone.localdate)
    way = forms.ChoiceField(label=_("How"), choices=[one for one in Way.choices if one[0] != Way.COUNTER])
    reference = forms.CharField(label=_("Reference of the bank or receipt"), max_length=80, required=False)
    reason = forms.CharField(label=_("Why, when it is waived or paid back"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, SAID)


class StatementForm(forms.Form):
    """A bank statement."""

    file = forms.FileField(label=_("Bank statement, CSV or XLSX"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, SAID)

    def clean_file(self) -> Any:
        """No larger than a statement is."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(gettext("The file is larger than 5 MB. Export a shorter stretch of days."))
        return given


class PrintForm(forms.Form):
    """Which badges, how large."""

    sheet = forms.ChoiceField(label=_("Size of the badge"), choices=Sheet.choices)
    category = forms.TypedChoiceField(label=_("Category"), required=False, coerce=int, empty_value=None)
    again = forms.BooleanField(label=_("Also those printed before (marked as printed again)"), required=False)

    def __init__(self, activity: Activity, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, SAID)
        self.fields["category"].choices = [("", _("all categories")), *(    # type: ignore[attr-defined]
            (one.pk, one.words[language()]) for one in queries.categories(activity))]
