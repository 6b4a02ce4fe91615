"""What is put to a live registry."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paeonia.modules.trials.registry_words import STATUSES
from paeonia.ui.words import language

ASKED_FOR = ("RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION", "ACTIVE_NOT_RECRUITING", "SUSPENDED",
             "TERMINATED", "COMPLETED", "WITHDRAWN", "UNKNOWN")


class AskForm(forms.Form):
    """A disease or NCT numbers, and how far the answer should go."""

    what = forms.CharField(label=_("Disease in English, or NCT numbers"), max_length=400,
                           help_text=_("As the registry writes it: breast cancer. Or one or more numbers: NCT03734029."),
                           error_messages={"required": _("Write a disease, or at least one NCT number.")})
    statuses = forms.MultipleChoiceField(label=_("Only trials that are"), required=False,
                                         widget=forms.CheckboxSelectMultiple)
    full = forms.BooleanField(label=_("Everything again, not only what changed since the last time"), required=False)
    nightly = forms.BooleanField(label=_("Ask again every night"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        spoken = language()
        field = self.fields["statuses"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(code, STATUSES[code][spoken]) for code in ASKED_FOR]
