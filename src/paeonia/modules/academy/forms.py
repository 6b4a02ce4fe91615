"""What is entered in the academy, checked where it is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paeonia.people.models import Hospital
from paeonia.people.viewer import Viewer
from paeonia.record.problems import problem
from paeonia.ui.forms import among, dress
from paeonia.ui.words import language

from . import messages as _messages  # noqa: F401  declares what is said here
from .models import Activity, Item, QuizQuestion, Session
from .models_learner import Feedback

SAID = {"required": _("Please fill this in."), "invalid_choice": _("Choose one of the list."),
        "invalid": _("This cannot be read.")}
LEAST, MOST = 2, 6


class Dressed(forms.ModelForm):     # type: ignore[type-arg]
    """A form in the dress of the house."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, SAID)


class ActivityForm(Dressed):
    """An activity with its rules of passing."""

    class Meta:
        model = Activity
        fields = ["host", "kind", "audience", "stage", "title_zh", "title_en", "about_zh", "about_en", "number", "seats",
                  "approves", "share", "draws", "pass_mark", "attempts", "credits"]

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "host", Hospital.objects.filter(pk__in=viewer.hospital_ids))


class SessionForm(Dressed):
    """One sitting."""

    live = forms.URLField(label=_("Live link"), required=False, assume_scheme="https")
    recording = forms.URLField(label=_("Recording"), required=False, assume_scheme="https")

    class Meta:
        model = Session
        fields = ["title_zh", "title_en", "starts", "ends", "room", "live", "recording", "called_off"]

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        told = super().clean() or {}
        if told.get("starts") and told.get("ends") and told["ends"] <= told["starts"]:
            self.add_error("ends", gettext("The end must be later than the beginning."))
        return told


class ItemForm(Dressed):
    """A talk."""

    class Meta:
        model = Item
        fields = ["starts", "title_zh", "title_en", "speaker_zh", "speaker_en", "declares"]
        widgets = {"starts": forms.TimeInput(format="%H:%M", attrs={"type": "time"})}


class QuestionForm(Dressed):
    """A question of the bank, its answers one a line."""

    answers_zh = forms.CharField(label=_("Answers in Chinese, one a line"), widget=forms.Textarea)
    answers_en = forms.CharField(label=_("Answers in English, one a line"), widget=forms.Textarea)
    right_one = forms.IntegerField(label=_("Which is right (1, 2, …)"), min_value=1, max_value=MOST)

    class Meta:
        model = QuizQuestion
        fields = ["text_zh", "text_en", "answers_zh", "answers_en", "right_one", "why_zh", "why_en"]

    def clean(self) -> dict[str, Any]:
        """As many answers in each language, and the right one among them."""
        told = super().clean() or {}
        zh, en = ([line.strip() for line in told.get(name, "").splitlines() if line.strip()]
                  for name in ("answers_zh", "answers_en"))
        if len(zh) != len(en) or not LEAST <= len(zh) <= MOST:
            self.add_error("answers_zh", problem("academy-options").text(language()))
        elif not 1 <= told.get("right_one", 0) <= len(zh):
            self.add_error("right_one", problem("academy-right").text(language()))
        else:
            self.instance.options = [{"zh": one, "en": two} for one, two in zip(zh, en, strict=True)]
            self.instance.right = told["right_one"] - 1
        return told


class EnrolForm(forms.Form):
    """What the organiser has to know."""

    name = forms.CharField(label=_("Name on the certificate"), max_length=80)
    place = forms.CharField(label=_("Hospital or city"), max_length=120, required=False)
    wish = forms.CharField(label=_("What we should know"), max_length=300, required=False,
                           help_text=_("For example: a companion comes along, a wheelchair is needed."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, SAID)


class FeedbackForm(Dressed):
    """Four short answers."""

    class Meta:
        model = Feedback
        fields = ["useful", "clear", "balanced", "said"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scale = [(number, str(number)) for number in range(5, 0, -1)]
        for name in ("useful", "clear"):
            self.fields[name] = forms.TypedChoiceField(label=self.fields[name].label, choices=scale, coerce=int,
                                                       help_text=_("5 is best"))
        self.fields["balanced"] = forms.TypedChoiceField(
            label=self.fields["balanced"].label, choices=[("yes", _("Yes")), ("no", _("No"))],
            coerce=lambda word: word == "yes")
