"""What waits over all studies: visits, consents, reports, queries, findings, and what expires; a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from .. import queries
from ..binder.documents import KINDS
from ..choices import QueryState, Task
from ..models import DataQuery, Delegation, DrugLot, Finding, SiteDocument, Study, Subject
from ..safety.clocks import Ticks
from ..safety.queries import ageing
from ..schedule import Stand

DAYS = 7
SOON = timedelta(days=30)       # what expires is told so long before


@dataclass(frozen=True)
class Item:
    """One thing to be done: until when, for whom, by whoever is delegated for `task`."""

    kind: str
    on: date                    # the day by which, or on which
    study: Study
    task: str
    title: str | Mapping[str, str]
    href: str
    remark: str | Mapping[str, str] = ""
    code: str = ""
    due: Any = None             # a visit with its procedures and samples, a clock with its hour
    late: bool = False


@dataclass(frozen=True)
class Week:
    """What is late, what each day holds, what may be done on any day, and what expires soon."""

    late: tuple[Item, ...]
    days: tuple[tuple[date, tuple[Item, ...]], ...]
    any_day: tuple[Item, ...]
    soon: tuple[Item, ...]
    mine: int
    everything: int
    studies: tuple[Study, ...]


def week(viewer: Viewer, today: date, *, mine: bool = False, study: int = 0) -> Week:
    """Over all open studies of the viewer's hospitals, or one of them; `mine`: only what she is delegated for."""
    with acting(viewer):
        held = list(Study.objects.filter(hospital_id__in=viewer.hospital_ids, closed_on__isnull=True)
                    .select_related("trial", "hospital").order_by("short_name"))
        chosen = [one for one in held if study in (0, one.pk)]
        found = sorted(_items({one.pk: one for one in chosen}, today),
                       key=lambda one: (one.on, one.study.short_name, one.code))
        tasks = _tasks(chosen, viewer, today)
    own = [one for one in found if (one.study.pk, one.task) in tasks]
    shown, last = own if mine else found, today + timedelta(days=DAYS - 1)
    shown = [replace(one, late=one.on < today or getattr(one.due, "ticks", "") == Ticks.OVERDUE) for one in shown]
    dated = [one for one in shown if not one.late and one.kind not in ("window", "consent") and one.on <= last]
    # Clocks of serious events before everything else.
    late = sorted((one for one in shown if one.late), key=lambda one: one.kind != "report")
    return Week(tuple(late),
                tuple((day, tuple(one for one in dated if one.on == day))
                      for day in (today + timedelta(days=n) for n in range(DAYS))),
                tuple(one for one in shown if not one.late and one.kind in ("window", "consent")),
                tuple(one for one in shown if one.kind in ("document", "lot", "delegation") and one.on > last),
                len(own), len(found), tuple(held))


def _tasks(studies: Iterable[Study], viewer: Viewer, today: date) -> set[tuple[int, str]]:
    """(study, task) for which the viewer is delegated today."""
    rows = Delegation.objects.filter(Q(until_day__isnull=True) | Q(until_day__gte=today), study__in=list(studies),
                                     user_id=viewer.user_id, from_day__lte=today)
    return {(one.study_id, task) for one in rows for task in one.tasks}


def _items(studies: Mapping[int, Study], today: date) -> Iterator[Item]:
    people = queries.subjects_of(studies.values())
    yield from _visits(people, studies, today)
    yield from _consents(people, studies, today)
    yield from _papers(studies, today)
    for clock in ageing(studies.values()):
        yield Item("report", timezone.localdate(clock.due_at), studies[clock.event.study_id], Task.SAFETY,
                   clock.deadline.words, reverse("conduct-report", args=[clock.event.subject_id, clock.event.number]),
                   clock.event.term_said, clock.event.subject.code, clock)
    for asked in DataQuery.objects.filter(study__in=studies, state=QueryState.OPEN).select_related("subject"):
        yield Item("query", asked.due_on, studies[asked.study_id], Task.RECORDS,
                   _("Query %(number)s") % {"number": asked.number}, reverse(
                       "conduct-query", args=[asked.study_id, asked.number]), code=asked.subject.code)
    for finding in Finding.objects.filter(study__in=studies, closed_on__isnull=True).select_related("subject"):
        yield Item("finding", finding.due_on, studies[finding.study_id], Task.RECORDS, finding.what,
                   reverse("conduct-binder", args=[finding.study_id]) + "#findings",
                   code=finding.subject.code if finding.subject else "")


def _visits(people: list[Subject], studies: Mapping[int, Study], today: date) -> Iterator[Item]:
    for one in queries.due(queries.calendar(people, today), today + timedelta(days=DAYS - 1)):
        assert one.window is not None
        # On its planned day while that is to come; then until the window closes; late by the day the window closed.
        planned = one.window.due if one.window.due >= today else one.window.last
        open_now = one.stand != Stand.OVERDUE and planned != today and (
            one.window.due < today or planned > today + timedelta(days=DAYS - 1))
        yield Item("window" if open_now else "visit", planned, studies[one.study_id], Task.VISITS, one.words,
                   reverse("conduct-subject", args=[one.subject_id]), one.visit_code, one.code, one)


def _consents(people: list[Subject], studies: Mapping[int, Study], today: date) -> Iterator[Item]:
    by_id = {one.pk: one for one in people}
    for pk, form in queries.reconsent_due(people, today).items():
        yield Item("consent", today, studies[by_id[pk].study_id], Task.CONSENT,
                   _("Consent again: version %(version)s") % {"version": form.version},
                   reverse("conduct-deed", args=[pk, "consent"]), code=by_id[pk].code)


def _papers(studies: Mapping[int, Study], today: date) -> Iterator[Item]:
    """What expires within a month, or has: documents of the site file by their newest edition, lots, delegations."""
    newest: dict[tuple[int, str], SiteDocument] = {}
    for paper in SiteDocument.objects.filter(study__in=studies).order_by("on_day", "id"):
        newest[paper.study_id, paper.kind] = paper
    for paper in newest.values():
        if paper.expires_on and paper.expires_on <= today + SOON:
            words = KINDS[paper.kind][0] if paper.kind in KINDS else paper.kind
            yield Item("document", paper.expires_on, studies[paper.study_id], Task.RECORDS, words,
                       reverse("conduct-binder", args=[paper.study_id]), paper.version)
    for lot in DrugLot.objects.filter(study__in=studies, expires_on__range=(today, today + SOON)):
        yield Item("lot", lot.expires_on, studies[lot.study_id], Task.DRUG, f"{lot.name} · {lot.lot}",
                   reverse("conduct-drug", args=[lot.study_id]))
    for one in Delegation.objects.filter(study__in=studies, until_day__range=(today, today + SOON)).select_related("user"):
        yield Item("delegation", one.until_day or today, studies[one.study_id], Task.RECORDS,
                   {"en": one.user.name("en"), "zh": one.user.name("zh")}, reverse("conduct-team", args=[one.study_id]))
