"""What is entered about a programme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paeonia.modules.academy.forms import SAID, Dressed
from paeonia.modules.academy.models import Activity
from paeonia.ui.forms import among, dress

from .models import OnStage


class StageForm(Dressed):
    """Somebody on stage."""

    class Meta:
        model = OnStage
        fields = ["session", "duty", "name_zh", "name_en", "place_zh", "place_en", "declares"]

    def __init__(self, activity: Activity, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "session", activity.sessions.select_related("activity"))


class EditionForm(forms.Form):
    """The note of an edition."""

    note_zh = forms.CharField(label=_("Note in Chinese"), max_length=600, widget=forms.Textarea)
    note_en = forms.CharField(label=_("Note in English"), max_length=600, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, SAID)
