"""Keeps our trials in step with a live registry: asks, takes each page in, remembers the page, goes on after a break."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import httpx
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from paeonia.modules.trials import actions
from paeonia.modules.trials.intake import formats
from paeonia.modules.trials.intake.record import Entry
from paeonia.modules.trials.intake.sync import Page, Question, TokenRefused, fetch
from paeonia.modules.trials.models import SyncRun, TrialNumber
from paeonia.people import policy
from paeonia.people.viewer import Viewer

TIMEOUT = httpx.Timeout(60.0, connect=15.0)
OVERLAP = timedelta(days=2)     # the registry's day is not ours, and it posts in the course of it
Told = Callable[[SyncRun, actions.ImportReport], None]


def sync(question: Question, viewer: Viewer, full: bool = False, told: Told | None = None,
         wait: Callable[[float], None] = time.sleep) -> actions.ImportReport:
    """Bring in what the registry has of one condition; goes on where an unfinished run stopped.

    After a finished run only what was updated since is asked for, unless `full`. Raises Refused when the registry
    stays away (the run can be taken up again) and PermissionDenied without `trials.import`.
    """
    run = begin(question, viewer, full)
    report = actions.ImportReport()
    with client() as link:
        while True:
            report = _sum(report, page_in(question, run, link, viewer, wait))
            if told:
                told(run, report)
            if run.finished_at:
                return report


def begin(question: Question, viewer: Viewer, full: bool = False) -> SyncRun:
    """The run to go on with: the last one when it broke off, else a new one. Raises PermissionDenied without the right."""
    if not policy.may(viewer, "trials.import"):
        raise PermissionDenied("trials.import")
    return _unfinished(question, full) or _begun(question, viewer, full)


def client() -> httpx.Client:
    """A connection to a registry; a hospital's proxy is taken from the environment."""
    return httpx.Client(timeout=TIMEOUT, headers={"User-Agent": "Paeonia"}, follow_redirects=True)


def page_in(question: Question, run: SyncRun, link: httpx.Client, viewer: Viewer,
            wait: Callable[[float], None]) -> actions.ImportReport:
    """Take the next page of a run in; after the last one the run is finished."""
    page = _next(_asked(question, run), link, run, viewer, wait)
    taken = actions.import_records(_wanted(page, question, run), viewer, run.condition, batch=run.batch)
    # Only after the page is in: a kill before this line repeats the page, which changes nothing.
    actions.save_progress(
        run, viewer, token=page.token, pages=run.pages + 1, records=run.records + len(page.records),
        total=page.total if page.total is not None else run.total, waits_until=None, trouble={},
        finished_at=None if page.token else timezone.now())
    return taken


def _next(asked: Question, link: httpx.Client, run: SyncRun, viewer: Viewer, wait: Callable[[float], None]) -> Page:
    try:
        return fetch(asked, link, run.token, wait)
    except TokenRefused:
        # Page tokens do not live for ever; taking everything in again is safe.
        actions.save_progress(run, viewer, token="", pages=0, records=0)
        return fetch(asked, link, "", wait)


def _same(question: Question) -> dict[str, object]:
    return {"condition": question.condition, "statuses": sorted(question.statuses), "base_url": question.base_url}


def _unfinished(question: Question, full: bool) -> SyncRun | None:
    """The last run if it broke off and asked for no less than is asked now."""
    latest = SyncRun.objects.filter(**_same(question)).select_related("batch").order_by("-id").first()
    if latest is None or latest.finished_at:
        return None
    wider = not latest.since or (not full and question.since in ("", latest.since))
    return latest if wider else None


def _begun(question: Question, viewer: Viewer, full: bool) -> SyncRun:
    last = SyncRun.objects.filter(**_same(question), finished_at__isnull=False).order_by("-id").first()
    since = question.since
    if last and not full and not since and not question.numbers:
        since = (last.started_at - OVERLAP).date().isoformat()
    run = SyncRun(**_same(question), since=since, nightly=bool(last and last.nightly))
    actions.save_progress(run, viewer, batch=actions.open_batch(viewer, f"{question.base_url} {question.condition}"))
    return run


def _asked(question: Question, run: SyncRun) -> Question:
    """An update asks for every status: a trial that stopped recruiting must not stay recruiting here."""
    return replace(question, since=run.since, statuses=() if run.since else question.statuses)


def _wanted(page: Page, question: Question, run: SyncRun) -> Iterator[Entry]:
    entries = [formats.entry(raw, f"{run.condition} {run.pages + 1}#{index}")
               for index, raw in enumerate(page.records, 1)]
    if not (question.statuses and run.since):
        yield from entries
        return
    numbers = [entry.trial.number for entry in entries if entry.trial]
    known = set(TrialNumber.objects.filter(number__in=numbers).values_list("number", flat=True))
    for entry in entries:
        if entry.trial is None or entry.trial.status in question.statuses or entry.trial.number in known:
            yield entry


def _sum(one: actions.ImportReport, two: actions.ImportReport) -> actions.ImportReport:
    counts = {name: getattr(one, name) + getattr(two, name) for name in ("new", "changed", "same", "refused")}
    return actions.ImportReport(**counts, alarms=(*one.alarms, *two.alarms),
                                refusals=(*one.refusals, *two.refusals)[:actions.SHOWN])


def question_of(run: SyncRun) -> Question:
    """The question a run was begun with."""
    return Question(run.condition, tuple(run.statuses), run.since, run.base_url)
