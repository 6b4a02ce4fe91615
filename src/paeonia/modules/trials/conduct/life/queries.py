"""Questions about the life of a study: its history, its sites, who must be moved and who delegated again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from paeonia.people.context import acting
from paeonia.people.models import Hospital, User
from paeonia.people.viewer import Viewer

from ..choices import ENTERED, ON_STUDY, QueryState, Status, Task, TurnKind
from ..models import ConsentForm, DataQuery, Delegation, PlannedVisit, Study, Subject, Turn
from ..queries import edition_in_force, editions, reconsent_due, subjects_of

Words = Mapping[str, str]


@dataclass(frozen=True)
class Site:
    """A study at one hospital, in counts of its own."""

    study: Study
    hospital: Words
    in_log: int
    screening: int
    failed: int
    entered: int
    active: int
    queries: int


@dataclass(frozen=True)
class Mover:
    """A subject who follows an older schedule, and what would change for her."""

    subject: Subject
    version: str
    reconsent: ConsentForm | None
    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Again:
    """Somebody whose delegation ended with a change of the principal investigator, and the tasks it held."""

    user: User
    tasks: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The tasks in the reader's language."""
        return tuple(str(Task(task).label) for task in self.tasks)


def turns(study: Study) -> tuple[Turn, ...]:
    """The history of a study, the latest first."""
    return tuple(Turn.objects.filter(study=study).select_related("by").order_by("-at", "-id"))


def sites(study: Study, viewer: Viewer) -> tuple[Site, ...]:
    """The same trial at each of the viewer's hospitals."""
    with acting(viewer):
        found = list(Study.objects.filter(trial_id=study.trial_id, hospital_id__in=viewer.hospital_ids)
                     .select_related("hospital", "principal", "trial").order_by("hospital__code"))
        counts = Counter(Subject.objects.filter(study__in=found).values_list("study_id", "status"))
        asked = Counter(DataQuery.objects.filter(study__in=found).exclude(state=QueryState.CLOSED)
                        .values_list("study_id", flat=True))
    return tuple(Site(
        one, one.hospital.words, sum(n for (pk, _), n in counts.items() if pk == one.pk), counts[one.pk, Status.SCREENING],
        counts[one.pk, Status.FAILED], sum(counts[one.pk, state] for state in ENTERED),
        sum(counts[one.pk, state] for state in ON_STUDY), asked[one.pk]) for one in found)


def hospitals_left(study: Study, viewer: Viewer) -> list[tuple[int, Words]]:
    """Hospitals of the viewer where the trial is not open yet."""
    taken = {one.study.hospital_id for one in sites(study, viewer)}
    return [(one.pk, one.words) for one in Hospital.objects.filter(pk__in=viewer.hospital_ids).order_by("code")
            if one.pk not in taken]


def movers(study: Study, today: date) -> tuple[Mover, ...]:
    """Subjects still in the study who follow an older schedule than the one in use."""
    known = {one.edition: one for one in editions(study)}
    current = max((one.edition for one in known.values() if one.from_day <= today), default=1)
    people = [one for one in subjects_of([study]) if one.status in (Status.SCREENING, *ON_STUDY) and one.edition < current]
    again = reconsent_due(people, today)
    plans: dict[int, dict[str, tuple[object, ...]]] = {}
    for row in PlannedVisit.objects.filter(study=study):
        plans.setdefault(row.edition, {})[row.code] = (
            row.day, row.before, row.after, row.procedures, row.samples, row.forms)
    new = plans.get(current, {})
    return tuple(Mover(
        one, known[one.edition].protocol_version, again.get(one.pk),
        tuple(code for code in new if code not in plans.get(one.edition, {})),
        tuple(code for code in plans.get(one.edition, {}) if code not in new),
        tuple(code for code, told in plans.get(one.edition, {}).items() if code in new and new[code] != told))
        for one in people)


def to_delegate_again(study: Study, today: date) -> tuple[Again, ...]:
    """Whose delegation ended with the last change of the principal investigator and who holds none since."""
    last = Turn.objects.filter(study=study, kind=TurnKind.PRINCIPAL).last()
    if last is None:
        return ()
    rows = list(Delegation.objects.filter(study=study).select_related("user"))
    since = {one.user_id for one in rows
             if one.from_day >= last.on_day and (one.until_day is None or one.until_day >= today)}
    held: dict[int, list[str]] = {}
    users: dict[int, User] = {}
    for one in rows:
        if one.user_id in last.told.get("ended", ()) and one.user_id not in since and one.given_by_id != study.principal_id:
            held.setdefault(one.user_id, []).extend(one.tasks)
            users[one.user_id] = one.user
    return tuple(Again(users[pk], tuple(task for task in Task.values if task in tasks)) for pk, tasks in held.items())


def plans_in_use(study: Study) -> tuple[PlannedVisit, ...]:
    """The visits of the latest edition, to begin an amendment with."""
    return tuple(PlannedVisit.objects.filter(study=study, edition=editions(study)[-1].edition))


def edition_now(study: Study, today: date) -> int:
    """The edition in use today."""
    return edition_in_force(study, today)
