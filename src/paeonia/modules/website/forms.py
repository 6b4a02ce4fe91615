"""What an editor may write into an article's fields, and what she is told when it cannot be."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from .choices import Stage, Symptom, Treatment
from .readers import read, unknown_medicines


class Several(forms.TypedMultipleChoiceField):
    """Boxes to tick."""

    widget = forms.CheckboxSelectMultiple


class ArticleForm(WagtailAdminPageForm):    # type: ignore[misc]
    """An article: lists are ticked, medicines are codes of the dictionary, the sentence is one of the language."""

    stages = Several(choices=Stage.choices, required=False)
    treatments = Several(choices=Treatment.choices, required=False)
    symptoms = Several(choices=Symptom.choices, required=False)

    def clean_drugs(self) -> list[str]:
        """Codes the dictionary knows; another is named with the nearest one there is."""
        drugs: list[str] = self.cleaned_data["drugs"] or []
        if wrong := unknown_medicines(drugs):
            raise ValidationError([_("“%(code)s” is no medicine of the dictionary. Nearest: %(near)s.") % {
                "code": code, "near": near or "-"} for code, near in wrong.items()])
        return drugs

    def clean_for_whom(self) -> str:
        """A sentence of the language, or nothing."""
        text: str = self.cleaned_data["for_whom"]
        if text.strip():
            _node, trouble = read(text)
            if trouble:
                raise ValidationError(trouble)
        return text

