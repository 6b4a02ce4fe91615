"""What is written for a call: the abstract itself, and the days of the call."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paeonia.ui.forms import dress
from paeonia.ui.words import words

from .choices import Phase
from .models import Abstract, Call

SAID = {"required": _("Please fill this in."), "invalid_choice": _("Choose one of the list."),
        "invalid": _("This cannot be read.")}


class AbstractForm(forms.ModelForm):        # type: ignore[type-arg]
    """An abstract with a text for each heading of its call."""

    class Meta:
        model = Abstract
        fields = ["title", "authors", "wanted", "interests"]

    def __init__(self, call: Call, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.instance.parts or [""] * len(call.headings)
        for number, heading in enumerate(call.headings):
            told = {"zh": f"{heading['zh']}（不超过 {heading['most']} 字）",
                    "en": f"{heading['en']} (at most {heading['most']} characters)"}
            self.fields[f"part{number}"] = forms.CharField(
                label=words(told), required=False, initial=held[number], widget=forms.Textarea(attrs={"rows": 5}))
        dress(self, SAID)


class CallForm(forms.Form):
    """Days, phase and readers of a call."""

    opens = forms.DateField(label=_("Call opens"))
    closes = forms.DateField(label=_("Call closes"))
    phase = forms.ChoiceField(label=_("How far the call is"),
                              choices=[one for one in Phase.choices if one[0] != Phase.DECIDED])
    readers = forms.CharField(label=_("Readers, by sign-in name, one a line"), required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, SAID)

    def clean(self) -> dict[str, Any]:
        """The call closes after it opens."""
        told = super().clean() or {}
        if told.get("opens") and told.get("closes") and told["closes"] < told["opens"]:
            self.add_error("closes", _("The call must close after it opens."))
        return told
