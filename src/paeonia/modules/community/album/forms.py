"""What is written about albums and photographs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paeonia.people.models import Hospital
from paeonia.people.viewer import Viewer
from paeonia.ui.forms import among, dress

from .choices import How
from .models import Album

SAID = {"required": _("Please write something here."), "invalid_choice": _("Choose one of these."),
        "max_length": _("This is too long."), "invalid": _("This is no day.")}


class AlbumForm(forms.ModelForm):       # type: ignore[type-arg]
    """An album."""

    class Meta:
        model = Album
        fields = ["hospital", "title_zh", "title_en", "day"]

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "hospital", Hospital.objects.filter(pk__in=viewer.hospital_ids))
        dress(self, SAID)


class PhotoForm(forms.Form):
    """A photograph."""

    file = forms.FileField(label=_("Photograph (JPEG, PNG or WebP)"), widget=forms.FileInput(attrs={"accept": "image/*"}))
    shows = forms.CharField(label=_("What it shows, without names"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, SAID)


class PersonForm(forms.Form):
    """Somebody who can be recognised."""

    who = forms.CharField(label=_("Who can be recognised"), max_length=60,
                          help_text=_("For the team alone; it is never shown."))
    how = forms.ChoiceField(label=_("How she agrees"), choices=How.choices)
    signed_on = forms.DateField(label=_("Signed on (paper)"), required=False)
    paper = forms.CharField(label=_("Where the paper lies"), max_length=120, required=False)
    sign_in = forms.CharField(label=_("Her sign-in name, if she has one"), max_length=150, required=False,
                              help_text=_("With it she can agree here, and withdraw by herself."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, SAID)
