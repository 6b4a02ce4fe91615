"""How forms look and speak in every room: days and times by the browser's own pickers, words where Django draws dashes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext

from .words import language


def dress(form: forms.BaseForm, said: Mapping[str, Any]) -> None:
    """Give every field of a form its widget, and the messages `said` by kind of error."""
    for field in form.fields.values():
        field.error_messages |= said
        kind = type(field)
        if issubclass(kind, forms.DateTimeField):
            field.widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        elif issubclass(kind, forms.DateField):
            field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        elif isinstance(field.widget, forms.Textarea) and str(field.widget.attrs["rows"]) == "10":
            field.widget.attrs["rows"] = 3      # ten is what Django says where nobody said anything
        _say_choose(field)


def _say_choose(field: forms.Field) -> None:
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label:
            field.empty_label = gettext("choose")
    elif isinstance(field, forms.ChoiceField) and list(field.choices)[:1] and list(field.choices)[0][0] == "":
        field.choices = [("", gettext("choose")), *list(field.choices)[1:]]


def among(form: forms.BaseForm, name: str, rows: Any) -> None:
    """Let a field choose among these rows, each shown by its words in the reader's language."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
    field.label_from_instance = lambda one: one.words[language()]     # type: ignore[method-assign,misc]
