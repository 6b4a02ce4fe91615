"""Questions about the site file and the team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..choices import Task
from ..models import (
    ConsentForm,
    Delegation,
    Finding,
    MonitorVisit,
    PlannedVisit,
    SiteDocument,
    Study,
    Training,
)
from .documents import KINDS, Words


@dataclass(frozen=True)
class Shelf:
    """One kind of essential document: what lies there, and whether something is missing or has expired."""

    kind: str
    words: Words
    before_start: bool
    latest: SiteDocument | None
    versions: int
    state: str


@dataclass(frozen=True)
class Handed:
    """A line of the delegation log."""

    row: Delegation
    tasks: tuple[str, ...]
    running: bool


def shelves(study: Study, today: date) -> tuple[Shelf, ...]:
    """The checklist of documents: missing, expired, or there."""
    held: dict[str, list[SiteDocument]] = {}
    for one in SiteDocument.objects.filter(study=study).order_by("on_day", "id"):
        held.setdefault(one.kind, []).append(one)
    found = []
    for kind, (words, before) in KINDS.items():
        mine = held.get(kind, [])
        latest = mine[-1] if mine else None
        expired = latest is not None and latest.expires_on is not None and latest.expires_on < today
        found.append(Shelf(kind, words, before, latest, len(mine),
                           "missing" if latest is None else "expired" if expired else "there"))
    return tuple(found)


def findings(study: Study) -> tuple[Finding, ...]:
    """Findings, open ones first, then by the day of their answer."""
    rows = Finding.objects.filter(study=study).select_related("subject", "visit", "closed_by").order_by("due_on", "id")
    return tuple(sorted(rows, key=lambda one: (one.closed_on is not None, one.due_on)))


def monitor_visits(study: Study) -> tuple[MonitorVisit, ...]:
    """Visits of monitors, the latest first."""
    return tuple(MonitorVisit.objects.filter(study=study).order_by("-on_day", "-id"))


def delegations(study: Study, today: date) -> tuple[Handed, ...]:
    """The delegation log."""
    rows = Delegation.objects.filter(study=study).select_related("user", "given_by")
    return tuple(Handed(row, tuple(str(Task(task).label) for task in row.tasks),
                        row.from_day <= today and (row.until_day is None or row.until_day >= today)) for row in rows)


def trainings(study: Study) -> tuple[Training, ...]:
    """The training log, the latest first."""
    return tuple(Training.objects.filter(study=study).select_related("user").order_by("-on_day", "-id"))


def schedule(study: Study) -> tuple[PlannedVisit, ...]:
    """The planned visits."""
    return tuple(PlannedVisit.objects.filter(study=study))


def forms(study: Study) -> tuple[ConsentForm, ...]:
    """Versions of the consent form, the newest first."""
    return tuple(ConsentForm.objects.filter(study=study).order_by("-valid_from", "-id"))
