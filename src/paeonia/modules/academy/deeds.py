"""What can be entered about an activity by those who run it: a title, a form, and the row it is kept in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from . import forms
from .models import Activity, Item, QuizQuestion, Session


@dataclass(frozen=True)
class Deed:
    """One form; `part` is where on the page one comes back to."""

    title: Any
    form: Any
    model: type[models.Model]
    part: str


DEEDS = {
    "session": Deed(_("Session"), forms.SessionForm, Session, "sessions"),
    "talk": Deed(_("Talk"), forms.ItemForm, Item, "sessions"),
    "question": Deed(_("Question of the bank"), forms.QuestionForm, QuizQuestion, "bank"),
}


def row_of(deed: str, activity: Activity, key: int | None) -> Any:
    """The row to change, of this very activity, or a new one; None when there is none. For a talk, `key` is its session."""
    model = DEEDS[deed].model
    if deed == "talk":
        session = activity.sessions.filter(pk=key).first() if key else None
        return Item(session=session) if session else None
    if key is None:
        return model(activity=activity)
    return model._default_manager.filter(pk=key, activity=activity).first()
