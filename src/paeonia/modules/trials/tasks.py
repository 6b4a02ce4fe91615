"""The background work of bringing records in: a file at a time, a live run page by page."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from paeonia.chart import uploads
from paeonia.modules.trials import syncing
from paeonia.modules.trials.actions import ImportReport, import_records
from paeonia.modules.trials.intake.apart import entries
from paeonia.modules.trials.intake.record import Entry
from paeonia.modules.trials.models import ImportBatch, SyncRun
from paeonia.people.viewer import Viewer, system_viewer, viewer_again
from paeonia.record.problems import Problem, Refused

SPELL = 10.0            # seconds of one piece of work: other work waits behind it
FIRST_WAIT = 15.0       # seconds until a registry that is not well is asked again; doubled each time
PATIENCE = 7            # how often
TOLD_EACH = 200         # records between two words of how far a file has been read


class _Later(Exception):
    """The registry wants to be asked again, in so many seconds."""


def read(batch_id: int, viewer: Viewer) -> None:
    """Ask for a file to be read, inside the transaction that kept it."""
    take_file.configure().defer(batch_id=batch_id, user_id=viewer.user_id, role=viewer.role, language=viewer.language)


def fetch(run_id: int, viewer: Viewer, after: float = 0.0, attempt: int = 0) -> None:
    """Ask for the next pages of a run; asked for twice it is done once."""
    job = ask_registry.configure(queueing_lock=f"trials.run.{run_id}", lock=f"trials.run.{run_id}",
                                 schedule_in={"seconds": round(after)})
    try:
        with transaction.atomic():      # what is refused as asked for already must not take the caller's work with it
            job.defer(run_id=run_id, user_id=viewer.user_id, role=viewer.role, language=viewer.language, attempt=attempt)
    except AlreadyEnqueued:
        return


def _again(user_id: int | None, role: str, language: str) -> Viewer:
    return system_viewer("nightly question to the registry") if user_id is None else viewer_again(
        user_id, role, language=language)


@app.task(queue="registry", name="trials.take_file", retry=2)
def take_file(batch_id: int, user_id: int, role: str, language: str) -> None:
    """Read one file; a killed worker's file is read again from its beginning, which changes nothing twice."""
    from paeonia.modules.trials.bringing import actions  # deferred: actions ask for this work

    who, batch = _again(user_id, role, language), ImportBatch.objects.get(pk=batch_id)
    if not batch.stored:
        return None
    path = uploads.path_of(batch.stored)
    if not path.exists():
        return actions.stopped(batch, Problem("registry-upload-gone", batch.source), who)

    def told(report: ImportReport) -> None:
        if report.seen % TOLD_EACH == 0:
            actions.read_so_far(batch_id, report.seen, who)

    try:
        # A killed reader may have counted already: this time's counts are the file's own.
        if not batch.finished_at:
            import_records(_named(entries(path), path.name, batch.source), who, batch.source, told, batch)
    except Exception as broken:
        # A page that says "under way" for ever would be a lie.
        actions.stopped(batch, Problem("registry-broke", batch.source, {"why": type(broken).__name__}), who)
        raise
    return actions.put_away(batch_id, who)


def _named(found: Iterable[Entry], stored: str, name: str) -> Iterator[Entry]:
    """Entries under the name the file had when it was handed in."""
    for one in found:
        place = one.place.replace(stored, name, 1)
        if one.refused is not None:
            refusal = Problem(one.refused.code, one.refused.place.replace(stored, name, 1), one.refused.params)
            yield replace(one, place=place, refused=refusal)
        else:
            alarms = tuple(Problem(p.code, p.place.replace(stored, name, 1), p.params) for p in one.alarms)
            yield replace(one, place=place, alarms=alarms)


@app.task(queue="registry", name="trials.ask_registry", retry=2)
def ask_registry(run_id: int, user_id: int | None, role: str, language: str, attempt: int = 0) -> None:
    """Take in pages for some seconds, then make room for other work; a registry that is not well is asked again later."""
    from paeonia.modules.trials.bringing import actions  # deferred, as above

    who = _again(user_id, role, language)
    run = SyncRun.objects.select_related("batch").get(pk=run_id)
    question, until = syncing.question_of(run), time.monotonic() + SPELL
    try:
        with syncing.client() as link:
            while not run.finished_at and time.monotonic() < until:
                syncing.page_in(question, run, link, who, _impatient)
                attempt = 0
    except _Later as later:
        after, attempt = max(float(later.args[0]), FIRST_WAIT * 2 ** attempt), attempt + 1
        if attempt > PATIENCE:
            minutes = round(FIRST_WAIT * (2 ** PATIENCE - 1) / 60)
            return actions.stopped(run, Problem("registry-away", run.base_url, {"minutes": minutes, "why": "HTTP"}), who)
        actions.waits(run, timezone.now() + timedelta(seconds=after), who)
        return fetch(run_id, who, after, attempt)
    except Refused as refused:
        return actions.stopped(run, refused.problems[0], who)
    return None if run.finished_at else fetch(run_id, who)


def _impatient(seconds: float) -> None:
    raise _Later(seconds)


@app.periodic(cron="17 * * * *")
@app.task(queue="registry", name="trials.nightly", queueing_lock="trials.nightly")
def nightly(timestamp: int) -> int:
    """At night, ask again what is to be asked every night; looked at each hour, so that a machine that slept catches up."""
    from paeonia.modules.trials.bringing import actions  # deferred, as above

    return len(actions.tonight(timezone.now(), system_viewer("nightly question to the registry")))
