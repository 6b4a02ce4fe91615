"""What the desk sets up: a title, a form, and the row it is kept in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from paeonia.modules.academy.models import Activity

from . import forms
from .models import Category, PayTo, Quota
from .models_door import Door

DEEDS = {
    "category": (_("Category of registration"), forms.CategoryForm, Category),
    "quota": (_("Places that categories share"), forms.QuotaForm, Quota),
    "list": (_("Check-in list"), forms.DoorForm, Door),
    "pay": (_("How the fee is paid"), forms.PayToForm, PayTo),
}


def row_of(deed: str, activity: Activity, key: int | None) -> Any:
    """The row to change, of this very activity, or a new one; None when there is none."""
    model: Any = DEEDS[deed][2]
    if deed == "pay":
        return model.objects.filter(activity=activity).first() or model(activity=activity)
    return model(activity=activity) if key is None else model.objects.filter(pk=key, activity=activity).first()
