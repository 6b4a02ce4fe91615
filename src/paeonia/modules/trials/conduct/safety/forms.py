"""The forms of safety."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..choices import Seriousness
from ..forms import StudyForm, entry_form
from ..models import AdverseEvent, Deviation
from ..ui_words import said
from .queries import events

GRADES = [(1, _("1 mild")), (2, _("2 moderate")), (3, _("3 severe")), (4, _("4 life-threatening")), (5, _("5 fatal"))]


class EventEntry(entry_form(  # type: ignore[misc]
        AdverseEvent, "on_day", "term", "grade", "started_on", "ended_on", "causality", "measure", "outcome", "expected",
        "serious", "seriousness", "aware_at", "note")):
    """An adverse event: what, how grave, whether the treatment is the cause, and, if serious, since when it is known."""

    grade = forms.TypedChoiceField(label=_("CTCAE v5 grade"), choices=GRADES, coerce=int, widget=forms.RadioSelect)
    seriousness = forms.MultipleChoiceField(label=_("Why serious"), choices=Seriousness.choices, required=False,
                                            widget=forms.CheckboxSelectMultiple)

    def narrow(self) -> None:
        """Clinicians know these fields by name; help stands only where the clock depends on it."""
        self.fields["on_day"].label = _("Assessed on")
        self.fields["aware_at"].help_text = _("The clock of a serious event runs from here.")


class ReportForm(StudyForm):
    """Which report of which serious event left the site, and when."""

    event_number = forms.TypedChoiceField(label=_("Serious event"), coerce=int)
    deadline = forms.ChoiceField(label=_("Which report"))
    sent_at = forms.DateTimeField(label=_("Sent at"))
    reference = forms.CharField(label=_("Reference of the recipient"), max_length=120, required=False)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea)

    def narrow(self) -> None:
        """The subject's own serious events, and the reports the study's rules ask for."""
        found = [one for one in events([self.study], subject=self.subject) if one.row.serious]
        self.fields["event_number"].choices = [(one.row.number, f"{one.row.number} · {one.row.term_said}") for one in found]
        asked: dict[str, Any] = {clock.key: clock for one in found for clock in one.clocks}
        self.fields["deadline"].choices = [(key, said(clock.deadline.words)) for key, clock in asked.items()]


DeviationEntry = entry_form(Deviation, "on_day", "severity", "what", "action", "ethics_told_on")
