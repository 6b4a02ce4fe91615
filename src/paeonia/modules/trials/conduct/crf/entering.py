"""A case report form on the screen, made from the items of the sponsor's dictionary."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..choices import FieldType
from ..forms import StudyForm
from ..ui_words import said
from .queries import ReportForm
from .values import Fault, checked


class ReportEntry(StudyForm):
    """The items of one form, each checked by what its dictionary says; an empty one stays empty."""

    on_day = forms.DateField(label=_("Day"))

    def __init__(self, *args: Any, asked: ReportForm, old: Any = None, **more: Any) -> None:
        self.asked, self.old = asked, old
        super().__init__(*args, **more)

    def narrow(self) -> None:
        """A question for each item, with its unit or range as help."""
        held = self.old.values if self.old else {}
        for one in self.asked.fields:
            self.fields[f"item_{one.name}"] = _question(one, held.get(one.name))
        if self.old:
            self.fields["why"] = forms.CharField(label=_("Why it is corrected"), max_length=300)
            self.order_fields(["why"])

    def clean(self) -> dict[str, Any]:
        """Each value as the file import would check it."""
        told = super().clean() or {}
        for one in self.asked.fields:
            name = f"item_{one.name}"
            if one.type != FieldType.CHECKBOX and name in told:
                try:
                    told[name] = checked(one, str(told[name] or ""))
                except Fault as fault:
                    self.add_error(name, gettext("“%(value)s” %(fault)s.") % {
                        "value": told[name], "fault": said(fault.said)})
        return told

    def values(self) -> dict[str, Any]:
        """What was given, by item."""
        found = {one.name: self.cleaned_data.get(f"item_{one.name}") for one in self.asked.fields}
        return {name: value for name, value in found.items() if value not in ("", None, [])}


def _question(one: Any, held: Any) -> forms.Field:
    kind, told = FieldType(one.type), {"label": one.label, "required": one.required, "initial": held, "help_text": one.note}
    if kind == FieldType.CHECKBOX:
        return forms.MultipleChoiceField(choices=one.choices, widget=forms.CheckboxSelectMultiple, **told)
    if kind in (FieldType.CHOICE, FieldType.YESNO):
        listed = one.choices if kind == FieldType.CHOICE else [("1", gettext("yes")), ("0", gettext("no"))]
        return forms.ChoiceField(choices=[*listed, ("", gettext("not recorded"))], widget=forms.RadioSelect, **told)
    if one.least or one.most:
        told["help_text"] = f"{one.note} {one.least or '–'} – {one.most or '–'}".strip()
    widgets: dict[FieldType, forms.Widget] = {
        FieldType.NOTES: forms.Textarea(attrs={"rows": 3}), FieldType.DATE: forms.DateInput(attrs={"type": "date"}),
        FieldType.INTEGER: forms.TextInput(attrs={"inputmode": "numeric"}),
        FieldType.NUMBER: forms.TextInput(attrs={"inputmode": "decimal"})}
    return forms.CharField(widget=widgets.get(kind, forms.TextInput()), max_length=4000, **told)
