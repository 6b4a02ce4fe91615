"""What is written in the forum: a case by its template, a question without a case, a picture."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paeonia.ui.forms import dress
from paeonia.ui.words import language, sentence

from . import case
from .choices import AgeBand, Topic

SAID = {"required": _("Please write something here."), "invalid_choice": _("Choose one of these."),
        "max_length": _("This is too long."), "invalid": _("Please write a whole number."),
        "max_value": _("Please write a number up to %(limit_value)s."),
        "min_value": _("Please write a number from %(limit_value)s.")}
ATTEST = _("I have read it through. Nobody can be recognised by it, and it holds no name, number or exact day.")


def _text(label: Any, rows: int, most: int, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text,
                           widget=forms.Textarea(attrs={"rows": rows}))


class TalkForm(forms.Form):
    """A question without a case."""

    topic = forms.ChoiceField(label=_("Topic of the thread"), choices=Topic.choices)
    title = forms.CharField(label=_("Title of the thread"), max_length=120)
    question = _text(_("What do you want to ask?"), 5, 2000)
    attested = forms.BooleanField(label=ATTEST, required=False)
    texts = ("title", "question")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, SAID)

    def told_case(self) -> dict[str, Any]:
        """The codes of the template; none here."""
        return {}


class CaseForm(TalkForm):
    """A case by its template; what is left open is shown as not known."""

    age_band = forms.ChoiceField(label=_("Age"), choices=[("", ""), *AgeBand.choices], required=False)
    lines = forms.IntegerField(label=_("Lines of treatment for advanced disease"), min_value=0, max_value=case.MOST_LINES,
                               required=False, help_text=_("0 when there was none; leave it empty when you do not know."))
    problem = _text(_("Course and problem"), 7, 4000,
                    help_text=_("Months and lines instead of days; no hospital, no name, no number."))
    discussed = _text(_("What was discussed already"), 3, 3000, required=False)
    texts = ("title", "problem", "question", "discussed")
    field_order = ("topic", "title", "age_band", *case.CODED, "lines", "problem", "question", "discussed", "attested")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tongue = language()
        for variable in case.CODED:
            words = sentence(dict(case.dictionary()[variable].words))
            told = [(code, said[tongue]) for code, said in case.choices(variable)]
            self.fields[variable] = forms.ChoiceField(label=words, choices=[("", ""), *told], required=False)
        self.order_fields(self.field_order)
        dress(self, SAID)

    def told_case(self) -> dict[str, Any]:
        """The codes of the template that were chosen; it is a case even when all are left open."""
        told = {name: self.cleaned_data[name] for name in ("age_band", *case.CODED)}
        return {**{name: value for name, value in told.items() if value}, "lines": self.cleaned_data["lines"]}


class PictureForm(forms.Form):
    """A picture of a case."""

    file = forms.FileField(label=_("Picture (JPEG, PNG or WebP)"), widget=forms.FileInput(attrs={"accept": "image/*"}))
    shows = forms.CharField(label=_("What the picture shows"), max_length=200)
    attested = forms.BooleanField(required=False, label=_(
        "No name, number or day is written into the picture, and no face is in it."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, SAID)
