"""The writes of this module. Each record stands in a transaction of its own: a kill leaves whole records only."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.db.models import F
from django.utils import timezone

from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.intake import digest
from paeonia.modules.trials.intake.formats import shape_of
from paeonia.modules.trials.intake.ictrp import ICTRP
from paeonia.modules.trials.intake.limits import limits
from paeonia.modules.trials.intake.record import Entry, Number, RegistryTrial
from paeonia.modules.trials.intake.shape import Shape
from paeonia.modules.trials.intake.tags import tags
from paeonia.modules.trials.models import (
    ImportBatch,
    RegistryProblem,
    SyncRun,
    Trial,
    TrialNumber,
    TrialSite,
    TrialVersion,
)
from paeonia.people import policy
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem

_TAGGED = ("settings", "subtypes", "drug_classes", "drugs", "biomarkers", "lines", "sponsor_kind", "search_text")
_HAN = re.compile("[\u4e00-\u9fff]")
SHOWN = 20      # reasons of refusals carried along


@dataclass(frozen=True)
class ImportReport:
    """How many records were new, changed, as they were, or refused; `alarms` came in with something unread.

    `refusals` are the first reasons; all of them stand in the queue.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    alarms: tuple[Problem, ...] = ()
    refusals: tuple[Problem, ...] = ()

    @property
    def seen(self) -> int:
        """All records."""
        return self.new + self.changed + self.same + self.refused


def import_records(records: Iterable[Entry], viewer: Viewer, source: str,
                   progress: Callable[[ImportReport], None] | None = None,
                   batch: ImportBatch | None = None) -> ImportReport:
    """Take registry records in; re-importing changes nothing. Raises PermissionDenied without `trials.import`."""
    if not policy.may(viewer, "trials.import"):
        raise PermissionDenied("trials.import")
    batch = batch or open_batch(viewer, source)
    waiting = RegistryProblem.objects.filter(settled_at=None, refused=True, source=source[:400])
    run = _Import(viewer, source, batch, set(waiting.values_list("place", flat=True)))
    report, alarms = ImportReport(), {}
    for entry in records:
        outcome, problems = _take(entry, run)
        report = replace(report, **{outcome: getattr(report, outcome) + 1})
        if outcome == "refused":
            report = replace(report, refusals=(*report.refusals, *problems)[:SHOWN])
            continue
        for problem in problems:
            key = fingerprint(problem, source)
            first, times = alarms.get(key, (problem, 0))
            alarms[key] = (first, times + 1)
        if progress:
            progress(report)
    with acting(viewer):
        for key, (problem, times) in alarms.items():
            _queue(problem, key, run, times=times)
        ImportBatch.objects.filter(pk=batch.pk).update(
            finished_at=timezone.now(), **{name: F(name) + getattr(report, name)
                                           for name in ("new", "changed", "same", "refused")})
    return replace(report, alarms=tuple(problem for problem, _ in alarms.values()))


@dataclass(frozen=True)
class _Import:
    """One call of `import_records`; `waiting` holds the places of this source that were refused before."""

    viewer: Viewer
    source: str
    batch: ImportBatch
    waiting: set[str]


def open_batch(viewer: Viewer, source: str) -> ImportBatch:
    """Begin a batch; it stays unfinished when its import is killed."""
    with acting(viewer):
        return ImportBatch.objects.create(source=source[:400], by_id=viewer.user_id)


def _take(entry: Entry, run: _Import) -> tuple[str, list[Problem]]:
    if entry.trial is None:
        assert entry.refused is not None
        return _refuse(entry, entry.refused, run)
    told = [*entry.alarms, *limits(entry.trial, entry.place).open_points]
    try:
        sha256 = digest.digest(entry.raw)
        # Most records of a nightly update are as they were: one look, no transaction.
        known = TrialVersion.objects.filter(number=entry.trial.number, sha256=sha256)
        if entry.place not in run.waiting and known.exists():
            return "same", told
        with acting(run.viewer):
            outcome, taken = _keep(entry, entry.trial, sha256, run)
            if entry.place in run.waiting:
                RegistryProblem.objects.filter(settled_at=None, refused=True, source=run.source[:400],
                                               place=entry.place).update(settled_at=timezone.now())
        return outcome, [*told, *taken]
    except (DatabaseError, ValueError, TypeError) as why:
        # One record the database cannot hold must not take the others with it.
        problem = Problem("registry-failed", entry.place, {"number": entry.trial.number, "why": _why(why)})
        return _refuse(entry, problem, run)


def _refuse(entry: Entry, problem: Problem, run: _Import) -> tuple[str, list[Problem]]:
    with acting(run.viewer):
        _queue(problem, fingerprint(problem, run.source), run, excerpt=entry.excerpt, refused=True)
    return "refused", [problem]


def _keep(entry: Entry, record: RegistryTrial, sha256: str, run: _Import) -> tuple[str, list[Problem]]:
    _alone(record.number)
    known = TrialNumber.objects.filter(number=record.number).exclude(registry="").select_related("trial").first()
    known = known or _elsewhere(record)
    trial = known.trial if known else Trial(number=record.number, registry=record.registry, title=record.title)
    if known is None:
        trial.save()
    elif trial.versions.filter(sha256=sha256).exists():
        return "same", []
    content = digest.content(record)
    shape = shape_of(entry.raw)
    before = _before(trial, record.number, shape) if known else None
    # An archive may come after the live record: kept as a version, but it does not become the current one.
    older = before is not None and record.last_update < before.registry_date or _copied(trial, shape)
    version = TrialVersion.objects.create(
        trial=trial, number=record.number, format=shape.name if shape else "", sha256=sha256, raw=entry.raw,
        registry_date=record.last_update, content=content, source=run.source[:400], batch=run.batch,
        changed=digest.changed(before.content if before else None, content))
    if (trial.number == record.number or _own(trial, record.number)) and not older:
        _describe(trial, record)
        trial.current = version
        trial.save()
        _sites(trial, record)
    elif known:
        trial.title_zh = trial.title_zh or _chinese_title(record)
        trial.save()        # its card carries the numbers: lists must notice
    return "changed" if known else "new", _numbers(trial, record, entry.place)


def _own(trial: Trial, number: str) -> bool:
    """Whether this is a trial of our own that its registry has now published; the first registry to do so describes it."""
    return trial.registry == "own" and (trial.current is None or trial.current.number == number)


def _alone(number: str) -> None:
    """Two imports at once must not make the same trial twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"trial {number}"])


def _before(trial: Trial, number: str, shape: Shape | None) -> TrialVersion | None:
    """The newest version of the same registry's record; a collection's copy is compared with copies only."""
    mine = trial.versions.filter(number=number)
    copy = shape is not None and shape.aggregated
    mine = mine.filter(format=ICTRP.name) if copy else mine.exclude(format=ICTRP.name)
    return mine.order_by("-registry_date", "-id").first()


def _copied(trial: Trial, shape: Shape | None) -> bool:
    """Whether this is a collection's copy of what the registry itself has told already, in more detail."""
    return bool(shape and shape.aggregated and trial.current and trial.current.format != ICTRP.name)


def _elsewhere(record: RegistryTrial) -> TrialNumber | None:
    """The trial that another registry has under one of the other numbers, if they all mean the same one.

    Two numbers of one registry are two trials: a record names its extension or its parent that way.
    """
    others = [number.number for number in record.other_numbers if number.registry not in ("", record.registry)]
    found = list(TrialNumber.objects.filter(number__in=others).exclude(registry="").exclude(
        trial__registry=record.registry).select_related("trial"))
    return found[0] if len({one.trial_id for one in found}) == 1 else None


def _chinese_title(record: RegistryTrial) -> str:
    return next((title for title in (record.title, record.official_title) if _HAN.search(title)), "")


def _describe(trial: Trial, record: RegistryTrial) -> None:
    found = tags(record, dictionary().codelists.get("agents"))
    for name in ("title", "acronym", "status", "study_type", "start", "last_update", "enrolment"):
        setattr(trial, name, getattr(record, name))
    trial.acronym, trial.title_zh = record.acronym[:200], _chinese_title(record) or trial.title_zh
    trial.phases, trial.settings, trial.subtypes = list(record.phases), list(found.settings), list(found.subtypes)
    trial.drug_classes, trial.drugs = list(found.drug_classes), list(found.drugs)
    trial.biomarkers, trial.lines = list(found.biomarkers), list(found.lines)
    trial.sponsor_kind = record.sponsor.kind[:40] if record.sponsor else ""
    trial.sponsor = record.sponsor.name[:300] if record.sponsor else ""
    trial.limits, trial.healthy_volunteers = limits(record).sentence, record.healthy_volunteers
    trial.search_text = digest.search_text(record)


def describe_again(trial: Trial, record: RegistryTrial, viewer: Viewer) -> bool:
    """Whether the filters of a kept record read otherwise today; if so they are kept."""
    if not policy.may(viewer, "trials.import"):
        raise PermissionDenied("trials.import")
    before = [getattr(trial, name) for name in _TAGGED]
    _describe(trial, record)
    if before == [getattr(trial, name) for name in _TAGGED]:
        return False
    with acting(viewer):
        trial.save()
    return True


def _sites(trial: Trial, record: RegistryTrial) -> None:
    trial.sites.all().delete()
    TrialSite.objects.bulk_create([TrialSite(
        trial=trial, facility=place.facility[:400], city=place.city[:200], state=place.state[:200],
        country=place.country[:120], status=place.status[:40], latitude=place.latitude, longitude=place.longitude)
        for place in record.locations], batch_size=500)


def _numbers(trial: Trial, record: RegistryTrial, place: str) -> list[Problem]:
    """Add the numbers not known yet; one that belongs to another trial is reported and left there."""
    named = (Number(record.number, record.registry), *record.other_numbers)
    mine = set(trial.numbers.values_list("number", flat=True))
    others = dict(TrialNumber.objects.filter(number__in=[n.number for n in named if n.registry]).exclude(
        registry="").exclude(trial=trial).values_list("number", "trial__number"))
    new = {n.number: n for n in named if n.number not in mine and n.number not in others}
    TrialNumber.objects.bulk_create([
        TrialNumber(trial=trial, number=n.number[:200], registry=n.registry) for n in new.values()])
    return [Problem("registry-number-taken", place, {"number": n.number, "trial": record.number,
                                                     "other": others[n.number]})
            for n in named if n.number in others]


def fingerprint(problem: Problem, source: str) -> str:
    """One open entry in the queue for the same trouble: an unknown field is one trouble however many records have it."""
    # The same trouble whatever words it is told in.
    told = {name: value for name, value in problem.params.items() if not name.endswith(("_zh", "_en"))}
    where = [source, problem.place]
    if problem.code == "registry-unknown-field":
        told, where = {"path": told.get("path")}, []
    text = json.dumps([problem.code, where, told], sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _queue(problem: Problem, key: str, run: _Import, **more: Any) -> None:
    params = {name: _storable(str(value)) for name, value in problem.params.items()}
    more["excerpt"] = _storable(more.get("excerpt", ""))
    if RegistryProblem.objects.filter(fingerprint=key, settled_by__isnull=False).update(last_seen=timezone.now()):
        return      # a person has looked at the very same and said why it may stay
    RegistryProblem.objects.update_or_create(fingerprint=key, settled_at=None, defaults={
        "batch": run.batch, "source": run.source[:400], "place": problem.place[:400], "code": problem.code, "params": params,
        "number": params.get("number", "")[:60], **more})


def _storable(text: str) -> str:
    """Text PostgreSQL can hold: no NUL, no half of a surrogate pair."""
    return text.replace("\x00", "�").encode("utf-8", "replace").decode()


def _why(why: Exception) -> str:
    return str(why).strip().splitlines()[0][:200] if str(why).strip() else type(why).__name__


def save_progress(run: SyncRun, viewer: Viewer, **now: Any) -> None:
    """Remember how far a run against a live registry has come."""
    with acting(viewer):
        for name, value in now.items():
            setattr(run, name, value)
        run.save()


def touch(trial_id: int) -> None:
    """What is made from this trial's row must be made again: its criteria have become others."""
    Trial.objects.filter(pk=trial_id).update(changed_at=timezone.now())
