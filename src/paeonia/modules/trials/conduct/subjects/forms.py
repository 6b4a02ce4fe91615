"""The forms of what is signed about a subject."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..choices import Reason
from ..forms import StudyForm, consent_forms, entry_form
from ..models import Consent, Ending, Enrolment, Failure, FollowUp, PlannedVisit, Screening, VisitEntry
from ..plan import PROCEDURES, SAMPLES
from .queries import to_ask

ANSWERS = [("yes", _("yes")), ("no", _("no")), ("unknown", _("not answered yet"))]


def _our_forms(self: Any) -> None:
    self.fields["form"].queryset = consent_forms(self.study)
    self.fields["form"].empty_label = None


ConsentEntry = entry_form(Consent, "form", "given_at", "copy_given", "witness", "note", narrow=_our_forms)
FailureEntry = entry_form(Failure, "on_day", "reason", "note")
EnrolmentEntry = entry_form(Enrolment, "on_day", "number", "randomisation_number", "arm", "day_one", "note")
EndingEntry = entry_form(Ending, "kind", "on_day", "reason", "note")
FollowUpEntry = entry_form(FollowUp, "on_day", "state", "therapy", "note")


class CloseForm(StudyForm):
    """Why a patient in the log is not approached further."""

    reason = forms.ChoiceField(label=_("Reason"), choices=lambda: [("", gettext("choose")), *Reason.choices])


class ScreeningEntry(entry_form(Screening, "on_day", "source", "eligible", "note")):  # type: ignore[misc]
    """The eligibility decision, with a question of its own for each `ask` of the trial's criteria."""

    def narrow(self) -> None:
        """Put the trial's questions between the day and the decision."""
        self.asked, self.version = to_ask(self.study)
        held = {one["en"]: one["answer"] for one in self.initial.get("answers") or []}
        for place, one in enumerate(self.asked):
            said = one.zh if _chinese() else one.en
            hint = gettext("A yes keeps her out.") if one.excludes else ""
            self.fields[f"ask_{place}"] = forms.ChoiceField(label=said, choices=ANSWERS, widget=forms.RadioSelect,
                                                            initial=held.get(one.en, "unknown"), help_text=hint)
        asks = [name for name in self.fields if name.startswith("ask_")]
        self.order_fields(["on_day", "source", *asks, "eligible", "note"])

    def answers(self) -> list[dict[str, Any]]:
        """Each question as it was asked, with the answer given."""
        return [{"en": one.en, "zh": one.zh, "excludes": one.excludes, "answer": self.cleaned_data[f"ask_{place}"]}
                for place, one in enumerate(self.asked)]


class VisitForm(entry_form(VisitEntry, "planned", "on_day", "state", "why_off", "done", "note")):  # type: ignore[misc]
    """A visit; what is due at it can be ticked."""

    def narrow(self) -> None:
        """The study's own visits; procedures of the one asked about, else all."""
        from ..ui_words import said

        plans = PlannedVisit.objects.filter(study=self.study, edition=self.subject.edition)
        if self.initial.get("planned"):  # a correction may stand under an older edition
            plans |= PlannedVisit.objects.filter(study=self.study, pk=_whole(self.initial["planned"]))
        self.fields["planned"] = PlannedChoice(queryset=plans, required=False, label=_("Planned visit"),
                                               empty_label=gettext("unscheduled"))
        wanted = str(self.data.get("planned") or self.initial.get("planned"))
        chosen = next((one for one in plans if str(one.pk) == wanted), None)
        codes = [*chosen.procedures, *chosen.samples] if chosen else [*PROCEDURES, *SAMPLES]
        known = PROCEDURES | SAMPLES
        self.fields["done"] = forms.MultipleChoiceField(
            label=_("Done"), required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(code, said(known[code])) for code in codes], initial=codes if chosen and not self.is_bound else None)
        self.order_fields(["planned", "on_day", "state", "why_off", "done", "note"])


class PlannedChoice(forms.ModelChoiceField):
    """A planned visit by its name."""

    def label_from_instance(self, obj: PlannedVisit) -> str:
        """Code and name."""
        from ..ui_words import said

        return f"{obj.code} · {said(obj.words)}"


def _whole(given: Any) -> int:
    return int(given) if str(given).isdecimal() and len(str(given)) < 10 else 0


def _chinese() -> bool:
    from paeonia.ui.words import language

    return language() == "zh"
