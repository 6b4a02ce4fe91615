"""How an activity's places are divided among categories; asked by the academy whenever a place is given."""

from __future__ import annotations

from paeonia.modules.academy.choices import Standing
from paeonia.modules.academy.models_learner import Enrolment
from paeonia.people.context import acting
from paeonia.people.viewer import system_viewer
from paeonia.record.problems import refuse

from . import messages as _messages  # noqa: F401  declares what is said here
from .models import Category, Quota
from .models_person import Registration


def asks(row: Enrolment) -> bool:
    """Whether the desk approves everybody in her category; refused where a category is needed and none was chosen."""
    category = _category(row)
    if category is None and Category.objects.filter(activity=row.activity_id).exists():
        raise refuse("academydesk-choose")
    return category is not None and category.approves


def has_room(row: Enrolment) -> bool:
    """Whether her category, and every share it draws from, has a place left for her."""
    category = _category(row)
    if category is None:
        return True
    if category.places is not None and _taken([category.pk], row) >= category.places:
        return False
    quotas = Quota.objects.filter(categories=category).prefetch_related("categories")
    return all(_taken([one.pk for one in quota.categories.all()], row) < quota.places for quota in quotas)


def _category(row: Enrolment) -> Category | None:
    found = Registration.objects.filter(enrolment=row).select_related("category").first()
    return found.category if found else None


def _taken(categories: list[int], row: Enrolment) -> int:
    """Places given in these categories to others; counted by the house, because people do not see one another."""
    with acting(system_viewer("places taken in categories", (row.hospital_id,))):
        found = Registration.objects.filter(category__in=categories, enrolment__standing=Standing.ENROLLED)
        return found.exclude(enrolment=row).count()
