"""What is written about mentors."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paeonia.ui.forms import dress

from .choices import About, Tongue
from .models import Mentor

SAID = {"required": _("Please write something here."), "invalid_choice": _("Choose one of these."),
        "max_length": _("This is too long."), "invalid": _("This is no day.")}


class _Dressed(forms.Form):
    """A form in the house's dress."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, SAID)


class OfferForm(_Dressed):
    """Somebody offers herself as a mentor."""

    name = forms.CharField(label=_("Name to be shown"), max_length=30, help_text=_("Not your real name."))
    about = forms.MultipleChoiceField(label=_("What I can speak about"), choices=About.choices,
                                      widget=forms.CheckboxSelectMultiple)
    tongues = forms.MultipleChoiceField(label=_("Languages I speak"), choices=Tongue.choices,
                                        widget=forms.CheckboxSelectMultiple)
    words = forms.CharField(label=_("A few words about me"), max_length=300, required=False,
                            widget=forms.Textarea(attrs={"rows": 3}))
    consents = forms.BooleanField(required=False, label=_(
        "I want to do this of my own will. I give no medical advice, keep to myself what I hear, and may stop at any time."))


class ApproveForm(_Dressed):
    """The team approves her."""

    trained_on = forms.DateField(label=_("Trained on"))
    training = forms.CharField(label=_("What the training was"), max_length=200)
    until = forms.DateField(label=_("Approved until"))


class AskForm(_Dressed):
    """Somebody asks for a mentor."""

    topic = forms.ChoiceField(label=_("What about"), choices=About.choices)
    tongue = forms.ChoiceField(label=_("Language we would speak"), choices=Tongue.choices)
    said = forms.CharField(label=_("A few lines for her"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
                           help_text=_("She reads only this: nothing of your record is told to her."))
    name = forms.CharField(label=_("Name to be shown"), max_length=30, required=False,
                           help_text=_("Leave it empty to stay nameless."))


class ProposeForm(_Dressed):
    """The team chooses a mentor for somebody."""

    mentor = forms.ChoiceField(label=_("Mentor to propose"))

    def __init__(self, mentors: list[Mentor], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentor"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), f"{one.name} · {', '.join(one.topics())} · {', '.join(one.spoken())}") for one in mentors]
