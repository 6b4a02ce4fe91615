"""What leaves the site, said once for every format: forms, their items, and the rows that stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from ..choices import Causality, End, FieldType, Measure, Move, Outcome, Reason, Severity, Status
from ..models import (
    AdverseEvent,
    Consent,
    CrfEntry,
    CrfField,
    Deviation,
    DrugMovement,
    Ending,
    Enrolment,
    Failure,
    FollowUp,
    Screening,
    Study,
    Subject,
    VisitEntry,
)
from ..refusing import both

Words = Mapping[str, str]


@dataclass(frozen=True)
class Item:
    """One question: its name, words, type (text, integer, date, datetime, boolean), codes, and where its answer is."""

    name: str
    words: Words
    type: str
    get: Callable[[Any], Any]
    codes: tuple[tuple[str, Words], ...] = ()
    column: str = ""                                         # its name in files, where the sponsor gave one

    def value(self, row: Any) -> str | None:
        """The answer as files write it; None when there is none."""
        found = self.get(row)
        if found is None or found == "":
            return None
        if self.type == "boolean":
            return found if isinstance(found, str) else "1" if found else "0"
        if isinstance(found, str):
            return found
        if self.type == "datetime":
            return timezone.localtime(found).isoformat(timespec="seconds")
        return found.isoformat() if self.type == "date" else str(found)


@dataclass(frozen=True)
class Form:
    """A form of the study: its rows are those that stand; `many` when a subject has several."""

    name: str
    words: Words
    many: bool
    items: tuple[Item, ...]
    model: Any
    only: Mapping[str, str] = field(default_factory=dict)

    def rows(self, study: Study) -> Iterator[Any]:
        """The standing rows of a study, in the order of their days."""
        if self.model is Subject:
            return iter(Subject.objects.filter(study=study).order_by("log_number"))
        more = {VisitEntry: ("planned",), Consent: ("form",), DrugMovement: ("lot",),
                CrfEntry: ("planned",)}.get(self.model, ())
        found = self.model.objects.filter(study=study, replaced_by__isnull=True, void=False, subject__isnull=False,
                                          **self.only)
        return iter(found.select_related(*more).order_by("subject__log_number", "on_day", "id"))


def _codes(choices: Any) -> tuple[tuple[str, Words], ...]:
    return tuple((str(one.value), both(one.label)) for one in choices)


def _item(name: str, en: str, zh: str, type: str = "text", codes: Any = None, get: Any = None) -> Item:
    return Item(name, {"en": en, "zh": zh}, type, get or (lambda row: getattr(row, name)), _codes(codes) if codes else ())


def _day(en: str, zh: str) -> Item:
    return _item("on_day", en, zh, "date")


def forms() -> tuple[Form, ...]:
    """Every form, in the order of a subject's way."""
    note = _item("note", "Note", "备注")
    return (
        Form("subject", {"en": "Subject", "zh": "受试者"}, False, (
            _item("status", "State", "状态", codes=Status), _item("screening_number", "Screening number", "筛选号"),
            _item("prescreened_on", "In the log since", "登记日期", "date"),
            _item("reason", "Reason for not entering", "未入组原因", codes=Reason)), Subject),
        Form("consent", {"en": "Informed consent", "zh": "知情同意"}, True, (
            _item("version", "Version of the form", "知情同意书版本", get=lambda row: row.form.version),
            _item("given_at", "Signed at", "签署时间", "datetime"),
            _item("copy_given", "Copy given", "已交副本", "boolean")), Consent),
        Form("screening", {"en": "Eligibility", "zh": "入排判断"}, True, (
            _day("Decided on", "判断日期"), _item("eligible", "All criteria are met", "符合全部标准", "boolean"),
            _item("source", "Source documents", "源文件")), Screening),
        Form("failure", {"en": "Screen failure", "zh": "筛选失败"}, False, (
            _day("Day", "日期"), _item("reason", "Reason", "原因", codes=Reason)), Failure),
        Form("enrolment", {"en": "Enrolment", "zh": "入组"}, False, (
            _day("Enrolled on", "入组日期"), _item("number", "Subject number", "受试者编号"),
            _item("randomisation_number", "Randomisation number", "随机号"), _item("arm", "Arm", "组别"),
            _item("day_one", "Day 1", "第 1 天", "date")), Enrolment),
        Form("visit", {"en": "Visit", "zh": "访视"}, True, (
            _item("visit", "Visit", "访视", get=lambda row: row.planned.code if row.planned else "UNSCHEDULED"),
            _day("Day", "日期"), _item("state", "State", "状态", codes=VisitEntry.State),
            _item("done", "Done", "已完成项目", get=lambda row: " ".join(row.done)),
            _item("why_off", "Why missed or outside the window", "未进行或超窗原因")), VisitEntry),
        Form("adverse_event", {"en": "Adverse event", "zh": "不良事件"}, True, (
            _item("number", "Number", "编号", "integer"), _item("term", "Event (CTCAE v5 term)", "事件（CTCAE v5 术语）"),
            _item("grade", "CTCAE v5 grade", "CTCAE v5 分级", "integer"),
            _item("started_on", "Began on", "开始日期", "date"), _item("ended_on", "Ended on", "结束日期", "date"),
            _item("causality", "Relation to the treatment", "相关性", codes=Causality),
            _item("expected", "Expected", "是否预期", "boolean"), _item("serious", "Serious", "严重", "boolean"),
            _item("seriousness", "Why serious", "严重性标准", get=lambda row: " ".join(row.seriousness)),
            _item("aware_at", "The site became aware at", "获知时间", "datetime"),
            _item("measure", "Study treatment", "研究治疗措施", codes=Measure),
            _item("outcome", "Outcome", "转归", codes=Outcome), note), AdverseEvent),
        Form("drug", {"en": "Study drug", "zh": "研究药物"}, True, (
            _day("Day", "日期"), _item("kind", "Movement", "流转类型", codes=Move),
            _item("quantity", "Quantity", "数量", "integer"),
            _item("lot", "Lot", "批号", get=lambda row: row.lot.lot)), DrugMovement),
        Form("deviation", {"en": "Deviation", "zh": "方案偏离"}, True, (
            _day("Day", "日期"), _item("severity", "Weight", "程度", codes=Severity), _item("what", "What happened", "经过"),
            _item("action", "Action", "处理措施")), Deviation),
        Form("ending", {"en": "Ending", "zh": "结束"}, True, (
            _day("Day", "日期"), _item("kind", "What ended", "结束类型", codes=End),
            _item("reason", "Reason or cause", "原因")), Ending),
        Form("follow_up", {"en": "Follow-up", "zh": "随访"}, True, (
            _day("Day", "日期"), _item("state", "State", "状态", codes=FollowUp.State),
            _item("therapy", "Later treatment", "后续治疗")), FollowUp),
    )


def forms_of(study: Study) -> tuple[Form, ...]:
    """The house's own forms, then the case report forms that the sponsor's dictionary defines."""
    fields: dict[str, list[CrfField]] = {}
    for one in CrfField.objects.filter(study=study):
        fields.setdefault(one.form, []).append(one)
    return (*forms(), *(_report_form(name, mine) for name, mine in fields.items()))


def _report_form(name: str, fields: list[CrfField]) -> Form:
    where = (_item("visit", "Visit", "访视", get=lambda row: row.planned.code if row.planned else None),
             _item("instance", "Instance", "序次", "integer"))
    items = tuple(item for one in fields for item in _report_items(one))
    return Form(name, {"en": name, "zh": name}, True, (*where, *items), CrfEntry, {"form": name})


def _report_items(one: CrfField) -> Iterator[Item]:
    label = {"en": one.label, "zh": one.label}
    if one.type == FieldType.CHECKBOX:
        for code, said in one.choices:
            name = f"{one.name}___{code.lower().replace('-', '_')}"
            yield Item(name, {"en": f"{one.label}: {said}", "zh": f"{one.label}：{said}"}, "boolean",
                       lambda row, code=code: code in row.values[one.name] if one.name in row.values else None, (), name)
        return
    kind = {FieldType.INTEGER: "integer", FieldType.DATE: "date", FieldType.YESNO: "boolean",
            FieldType.NUMBER: "float"}.get(FieldType(one.type), "text")
    codes = tuple((str(code), {"en": said, "zh": said}) for code, said in one.choices)
    yield Item(one.name, label, kind, lambda row: row.values.get(one.name), codes, one.name)


def by_subject(study: Study) -> tuple[dict[int, str], dict[int, list[tuple[Form, int, Any]]]]:
    """The code of each subject, and for each her rows as (form, place among its kind, row)."""
    codes = {one.pk: one.code for one in Subject.objects.filter(study=study).order_by("log_number")}
    found: dict[int, list[tuple[Form, int, Any]]] = {pk: [] for pk in codes}
    for form in forms_of(study):
        place: dict[int, int] = {}
        for row in form.rows(study):
            pk = row.pk if form.model is Subject else row.subject_id
            place[pk] = place.get(pk, 0) + 1
            found[pk].append((form, place[pk], row))
    return codes, found
