"""Which register column is which variable: proposed by words and contents, decided by a person."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingType
from dataclasses import asdict, dataclass, replace
from typing import Any

from paeonia.chart.intake.texts import plain
from paeonia.record.dictionary import Dictionary, Field

IGNORE = ""
# Columns about the person and the row that are no dictionary variables; the words registers use for them.
ROLES: dict[str, tuple[str, ...]] = {
    "mrn": ("病历号", "病案号", "住院号", "门诊号", "登记号", "患者编号", "患者id", "病人id", "编号", "mrn", "patientid",
            "patient", "patientno", "patientnumber", "recordnumber", "medicalrecordnumber", "subjectid", "id"),
    "name": ("姓名", "患者姓名", "病人姓名", "name", "patientname", "fullname"),
    "family_name": ("姓", "familyname", "lastname", "surname"),
    "given_name": ("名", "givenname", "firstname"),
    "phone": ("电话", "手机", "手机号", "联系电话", "联系方式", "phone", "telephone", "mobile"),
    "id_card": ("身份证", "身份证号", "身份证号码", "idcard", "nationalid"),
    "date": ("日期", "就诊日期", "检查日期", "登记日期", "随访日期", "采集日期", "报告日期", "date", "visitdate",
             "recorddate", "assessmentdate", "testdate"),
}
_UNIT = re.compile(r"[(（\[]\s*([^()（）\[\]]{1,20})\s*[)）\]]\s*$")
_AGE = ("年龄", "age", "ageyears")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `target` is a role, a variable, `event.field`, `event=code`, or empty for not read."""

    index: int
    heading: str
    target: str = IGNORE
    unit: str = ""
    dated_by: int | None = None     # column with the day of this value; else the row's date column
    confidence: float = 0.0
    note: str = ""                  # a code of `NOTES`: why it is proposed so
    number: str = ""                # 1, 2 ... where an event has several sets of columns
    guess: str = ""                 # a target that was only guessed and is not read


@dataclass(frozen=True)
class Mapping:
    """What every column of a register means."""

    columns: tuple[Column, ...]

    def role(self, name: str) -> Column | None:
        """The first column with a role such as `mrn`."""
        return next((column for column in self.columns if column.target == name), None)

    def changed(self, index: int, **what: Any) -> Mapping:
        """The mapping with one column decided differently."""
        return Mapping(tuple(replace(c, **what) if c.index == index else c for c in self.columns))

    def sure(self) -> Mapping:
        """The mapping without what was only guessed: for readers whom nobody can ask."""
        return Mapping(tuple(replace(c, target=IGNORE, guess=c.target) if c.note == "guess" else c for c in self.columns))

    def unread(self) -> tuple[Column, ...]:
        """Columns that nothing is read from; those that give others their day are read."""
        days = {column.dated_by for column in self.columns}
        return tuple(c for c in self.columns if not c.target and c.index not in days and c.note != "age")

    def as_json(self) -> list[dict[str, Any]]:
        """For keeping beside the import."""
        return [asdict(column) for column in self.columns]

    @staticmethod
    def from_json(kept: list[MappingType[str, Any]]) -> Mapping:
        """The mapping that `as_json` gave."""
        return Mapping(tuple(Column(**item) for item in kept))


NOTES = {
    "age": ("Age is reckoned from the date of birth; map that column instead.", "年龄由出生日期推算，请映射出生日期列。"),
    "twice": ("Another column says this already; choose one.", "已有其他列对应该变量，请二选一。"),
    "unlike": ("Few of its cells can be read as this; check.", "该列多数内容无法按此读取，请核对。"),
    "guess": ("Its heading is only similar; check.", "仅标题相近，请核对。"),
    "no-unit": ("No unit in the heading; taken as {unit}. Check.", "标题未注明单位，按 {unit} 处理，请核对。"),
}


def bare(heading: str) -> str:
    """A heading without spaces, signs and case: `ER Status（IHC）` and `er_status (ihc)` are the same."""
    return re.sub(r"[\s_\-—:：/\\.,，、()（）\[\]【】*#]+", "", plain(heading)).casefold()


def split_unit(heading: str) -> tuple[str, str]:
    """`ALT(U/L)` -> ALT, U/L; a bracket that holds no unit stays part of the name."""
    found = _UNIT.search(heading.strip())
    if not found:
        return heading.strip(), ""
    return heading[:found.start()].strip(), plain(found[1])


def field_of(dictionary: Dictionary, target: str) -> Field | None:
    """The dictionary field a column is read into; None for roles and columns not read."""
    if "=" in target:
        return None
    name, _, part = target.partition(".")
    variable = dictionary.variables.get(name)
    if variable is None:
        return None
    if part in ("start", "stop"):
        return Field(part, "date", {"en": part, "zh": {"start": "开始日期", "stop": "结束日期"}[part]})
    return variable.field(part or (variable.primary or "value" if variable.kind == "event" else "value"))
