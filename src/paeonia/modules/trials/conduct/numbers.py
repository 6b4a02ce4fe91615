"""A study in numbers: recruitment against plan, why patients did not enter, what waits, who refers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from paeonia.people.models import User
from paeonia.ui.charts.bars import Bar
from paeonia.ui.charts.recruitment import Recruitment
from paeonia.ui.words import language

from . import queries
from .choices import ENTERED, OVER, Reason, Status
from .clarify.queries import waiting as asked_about
from .models import Finding, Study
from .safety.clocks import Clock, Ticks
from .safety.queries import ageing
from .schedule import Stand

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Referral:
    """A doctor, how many patients she referred to the study, and how many of them entered."""

    name: str
    referred: int
    entered: int


@dataclass(frozen=True)
class Figures:
    """What the overview of a study shows."""

    run: Recruitment
    reasons: tuple[Bar, ...]
    referrals: tuple[Referral, ...]
    this_week: int
    overdue: int
    queries: int
    queries_late: int
    answers: int
    findings: int
    findings_late: int
    clocks: tuple[Clock, ...]
    late_reports: int
    in_log: int


def figures(study: Study, today: date) -> Figures:
    """Count everything in a fixed number of queries."""
    people = queries.subjects_of([study])
    found = queries.due(queries.calendar(people, today), today + WEEK)
    reasons = Counter(one.reason for one in people if one.reason and one.status in OVER)
    by_doctor: dict[User, list[str]] = {}
    for one in people:
        if one.referred_by is not None:
            by_doctor.setdefault(one.referred_by, []).append(one.status)
    referrals = [Referral(who.name(language()), len(states), sum(state in ENTERED for state in states))
                 for who, states in by_doctor.items()]
    due = list(Finding.objects.filter(study=study, closed_on__isnull=True).values_list("due_on", flat=True))
    waiting = ageing([study])
    return Figures(
        Recruitment(tuple(one.enrolled_on for one in people if one.enrolled_on), study.planned, study.opened_on,
                    study.enrol_until, today),
        tuple(Bar(str(Reason(reason).label), count, "amber") for reason, count in reasons.most_common()),
        tuple(sorted(referrals, key=lambda one: (-one.referred, one.name))),
        sum(one.stand != Stand.OVERDUE for one in found), sum(one.stand == Stand.OVERDUE for one in found),
        *asked_about(study, today),
        len(due), sum(day < today for day in due), waiting, sum(one.ticks == Ticks.OVERDUE for one in waiting),
        sum(one.status != Status.NOT_SUITABLE for one in people))
