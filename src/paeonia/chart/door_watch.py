"""The way out for those who watch over everybody: whose patients they are, who was seen lately, who comes next."""

from __future__ import annotations

from datetime import date

from django.db import connection

from .cards import Visit
from .door_read import card
from .models import Appointment, Patient

_FACTS = """
SELECT DISTINCT patient_id FROM chart_factrow WHERE first_day BETWEEN %s AND %s AND NOT void
"""


def homes() -> dict[int, int]:
    """The hospital of each patient in sight; call inside `acting`."""
    return dict(Patient.objects.order_by("id").values_list("id", "hospital_id"))


def next_visits(patient_ids: list[int], from_day: date) -> dict[int, Visit]:
    """The first appointment of each patient from a day on; call inside `acting`."""
    rows = Appointment.objects.filter(patient_id__in=patient_ids, on_day__gte=from_day)
    first = rows.order_by("patient_id", "on_day", "time").distinct("patient_id").select_related("patient")
    return {row.patient_id: Visit(row.pk, card(row.patient), row.on_day, row.time, row.clinic, row.clinician_id)
            for row in first}  # fmt: skip


def seen(first: date, last: date, by: str) -> set[int]:
    """Patients with an appointment (`visit`), a fact dated (`fact`) or `either` in a span; call inside `acting`."""
    found: set[int] = set()
    if by in ("visit", "either"):
        rows = Appointment.objects.filter(on_day__gte=first, on_day__lte=last)
        found.update(rows.values_list("patient_id", flat=True))
    if by in ("fact", "either"):
        with connection.cursor() as cursor:
            cursor.execute(_FACTS, [first.toordinal(), last.toordinal()])
            found.update(row[0] for row in cursor)
    return found
