"""The schedule of visits as people write it: a line a visit, procedures and samples by their codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from paeonia.record.problems import Problem, Refused

from . import messages as _messages  # noqa: F401  declares what is said below

Words = dict[str, str]
PROCEDURES: dict[str, Words] = {
    "consent": {"en": "Informed consent", "zh": "知情同意"},
    "history": {"en": "History and concomitant drugs", "zh": "病史与合并用药"},
    "exam": {"en": "Physical examination", "zh": "体格检查"},
    "vitals": {"en": "Vital signs", "zh": "生命体征"},
    "ecog": {"en": "ECOG performance status", "zh": "ECOG 体能状态"},
    "blood_count": {"en": "Blood count", "zh": "血常规"},
    "chemistry": {"en": "Blood chemistry", "zh": "血生化"},
    "coagulation": {"en": "Coagulation", "zh": "凝血功能"},
    "urine": {"en": "Urinalysis", "zh": "尿常规"},
    "pregnancy": {"en": "Pregnancy test", "zh": "妊娠试验"},
    "ecg": {"en": "Electrocardiogram", "zh": "心电图"},
    "echo": {"en": "Echocardiogram (LVEF)", "zh": "超声心动图（LVEF）"},
    "imaging": {"en": "Tumour imaging (RECIST 1.1)", "zh": "肿瘤影像评估（RECIST 1.1）"},
    "adverse_events": {"en": "Adverse events", "zh": "不良事件询问"},
    "drug": {"en": "Study drug", "zh": "研究药物给药/发药"},
    "questionnaire": {"en": "Quality-of-life questionnaire", "zh": "生活质量问卷"},
    "survival": {"en": "Survival contact", "zh": "生存随访"},
}
SAMPLES: dict[str, Words] = {
    "tissue": {"en": "Tumour tissue (archived or fresh)", "zh": "肿瘤组织（存档或新鲜）"},
    "ctdna": {"en": "Plasma for ctDNA", "zh": "ctDNA 血浆"},
    "serum": {"en": "Serum", "zh": "血清"},
    "plasma": {"en": "Plasma", "zh": "血浆"},
    "pk": {"en": "Blood for pharmacokinetics", "zh": "药代动力学血样"},
    "whole_blood": {"en": "Whole blood", "zh": "全血"},
}
CODE = re.compile(r"[\w./-]{1,20}\Z")


@dataclass(frozen=True)
class Planned:
    """One line of a schedule."""

    code: str
    name_en: str
    name_zh: str
    day: int
    before: int
    after: int
    procedures: tuple[str, ...]
    samples: tuple[str, ...]
    forms: tuple[str, ...] = ()


def written(visits: Iterable[Any]) -> str:
    """A schedule as people write it: what `read_plan` reads."""
    return "\n".join(" | ".join((
        one.code, one.name_en, one.name_zh, str(one.day), str(one.before), str(one.after), ", ".join(one.procedures),
        ", ".join(one.samples), ", ".join(one.forms))) for one in visits)


def read_plan(text: str) -> tuple[Planned, ...]:
    """Every visit of a schedule; raises Refused with each line that could not be read."""
    visits: list[Planned] = []
    wrong: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            visit = _visit([part.strip() for part in line.split("|")])
            if any(visit.code == other.code for other in visits):
                raise _Fault(f"the code “{visit.code}” stands here twice", f"代码“{visit.code}”重复")
            visits.append(visit)
        except _Fault as fault:
            en, zh = fault.args
            wrong.append(Problem("schedule-line", "", {"line": number, "fault": en, "fault_zh": zh}))
    if not visits and not wrong:
        wrong.append(Problem("schedule-line", "", {"line": 1, "fault": "nothing is written", "fault_zh": "内容为空"}))
    if wrong:
        raise Refused(wrong)
    return tuple(visits)


class _Fault(ValueError):
    """What is wrong with a line, in both languages."""


def _visit(parts: list[str]) -> Planned:
    if not 6 <= len(parts) <= 9:
        raise _Fault(f"{len(parts)} parts instead of 6 to 9", f"共 {len(parts)} 项，应为 6 至 9 项")
    code, en, zh, day, before, after, *lists = parts
    if not CODE.match(code):
        raise _Fault(f"“{code}” is not a code of at most 20 letters and digits",
                     f"“{code}”不是有效代码（最多 20 个字母或数字）")
    if not (en and zh):
        raise _Fault("the visit needs a name in both languages", "访视须有中英文名称")
    procedures, samples = (_codes(part, known) for part, known in
                           zip([*lists, "", ""][:2], (PROCEDURES, SAMPLES), strict=True))
    return Planned(code, en[:120], zh[:120], _day(day), _whole(before), _whole(after), procedures, samples,
                   _forms(lists[2] if len(lists) > 2 else ""))


def _forms(text: str) -> tuple[str, ...]:
    # Which forms there are is known once the dictionary is in; here only their shape is looked at.
    names = tuple(dict.fromkeys(part.strip() for part in re.split("[,，、]", text) if part.strip()))
    for name in names:
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,59}", name):
            raise _Fault(f"“{name}” is not the name of a case report form", f"“{name}”不是有效的病例报告表名称")
    return names


def _day(text: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,4}", text) or int(text) == 0:
        raise _Fault(f"“{text}” is not a day (1 is the first treatment, -7 a week before; there is no day 0)",
                     f"“{text}”不是有效的天数（首次给药为第 1 天，-7 为此前一周，没有第 0 天）")
    return int(text)


def _whole(text: str) -> int:
    if not re.fullmatch(r"\d{1,3}", text):
        raise _Fault(f"“{text}” is not a number of days", f"“{text}”不是天数")
    return int(text)


def _codes(text: str, known: dict[str, Words]) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(part.strip() for part in re.split("[,，、]", text) if part.strip()))
    for code in codes:
        if code not in known:
            raise _Fault(f"“{code}” is not one of {', '.join(known)}", f"“{code}”不在可用代码中：{'、'.join(known)}")
    return codes
