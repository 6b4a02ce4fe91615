"""What the academy is told of lessons: what an activity offers, and what a certificate asks of those who learn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paeonia.people.context import acting
from paeonia.people.viewer import system_viewer

from ..models import Activity
from ..models_learner import Enrolment
from ..parts import Offer, Part, Step
from .models import Lesson
from .models_learner import Answer, Beat, Done, Seen, Viewing

HOUR = 60
RESTS = timedelta(days=14)      # without a touch, while something required is left
TOUCHES = ((Viewing, "enrolment"), (Beat, "viewing__enrolment"), (Seen, "enrolment"), (Answer, "enrolment"))


def offered(activity: Activity) -> list[Offer]:
    """The lessons shown, by their titles alone; told by the house, because who is not enrolled sees no lesson."""
    with acting(system_viewer("titles of the lessons of an activity", (activity.host_id,))):
        return [Offer(one.words, str(one.get_kind_display()), one.minutes, one.required)
                for one in Lesson.objects.filter(activity=activity, published=True)]


def asked(enrolments: Sequence[Enrolment]) -> Mapping[int, Part]:
    """How many of the required lessons each has done, and the minutes expected of all she has done."""
    found = list(Lesson.objects.filter(activity__in={row.activity_id for row in enrolments}))
    done = set(Done.objects.filter(enrolment__in=[row.pk for row in enrolments]).values_list("enrolment_id", "lesson_id"))
    touched, now, told = _touched([row.pk for row in enrolments]) if found else {}, timezone.now(), {}
    for row in enrolments:
        hers = [one for one in found if one.activity_id == row.activity_id]
        wanted = [one for one in hers if one.published and one.required]
        have = sum((row.pk, one.pk) in done for one in wanted)
        minutes = sum(one.minutes for one in hers if (row.pk, one.pk) in done)
        if hers:
            rests = have < len(wanted) and now - touched.get(row.pk, row.asked_at) > RESTS
            step = Step(_("Required lessons done"), have == len(wanted), f"{have} / {len(wanted)}")
            told[row.pk] = Part(step, bool(wanted), (Decimal(minutes) / HOUR).quantize(Decimal("0.1")), rests)
    return told


def _touched(keys: list[int]) -> dict[int, datetime]:
    """When each last did anything in a lesson."""
    told: dict[int, datetime] = {}
    for model, path in TOUCHES:
        found = model._default_manager.filter(**{f"{path}__in": keys}).values_list(path).annotate(last=Max("at"))   # type: ignore[attr-defined]
        for key, last in found:
            told[key] = max(told.get(key, last), last)
    return told
