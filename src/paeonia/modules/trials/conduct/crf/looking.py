"""A file of data looked through before anything is kept: what is new, the same, to be corrected, or cannot be kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ..choices import AFTER_CONSENT, FieldType
from ..exports.dataset import forms as our_forms
from ..exports.redcap import KEYS
from ..exports.redcap import field as our_field
from ..models import CrfEntry, CrfField, PlannedVisit, Study, Subject, VisitEntry
from ..plan import PROCEDURES, SAMPLES
from .reading import Lines
from .values import Fault, bare, checked

EVENT = "redcap_event_name"
VISIT = "visit"                                              # the house's own form that a file may bring back


@dataclass(frozen=True)
class Bad:
    """A row that cannot be kept: field and fault of each reason."""

    row: int
    key: str
    problems: tuple[dict[str, str], ...]
    raw: dict[str, str]


@dataclass(frozen=True)
class Good:
    """Something to keep: a filled form, or (form is "visit") a visit; `old` is what it corrects."""

    row: int
    key: str
    subject: Subject
    planned: PlannedVisit | None
    form: str
    instance: int
    values: dict[str, Any]
    old: Any = None


@dataclass
class Looked:
    """The result: what would be kept, what would not, and columns that say nothing here."""

    good: list[Good] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)
    same: int = 0
    elsewhere: int = 0                                       # rows of forms that are signed on their own pages
    ignored: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each fate."""
        new = sum(one.old is None for one in self.good)
        return {"new": new, "corrected": len(self.good) - new, "same": self.same, "bad": len(self.bad),
                "elsewhere": self.elsewhere}


class _Study:
    """What rows are compared with, read once."""

    def __init__(self, study: Study) -> None:
        self.fields: dict[str, list[CrfField]] = {}
        for one in CrfField.objects.filter(study=study):
            self.fields.setdefault(one.form, []).append(one)
        self.subjects: dict[str, Subject] = {}
        for person in Subject.objects.filter(study=study).select_related("study"):
            self.subjects |= dict.fromkeys((person.code, person.number or person.code), person)
        self.plans = {(one.edition, _event(one.code)): one for one in PlannedVisit.objects.filter(study=study)}
        standing: dict[str, Any] = {"study": study, "replaced_by__isnull": True, "void": False}
        self.entries = {(one.subject_id, one.planned.code if one.planned else "", one.form, one.instance): one
                        for one in CrfEntry.objects.filter(**standing).select_related("planned")}
        self.visits = {(one.subject_id, one.planned.code): one for one in VisitEntry.objects.filter(
            **standing, planned__isnull=False).select_related("planned")}

    def plan(self, person: Subject, event: str) -> PlannedVisit | None:
        """The visit of an event in the edition she follows, else in the latest older one."""
        return next((self.plans[edition, event] for edition in range(person.edition, 0, -1)
                     if (edition, event) in self.plans), None)


def look(study: Study, columns: tuple[str, ...], lines: Lines) -> Looked:
    """Look through the rows of a file; nothing is written."""
    known, found = _Study(study), Looked()
    columns_of = {form: {column: one for one in fields for column in _columns(one)} for form, fields in known.fields.items()}
    ours = {our_field(form, item) for form in our_forms() for item in form.items}
    mine = {column for told in columns_of.values() for column in told}
    spare = {f"{form}_{what}" for form in known.fields for what in ("complete", "visit", "instance")}
    first = columns[0]
    found.ignored = tuple(one for one in columns[1:] if one not in mine | ours | spare | {EVENT, *KEYS})
    seen: set[str] = set()
    for number, raw in lines:
        cells = {name: bare(text.strip()) for name, text in raw.items()}
        person, instrument = known.subjects.get(cells[first]), cells.get(KEYS[1], "")
        if instrument == VISIT:
            targets = [VISIT]
        else:
            targets = [form for form, told in columns_of.items()
                       if instrument in ("", form) and any(cells.get(column) for column in told)]
        if not targets:
            found.elsewhere += 1
        for form in targets:
            _one(known, found, seen, number, cells, first, person, form, columns_of.get(form, {}))
    return found


def _one(known: _Study, found: Looked, seen: set[str], number: int, cells: dict[str, str], first: str,
         person: Subject | None, form: str, columns: dict[str, CrfField]) -> None:
    told = cells.get(EVENT, "") or cells.get("visit_visit" if form == VISIT else f"{form}_visit", "")
    event, given = _event(told), cells.get(f"{form}_instance") or cells.get(KEYS[2]) or "1"
    key = "|".join((cells[first], event, form, given if form != VISIT else ""))[:200]
    problems: list[dict[str, str]] = []

    def wrong(column: str, en: str, zh: str) -> None:
        problems.append({"field": column, "value": cells.get(column, "")[:60], "en": en, "zh": zh})

    plan = known.plan(person, event) if person and event else None
    if person is None:
        wrong(first, "is not a subject of this study", "不是本项目受试者")
    elif person.status not in AFTER_CONSENT:
        wrong(first, "has not consented yet", "尚未签署知情同意书")
    if person and ((event and plan is None) or (form == VISIT and not event)):
        wrong(EVENT if EVENT in cells else f"{form}_visit", "is not a visit of her schedule", "不是其访视计划中的访视")
    if not given.isdecimal() or not 0 < int(given) < 1000:
        wrong(KEYS[2], "is not a number from 1 to 999", "不是 1 至 999 的序号")
    if key in seen:
        wrong(first, "stands in this file twice for the same visit and form", "同一访视、同一表单在文件中重复")
    seen.add(key)
    values = _visit(cells, wrong) if form == VISIT else _values(cells, columns, wrong)
    if problems or person is None:
        kept = {first, EVENT, *KEYS, *columns, *(name for name in cells if form == VISIT and name.startswith("visit_"))}
        found.bad.append(Bad(number, key, tuple(problems), {name: text for name, text in cells.items() if name in kept}))
        return
    _compare(known, found, Good(number, key, person, plan, form, int(given), values))


def _compare(known: _Study, found: Looked, one: Good) -> None:
    """Put a sound row where it belongs: already so, new, or in the place of what stands."""
    code, values = one.planned.code if one.planned else "", one.values
    person, form, plan = one.subject, one.form, one.planned
    if form == VISIT:
        old = known.visits.get((person.pk, code))
        same = old is not None and values == {"on_day": old.on_day, "state": old.state, "done": old.done,
                                                  "why_off": old.why_off}
    else:
        old = known.entries.get((person.pk, code, form, one.instance))
        same = old is not None and old.values == values
        if (day := known.visits.get((person.pk, code))) is not None:
            plan = day.planned
    if same:
        found.same += 1
    else:
        found.good.append(replace(one, planned=old.planned if old else plan, old=old))


def _values(cells: dict[str, str], columns: dict[str, CrfField], wrong: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column, one in columns.items():
        text = cells.get(column, "")
        try:
            if one.type == FieldType.CHECKBOX:
                if text not in ("", "0", "1"):
                    raise Fault("is neither 1 nor 0", "既不是 1 也不是 0")
                if text:
                    values.setdefault(one.name, [])
                if text == "1":
                    values[one.name].append(_code_of(one, column))
            elif kept := checked(one, text):
                values[one.name] = kept
        except Fault as fault:
            wrong(column, *fault.args)
    return values


def _visit(cells: dict[str, str], wrong: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"state": cells.get("visit_state", ""), "why_off": cells.get("visit_why_off", "")[:300],
                            "done": cells.get("visit_done", "").split(), "on_day": None}
    try:
        told["on_day"] = date.fromisoformat(cells.get("visit_on_day", ""))
    except ValueError:
        wrong("visit_on_day", "is not a day like 2026-11-23", "不是 2026-11-23 这样的日期")
    if told["state"] not in VisitEntry.State.values:
        wrong("visit_state", "is neither done nor missed", "既不是 done 也不是 missed")
    for code in told["done"]:
        if code not in PROCEDURES and code not in SAMPLES:
            wrong("visit_done", f"has {code}, which is no procedure or sample", f"中的 {code} 不是已知项目或样本")
    return told


def _columns(one: CrfField) -> list[str]:
    return [column_of(one.name, code) for code, _label in one.choices] if one.type == FieldType.CHECKBOX else [one.name]


def column_of(name: str, code: str) -> str:
    """The column of one box of an item with several; REDCap writes codes in lower case, a minus as an underscore."""
    return f"{name}___{code.lower().replace('-', '_')}"


def _code_of(one: CrfField, column: str) -> str:
    return str(next(code for code, _label in one.choices if column_of(one.name, code) == column))


def _event(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"_arm_\d+$", "", text.strip().lower())).strip("_")
