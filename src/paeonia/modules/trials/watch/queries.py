"""Questions of this room's pages about news and what is set aside; every answer is a frozen dataclass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby
from typing import Any

from django.db.models import Count, Q

from paeonia.chart import door
from paeonia.chart.cards import Person
from paeonia.guidance.questions import Question, questions
from paeonia.guidance.said import missing_words
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.asides import SetAside
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.watch.choices import Cause, Kind, Reason
from paeonia.modules.trials.watch.models import Change, Dismissal, News
from paeonia.modules.trials.watch.models_own import Manner
from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

PAGE = 40
Words = Mapping[str, str]


@dataclass(frozen=True)
class Told:
    """One item of news as its recipient reads it."""

    id: int
    person: Person
    question: str
    trial: Words
    kind: Kind
    cause: Cause | None
    after: int
    day: date
    created_at: datetime
    read: bool


@dataclass(frozen=True)
class Together:
    """What was told of one patient at one time for one cause: one line, however many trials."""

    first: Told
    items: tuple[Told, ...]

    @property
    def read(self) -> bool:
        """Whether all of it has been read."""
        return all(one.read for one in self.items)

    @property
    def ids(self) -> str:
        """Its items as a form sends them."""
        return ",".join(str(one.id) for one in self.items)


@dataclass(frozen=True)
class Page:
    """One page of a list with the number of the whole."""

    items: tuple[Any, ...]
    total: int
    number: int
    pages: int


@dataclass(frozen=True)
class Aside:
    """A pair set aside, and when it came back, why."""

    id: int
    person: Person
    question: str
    trial: Words
    reason: Reason
    remark: str
    by: str
    at: datetime
    ended_at: datetime | None
    ended_by: str
    rule: bool
    answer: int | None
    facts: tuple[Words, ...]


@dataclass(frozen=True)
class Step:
    """One change of an answer in the history of a pair."""

    before: int | None
    after: int
    cause: Cause
    as_of: date
    rule_version: str
    at: datetime
    place: bool | None = None


def namer() -> Callable[[str], Words]:
    """A speaker of trials' short names that looks the questions up once, however long the list."""
    return partial(short, questions(FAMILY))


def short(asked: Mapping[str, Question], slug: str) -> Words:
    """What a trial is called in a list: its acronym, else its number; a trial that is gone keeps its id."""
    question = asked.get(slug)
    if question is None:
        return {"en": slug, "zh": slug}
    said = {language: text.split(" · ")[0] for language, text in question.words.items()}
    return said if " · " in question.words["en"] else {"en": slug, "zh": slug}


def unread(viewer: Viewer) -> int:
    """News waiting for the viewer."""
    if viewer.user_id is None or not may(viewer, "watch.see"):
        return 0
    with acting(viewer):
        return News.objects.filter(recipient_id=viewer.user_id, read_at=None).count()


def news(viewer: Viewer, kind: str, state: str, page: int) -> tuple[Page, Mapping[str, int]]:
    """The viewer's own news, newest first, and how much there is of each kind."""
    with acting(viewer):
        mine = News.objects.filter(recipient_id=viewer.user_id)
        mine = mine.filter(read_at=None) if state == "unread" else mine
        counts = dict(mine.order_by().values_list("kind").annotate(Count("id")))
        rows = mine.filter(kind=kind) if kind else mine
        found, shape = _turned(rows.order_by("-id"), page)
        people = door.people({row.patient_id for row in found}, viewer)
    name = namer()
    items = tuple(Told(row.pk, people[row.patient_id], row.question, name(row.question), Kind(row.kind),
                       Cause(row.cause) if row.cause else None, row.after, row.day, row.created_at,
                       row.read_at is not None) for row in found if row.patient_id in people)
    alike = groupby(items, key=lambda one: (one.person.id, one.kind, one.cause, one.day, one.after))
    lines = (tuple(group) for _, group in alike)
    return Page(tuple(Together(line[0], line) for line in lines), *shape), counts


def _turned(rows: Any, page: int) -> tuple[list[Any], tuple[int, int, int]]:
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    return list(rows[(page - 1) * PAGE:page * PAGE]), (total, page, pages)


def aside(viewer: Viewer, state: str, page: int) -> Page:
    """Pairs set aside in the viewer's hospitals: those that stand, or those that came back."""
    with acting(viewer):
        rows = Dismissal.objects.filter(ended_at__isnull=state != "ended").select_related("by", "ended_by")
        found, shape = _turned(rows.order_by("-ended_at" if state == "ended" else "-at", "-id"), page)
        people = door.people({row.patient_id for row in found}, viewer)
    name = namer()
    items = (_aside(row, people[row.patient_id], viewer, name) for row in found if row.patient_id in people)
    return Page(tuple(items), *shape)


def _aside(row: Dismissal, person: Person, viewer: Viewer, name: Callable[[str], Words]) -> Aside:
    why, words = row.ended_why or {}, dictionary()
    return Aside(row.pk, person, row.question, name(row.question), Reason(row.reason), row.remark,
                 _name(row.by, viewer), row.at, row.ended_at, _name(row.ended_by, viewer), bool(why.get("rule")),
                 why.get("answer"), tuple(variable_words(name, words) for name in why.get("facts", ())))


def variable_words(name: str, words: Any) -> Words:
    """A variable, or the answer to a question to a person."""
    return {"en": "an answered question", "zh": "已回答的问题"} if name == "ask" else missing_words(name, words)


def _name(user: User | None, viewer: Viewer) -> str:
    return user.name(viewer.language) if user else ""


def set_aside_pairs(patient_ids: Iterable[int], viewer: Viewer) -> frozenset[tuple[int, str]]:
    """(patient, trial) pairs that stand set aside."""
    with acting(viewer):
        rows = Dismissal.objects.filter(patient_id__in=list(patient_ids), ended_at=None)
        return frozenset(rows.values_list("patient_id", "question"))


def set_aside_of_trial(slug: str, viewer: Viewer) -> dict[int, SetAside]:
    """Patients that stand set aside for a trial, and why."""
    with acting(viewer):
        rows = Dismissal.objects.filter(question=slug, ended_at=None).values_list("patient_id", "reason", "remark")
        return {id: SetAside(Reason(reason).label, remark) for id, reason, remark in rows}


def of_pair(patient_id: int, slug: str, viewer: Viewer) -> tuple[tuple[Step, ...], tuple[Aside, ...]]:
    """How the answer of a pair changed, newest first, and each time it was set aside."""
    with acting(viewer):
        person = door.person(patient_id, viewer)
        changes = list(Change.objects.filter(patient_id=patient_id, question=slug).order_by("-id")[:50])
        rows = Dismissal.objects.filter(patient_id=patient_id, question=slug).select_related("by", "ended_by")
        name = namer()
        asides = tuple(_aside(row, person, viewer, name) for row in rows.order_by("-id")[:50])
    return tuple(Step(row.before, row.after, Cause(row.cause), row.as_of, row.rule_version, row.at,
                      row.place)
                 for row in changes), asides


def returned(pairs: Iterable[tuple[int, str]], viewer: Viewer) -> dict[tuple[int, str], Aside]:
    """Pairs that were set aside once and came back by themselves: their last dismissal."""
    wanted = set(pairs)
    with acting(viewer):
        rows = Dismissal.objects.filter(~Q(ended_at=None), patient_id__in={id for id, _ in wanted}, ended_by=None)
        found = {(row.patient_id, row.question): row for row in rows.order_by("id").select_related("by", "ended_by")}
        found = {pair: row for pair, row in found.items() if pair in wanted}
        people = door.people({id for id, _ in found}, viewer)
    name = namer()
    return {pair: _aside(row, people[pair[0]], viewer, name) for pair, row in found.items() if pair[0] in people}


def manner(viewer: Viewer) -> Manner:
    """How the viewer wants to be told; the house's habit when she never said."""
    with acting(viewer):
        return Manner.objects.filter(user_id=viewer.user_id).first() or Manner(user_id=viewer.user_id)
