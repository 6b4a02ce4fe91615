"""The forms of study drug."""

from __future__ import annotations

from typing import Any

from ..choices import ENTERED
from ..forms import entry_form
from ..models import DrugLot, DrugMovement, Subject

LotForm = entry_form(DrugLot, "name", "lot", "unit", "expires_on", "storage")


def _of_study(self: Any) -> None:
    self.fields["lot"].queryset = DrugLot.objects.filter(study=self.study).order_by("name", "expires_on")
    if "subject" in self.fields:
        self.fields["subject"].queryset = Subject.objects.filter(study=self.study, status__in=ENTERED)


def _of_subject(self: Any) -> None:
    _of_study(self)
    self.fields["kind"].choices = [one for one in self.fields["kind"].choices if one[0] in ("", "dispensed", "returned")]


MovementForm = entry_form(DrugMovement, "lot", "kind", "quantity", "subject", "on_day", "note", narrow=_of_study)
SubjectMovement = entry_form(DrugMovement, "kind", "lot", "quantity", "on_day", "note", narrow=_of_subject)
