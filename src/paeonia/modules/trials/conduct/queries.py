"""Questions about studies; every answer is frozen. `procedures_due` is for other modules, by registry number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.models import Hospital, Membership, User
from paeonia.people.policy import VERBS, may
from paeonia.people.viewer import Viewer

from .choices import ENTERED, ON_STUDY, OVER, Status
from .models import (
    Consent,
    ConsentForm,
    Delegation,
    Enrolment,
    PlannedVisit,
    ScheduleVersion,
    Study,
    Subject,
    Transfer,
    VisitEntry,
)
from .models_signed import Signed
from .plan import PROCEDURES, SAMPLES
from .schedule import Stand, Window, stand, window

Words = Mapping[str, str]
SHOWN_BEFORE = {Stand.OVERDUE: 0, Stand.OPEN: 1, Stand.TO_COME: 2}


class NotHere(LookupError):
    """There is no such row, or none this viewer may know of: the two are not told apart."""


@dataclass(frozen=True)
class DueVisit:
    """A planned visit of one subject: how it stands, and what is due at it."""

    registry_number: str
    study_id: int
    study: str
    subject_id: int
    code: str
    visit_id: int
    visit_code: str
    words: Words
    window: Window | None
    stand: Stand
    procedures: tuple[tuple[str, Words], ...]
    samples: tuple[tuple[str, Words], ...]
    done_on: date | None = None
    entry_id: int | None = None
    forms: tuple[str, ...] = ()
    day: int = 0


@dataclass(frozen=True)
class StudyRow:
    """A study in the list: how far recruitment is."""

    study: Study
    number: str
    hospital: Words
    in_log: int
    screening: int
    entered: int
    active: int
    state: str = ""


def studies(viewer: Viewer) -> tuple[StudyRow, ...]:
    """Every study of the viewer's hospitals, with the counts of its subjects."""
    with acting(viewer):
        found = list(Study.objects.filter(hospital_id__in=viewer.hospital_ids)
                     .select_related("trial", "hospital", "principal").order_by("closed_on", "short_name"))
        counts = Counter(Subject.objects.filter(study__in=found).values_list("study_id", "status"))
    return tuple(
        StudyRow(one, one.trial.number, one.hospital.words, sum(n for (study, _), n in counts.items() if study == one.pk),
                 counts[one.pk, Status.SCREENING], sum(counts[one.pk, state] for state in ENTERED),
                 sum(counts[one.pk, state] for state in ON_STUDY)) for one in found)


def study(study_id: int, viewer: Viewer, verb: str = "conduct.see") -> Study:
    """One study the viewer may do `verb` to; raises NotHere."""
    with acting(viewer):
        found = Study.objects.filter(pk=_number(study_id), hospital_id__in=viewer.hospital_ids)\
            .select_related("trial", "hospital", "principal").first()
    if found is None or not may(viewer, verb, found):
        raise NotHere(study_id)
    return found


def subject(subject_id: int, viewer: Viewer, verb: str = "conduct.see") -> Subject:
    """One subject, reached through her study; raises NotHere."""
    with acting(viewer):
        found = Subject.objects.filter(pk=_number(subject_id), hospital_id__in=viewer.hospital_ids)\
            .select_related("study", "study__trial", "study__hospital", "study__principal", "referred_by").first()
    if found is None or not may(viewer, verb, found):
        raise NotHere(subject_id)
    return found


def entry(kind: type[Signed], entry_id: int, viewer: Viewer) -> Signed:
    """A signed entry that still stands; raises NotHere."""
    with acting(viewer):
        found = kind.objects.filter(pk=_number(entry_id), hospital_id__in=viewer.hospital_ids, void=False,
                                    replaced_by__isnull=True).select_related("study").first()
    if found is None or not may(viewer, "conduct.sign", found):
        raise NotHere(entry_id)
    return found


def _number(given: int) -> int:
    # Beyond what the database can hold there is nobody either.
    return given if 0 < given < 2**31 else 0


def editions(study: Study) -> tuple[ScheduleVersion, ...]:
    """The editions of a study's schedule; one opened before there were editions has its first."""
    found = tuple(ScheduleVersion.objects.filter(study=study))
    if not found or found[0].edition > 1:
        first = ScheduleVersion(study=study, hospital_id=study.hospital_id, edition=1, from_day=study.opened_on,
                                protocol_version="–" if found else study.protocol_version)
        return (first, *found)
    return found


def edition_in_force(study: Study, day: date) -> int:
    """The edition by which somebody who enters on a day is seen."""
    return max((one.edition for one in editions(study) if one.from_day <= day), default=1)


def team(study: Study) -> QuerySet[User]:
    """People of the study's hospital who may take part in trials, as a form's choice asks for them."""
    roles = {str(role) for role in VERBS["conduct.sign"]}
    member = Membership.objects.filter(user=OuterRef("pk"), hospital_id=study.hospital_id, role__in=roles)
    return User.objects.filter(Exists(member), is_active=True).order_by("username")


def physicians(viewer: Viewer) -> QuerySet[User]:
    """Physicians who could be principal investigator, as a form's choice asks for them."""
    member = Membership.objects.filter(user=OuterRef("pk"), hospital_id__in=viewer.hospital_ids, role="oncologist")
    return User.objects.filter(Exists(member), is_active=True).order_by("username")


def protocol_of(person: Subject) -> str:
    """The protocol version whose schedule a subject follows."""
    return next((one.protocol_version for one in editions(person.study) if one.edition == person.edition), "–")


def hospitals(viewer: Viewer) -> list[tuple[int, str]]:
    """The viewer's hospitals, for a choice."""
    from paeonia.ui.words import words

    return [(one.pk, words(one.words)) for one in Hospital.objects.filter(pk__in=viewer.hospital_ids).order_by("code")]


def physicians_of(hospital_id: int) -> QuerySet[User]:
    """Physicians of one hospital, as a form's choice asks for them."""
    member = Membership.objects.filter(user=OuterRef("pk"), hospital_id=hospital_id, role="oncologist")
    return User.objects.filter(Exists(member), is_active=True).order_by("username")


def my_tasks(study: Study, viewer: Viewer, day: date | None = None) -> frozenset[str]:
    """What the viewer is delegated for today."""
    day = day or timezone.localdate()
    return frozenset(task for one in Delegation.objects.filter(study=study, user_id=viewer.user_id)
                     if one.from_day <= day and (one.until_day is None or one.until_day >= day) for task in one.tasks)


def calendar(subjects: Iterable[Subject], today: date) -> tuple[DueVisit, ...]:
    """Every planned visit of some subjects with how it stands, in a fixed number of queries.

    Each subject follows her own edition of the schedule. A visit recorded under an older one stays as it was planned then.
    """
    people = [one for one in subjects if one.status not in (Status.PRESCREENED, Status.NOT_SUITABLE)]
    plans: dict[tuple[int, int], dict[str, PlannedVisit]] = {}
    for plan in PlannedVisit.objects.filter(study_id__in={one.study_id for one in people}):
        plans.setdefault((plan.study_id, plan.edition), {})[plan.code] = plan
    entries: dict[int, dict[str, VisitEntry]] = {}
    for entry in VisitEntry.objects.filter(subject__in=people, planned__isnull=False, replaced_by__isnull=True,
                                           void=False).select_related("planned"):
        entries.setdefault(entry.subject_id, {})[entry.planned.code] = entry
    left = _left(people)
    moved = dict(Transfer.objects.filter(subject__in=people, replaced_by__isnull=True, void=False).order_by("on_day", "id")
                 .values_list("subject_id", "on_day"))
    found: list[DueVisit] = []
    for person in people:
        mine, said = plans.get((person.study_id, person.edition), {}), entries.get(person.pk, {})
        older = {code for edition in range(1, person.edition) for code in plans.get((person.study_id, edition), ())}
        shown = {code: said[code].planned if code in said else plan for code, plan in mine.items()}
        shown |= {code: one.planned for code, one in said.items() if code not in mine}
        for code, plan in sorted(shown.items(), key=lambda one: (one[1].day, one[1].pk)):
            new_since = moved.get(person.pk) if code not in older else None
            found.append(_due(person, plan, said.get(code), today, left.get(person.pk), new_since))
    return tuple(found)


def _due(person: Subject, plan: PlannedVisit, said: VisitEntry | None, today: date, left_on: date | None,
         new_since: date | None) -> DueVisit:
    frame = window(person.day_one, plan.day, plan.before, plan.after)
    missed = said is not None and said.state == VisitEntry.State.MISSED
    how = stand(frame, today, done_on=said.on_day if said else None, missed=missed, left_on=left_on)
    if said is None and new_since and frame and frame.last < new_since:
        how = Stand.DROPPED  # the amendment that brought this visit came after its window
    return DueVisit(
        person.study.trial.number, person.study_id, person.study.short_name, person.pk, person.code, plan.pk, plan.code,
        plan.words, frame, how, tuple((code, PROCEDURES[code]) for code in plan.procedures),
        tuple((code, SAMPLES[code]) for code in plan.samples), said.on_day if said else None, said.pk if said else None,
        tuple(plan.forms), plan.day)


def _left(people: list[Subject]) -> dict[int, date]:
    from .models import Ending  # only subjects who left have one

    gone = [one for one in people if one.status in OVER or one.status == Status.FOLLOW_UP]
    days = {one.pk: one.prescreened_on for one in gone if one.status == Status.FAILED}
    for ending in Ending.objects.filter(subject__in=gone, replaced_by__isnull=True, void=False).order_by("-on_day"):
        days[ending.subject_id] = ending.on_day
    return days


def subjects_of(studies: Iterable[Study]) -> list[Subject]:
    """Subjects of some studies with their study, for a calendar."""
    return list(Subject.objects.filter(study__in=list(studies)).select_related("study", "study__trial", "referred_by")
                .order_by("study_id", "log_number"))


def due(found: Iterable[DueVisit], until: date) -> tuple[DueVisit, ...]:
    """Visits to be made until a day: overdue ones first, then in the order in which their windows close."""
    wanted = [one for one in found if one.stand in (Stand.OVERDUE, Stand.OPEN)
              or (one.stand == Stand.TO_COME and one.window and one.window.first <= until)]
    return tuple(sorted(wanted, key=lambda one: (SHOWN_BEFORE[one.stand], one.window.last, one.code)))


def procedures_due(registry_number: str, viewer: Viewer, until: date | None = None) -> tuple[DueVisit, ...]:
    """Visits due in a trial until a day (a week from now) with their procedures and the samples to collect.

    Subjects are told by code alone. For other modules: the tissue bank plans its kits by it.
    """
    today = timezone.localdate()
    with acting(viewer):
        mine = Study.objects.filter(trial__number=registry_number, hospital_id__in=viewer.hospital_ids)
        found = calendar(subjects_of(mine), today)
    return due(found, until or today + timedelta(days=7))


def reconsent_due(people: Iterable[Subject], today: date) -> dict[int, ConsentForm]:
    """Subjects still in the study whose consent is older than a version that asks for consent again."""
    people = [one for one in people if one.status in (Status.SCREENING, *ON_STUDY)]
    forms: dict[int, ConsentForm] = {}
    for form in ConsentForm.objects.filter(study_id__in={one.study_id for one in people}, valid_from__lte=today,
                                           reconsent=True):
        forms[form.study_id] = form
    given: dict[int, Consent] = {}
    for one in Consent.objects.filter(subject__in=people, replaced_by__isnull=True, void=False).select_related("form")\
            .order_by("on_day", "id"):
        given[one.subject_id] = one
    return {one.pk: forms[one.study_id] for one in people if one.study_id in forms and one.pk in given
            and given[one.pk].form.valid_from < forms[one.study_id].valid_from}


def enrolments(study: Study) -> tuple[date, ...]:
    """The days on which subjects entered a study, in order."""
    return tuple(Enrolment.objects.filter(study=study, replaced_by__isnull=True, void=False).order_by("on_day")
                 .values_list("on_day", flat=True))
