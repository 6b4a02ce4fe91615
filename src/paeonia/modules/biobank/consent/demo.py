"""Consent forms of the demo bank: its donors signed on the day of registration, one of them not for genetic research."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.models import Hospital, User
from paeonia.people.viewer import viewer_again

from ..models import Registration
from . import actions
from .choices import Purpose
from .models import ConsentForm


def load(say: Callable[[str], None]) -> None:
    """Open the form and have every donor of the demo sign it, unless it is there already."""
    main, fang = Hospital.objects.filter(code="main").first(), User.objects.filter(username="fang").first()
    if main is None or fang is None:
        return
    manager = viewer_again(fang.pk, "biobank_manager")
    with acting(manager):
        if ConsentForm.objects.filter(hospital=main).exists():
            return
        registered = list(Registration.objects.filter(hospital=main).select_related("donor").order_by("id"))
    form = actions.new_form({
        "code": "PEONY", "version": "1", "title_zh": "乳腺癌样本库知情同意书（演示）",
        "title_en": "Consent to the breast cancer tissue bank (demo)", "valid_from": date(2026, 1, 1),
        "purposes": list(Purpose.values)}, main.pk, manager)
    for number, one in enumerate(registered):
        said = dict.fromkeys(Purpose.values, "yes") | ({"genetic": "no"} if number == 1 else {})
        actions.give(one.donor, form, {
            "signed_at": timezone.make_aware(datetime.combine(one.on_day, time(8, 30))), "document": "A-01",
            "taken_by": "林医生", "answers": said}, manager)
    say(f"{len(registered)} donors signed the consent form of the bank.")
