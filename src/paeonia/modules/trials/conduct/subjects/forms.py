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
    """A visit; what is due at it can be ticked: what is done with her, and beside it what is collected."""

    def narrow(self) -> None:
        """The study's own visits; procedures and samples of the one asked about, else all."""
        from ..ui_words import said

        plans = PlannedVisit.objects.filter(study=self.study, edition=self.subject.edition)
        if self.initial.get("planned"):  # a correction may stand under an older edition
            plans |= PlannedVisit.objects.filter(study=self.study, pk=_whole(self.initial["planned"]))
        self.fields["planned"] = PlannedChoice(queryset=plans, required=False, label=_("Planned visit"),
                                               empty_label=gettext("unscheduled"))
        wanted = str(self.data.get("planned") or self.initial.get("planned"))
        chosen = next((one for one in plans if str(one.pk) == wanted), None)
        held = self.initial.get("done")     # of an entry that is corrected
        for name, label, known, due in (("done", _("Done"), PROCEDURES, chosen and chosen.procedures),
                                        ("samples", _("Samples collected"), SAMPLES, chosen and chosen.samples)):
            ticked = [code for code in held if code in known] if held is not None else due or []
            codes = list(known) if chosen is None else list(dict.fromkeys((*due, *ticked)))
            if codes:
                self.fields[name] = forms.MultipleChoiceField(
                    label=label, required=False, widget=forms.CheckboxSelectMultiple,
                    choices=[(code, said(known[code])) for code in codes])
                self.initial[name] = ticked
            else:
                self.fields.pop(name, None)
        self.order_fields(["planned", "on_day", "state", "why_off", "done", "samples", "note"])

    def said(self) -> dict[str, Any]:
        """What was done and what was collected are kept in one list."""
        told = super().said()
        return told | {"done": [*told.pop("done", ()), *told.pop("samples", ())]}


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
