"""What is entered about a lesson, checked where it is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..forms import Dressed
from .choices import Kind
from .models import Lesson

HEAD = ("place", "title_zh", "title_en", "minutes", "required")
FOOT = ("source", "signed_by", "signed_on")
# The text of a film is its transcript, for those who cannot hear it.
BY_KIND = {Kind.TEXT: ("text_zh", "text_en"), Kind.SLIDES: (), Kind.CASE: (),
           Kind.VIDEO: ("share", "link", "text_zh", "text_en")}
LABELS = {Kind.VIDEO: {"text_zh": _("Transcript in Chinese"), "text_en": _("Transcript in English")}}


class LessonForm(Dressed):
    """A lesson of one kind."""

    link = forms.URLField(label=_("Link to a film elsewhere"), required=False, assume_scheme="https",
                          help_text=_("Shown as a link alone; nothing is fetched from there, and no seconds are counted."))

    class Meta:
        model = Lesson
        fields = [*HEAD, "share", "link", "text_zh", "text_en", *FOOT]

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = (*HEAD, *BY_KIND[Kind(kind)], *FOOT)
        for name in [name for name in self.fields if name not in wanted]:
            del self.fields[name]
        self.order_fields(wanted)
        for name, label in LABELS.get(Kind(kind), {}).items():
            self.fields[name].label = label
        for name in ("text_zh", "text_en"):
            if name in self.fields:
                self.fields[name].widget.attrs["rows"] = 12
                self.fields[name].help_text = _("Markdown, or pasted from an editor; pictures and scripts are taken out.")
        self.fields["signed_by"].help_text = _("Empty: shown as awaiting clinical sign-off.")

    def clean(self) -> dict[str, Any]:
        """A signature has a day."""
        told = super().clean() or {}
        if told.get("signed_by") and not told.get("signed_on"):
            self.add_error("signed_on", gettext("Say on which day it was signed off."))
        return told
