"""What is written in the community."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paeonia.people.models import Hospital
from paeonia.people.viewer import Viewer
from paeonia.ui.forms import among, dress

from .choices import Topic
from .models import Group

SAID = {"required": _("Please write something here."), "invalid_choice": _("Choose one of these."),
        "max_length": _("This is too long.")}


class AskForm(forms.Form):
    """A question under a name of one's choice."""

    topic = forms.ChoiceField(label=_("Kind of question"), choices=Topic.choices)
    text = forms.CharField(label=_("Your question"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}), help_text=_(
        "No name, no telephone number, no hospital number: they would be blacked out."))
    name = forms.CharField(label=_("Name to be shown"), max_length=30, required=False,
                           help_text=_("Leave it empty to stay nameless."))
    agrees = forms.BooleanField(required=False, label=_(
        "A good answer may become an article for others, without my name. I can change this later."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, SAID)


class GroupForm(forms.ModelForm):       # type: ignore[type-arg]
    """The card of a group."""

    class Meta:
        model = Group
        fields = ["host", "place", "name_zh", "name_en", "about_zh", "about_en", "link", "ends"]

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "host", Hospital.objects.filter(pk__in=viewer.hospital_ids))
        dress(self, SAID)
