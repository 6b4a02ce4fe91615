"""Questions about one subject, and the list that says who the subjects are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from paeonia.chart import door
from paeonia.chart.cards import Person
from paeonia.criteria.nodes import Ask, Node, Not, children
from paeonia.guidance.questions import Question, questions
from paeonia.modules.trials.asking import FAMILY, structured_by_number
from paeonia.people.audit import record_reads
from paeonia.people.viewer import Viewer

from .. import queries
from ..identify import naming
from ..models import (
    AdverseEvent,
    Consent,
    ConsentForm,
    CrfEntry,
    Deviation,
    DrugMovement,
    Ending,
    Enrolment,
    Failure,
    FollowUp,
    SafetyReport,
    Screening,
    Study,
    Subject,
    SubjectIdentity,
    Transfer,
    VisitEntry,
)
from ..models_signed import Signed

KINDS: dict[str, type[Signed]] = {
    "consent": Consent, "screening": Screening, "failure": Failure, "enrolment": Enrolment, "visit": VisitEntry,
    "event": AdverseEvent, "report": SafetyReport, "deviation": Deviation, "drug": DrugMovement, "ending": Ending,
    "follow-up": FollowUp, "transfer": Transfer, "crf": CrfEntry}


@dataclass(frozen=True)
class Said:
    """A signed entry on a page: what kind, the row, and whether it still stands."""

    kind: str
    row: Any
    stands: bool


@dataclass(frozen=True)
class Story:
    """Everything about one subject, by code."""

    subject: Subject
    said: tuple[Said, ...]
    visits: tuple[queries.DueVisit, ...]
    reconsent: ConsentForm | None
    tasks: frozenset[str]

    def of(self, kind: str) -> tuple[Any, ...]:
        """The standing entries of a kind, in order of their day."""
        return tuple(one.row for one in self.said if one.kind == kind and one.stands)


@dataclass(frozen=True)
class Named:
    """A line of the identification list."""

    subject: Subject
    person: Person | None


@dataclass(frozen=True)
class Asked:
    """A question to a person within the criteria; `excludes`: a yes keeps her out."""

    en: str
    zh: str
    excludes: bool


def story(subject: Subject, viewer: Viewer) -> Story:
    """One subject's page: a fixed number of queries, whatever was signed."""
    today, said = timezone.localdate(), []
    more = {"consent": ("form",), "visit": ("planned",), "drug": ("lot",), "crf": ("planned",)}
    for kind, model in KINDS.items():
        rows = model.objects.filter(subject=subject).select_related("signed_by", "replaced_by", *more.get(kind, ()))
        said += [Said(kind, row, not row.void and not hasattr(row, "replaced_by")) for row in rows]
    said.sort(key=lambda one: (one.row.on_day, one.row.signed_at))
    return Story(subject, tuple(said), queries.calendar([subject], today),
                 queries.reconsent_due([subject], today).get(subject.pk), queries.my_tasks(subject.study, viewer))


def identification(study: Study, viewer: Viewer) -> tuple[Named, ...]:
    """Who stands behind each code; each name shown is written into the trail of opened charts."""
    with naming(viewer):
        rows = list(SubjectIdentity.objects.filter(study=study).select_related("subject").order_by("subject__log_number"))
        people = door.people([row.patient_id for row in rows], viewer)
        record_reads(viewer, people, f"identification list of {study.short_name}")
    return tuple(Named(row.subject, people.get(row.patient_id)) for row in rows)


def who(subject: Subject, viewer: Viewer) -> Person | None:
    """The person behind one code, for somebody who must meet her; written into the trail."""
    with naming(viewer):
        row = SubjectIdentity.objects.filter(subject=subject).first()
        found = door.people([row.patient_id], viewer) if row else {}
        record_reads(viewer, found, f"subject {subject.code} of {subject.study.short_name}")
    return next(iter(found.values()), None)


def parts_of(patient_id: int, viewer: Viewer) -> list[Subject]:
    """The subjects a patient is, in the studies of the viewer's hospitals; her chart lies open before the viewer already."""
    with naming(viewer):
        ids = list(SubjectIdentity.objects.filter(patient_id=patient_id).values_list("subject_id", flat=True))
        return list(Subject.objects.filter(pk__in=ids).select_related("study", "study__trial").order_by("-prescreened_on"))


def mrn_of(patient_id: str, viewer: Viewer) -> str:
    """The record number of a patient the viewer may read, to begin a form with; empty otherwise."""
    try:
        return door.person(int(patient_id), viewer).mrn if patient_id.isdecimal() and len(patient_id) < 10 else ""
    except door.NotHere:
        return ""


def to_ask(study: Study) -> tuple[tuple[Asked, ...], str]:
    """The questions that the trial's criteria put to a person, and the version of the criteria."""
    number = study.trial.number
    known = structured_by_number().get(number)
    question: Question | None = questions(FAMILY).get(known.id if known else number)
    return (tuple(_asks(question.node)), question.version) if question else ((), "")


def _asks(node: Node, denied: bool = False) -> list[Asked]:
    if isinstance(node, Ask):
        return [Asked(node.en, node.zh, denied)]
    return [one for child in children(node) for one in _asks(child, denied != isinstance(node, Not))]
