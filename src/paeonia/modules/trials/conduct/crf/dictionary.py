"""A REDCap data dictionary read into items; all of it or, with each line that is wrong, none of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from paeonia.record.problems import Problem, Refused

from ..choices import FieldType
from ..exports.redcap import DICTIONARY
from ..refusing import refuse
from .reading import table
from .values import Fault

(NAME, FORM, SECTION, TYPE, LABEL, CHOICES, NOTE, CHECK, LEAST, MOST, IDENTIFIER, BRANCHING, REQUIRED) = DICTIONARY[:13]
PLAIN = {"notes": FieldType.NOTES, "yesno": FieldType.YESNO, "truefalse": FieldType.YESNO, "radio": FieldType.CHOICE,
         "dropdown": FieldType.CHOICE, "checkbox": FieldType.CHECKBOX, "slider": FieldType.INTEGER,
         "calc": FieldType.TEXT, "sql": FieldType.TEXT}
LISTS = (FieldType.CHOICE, FieldType.CHECKBOX)
SILENT = ("descriptive", "file", "signature")                # they hold no value a file of data could bring
NAMING = ("email", "phone", "phone_australia", "ssn", "mrn_10d", "mrn_generic", "zipcode", "vmrn")


@dataclass(frozen=True)
class Item:
    """One line of the dictionary."""

    name: str
    form: str
    type: FieldType
    label: str
    section: str
    choices: tuple[tuple[str, str], ...]
    least: str
    most: str
    required: bool
    note: str
    branching: str


@dataclass(frozen=True)
class Read:
    """What a dictionary holds: its items, and what was left out: names of identifying items, and of silent ones."""

    items: tuple[Item, ...]
    identifying: tuple[str, ...]
    silent: tuple[str, ...]


def read_dictionary(data: bytes, name: str, ours: frozenset[str]) -> Read:
    """Every item; raises Refused with line and column of each fault. `ours`: items of the house's own forms, left out."""
    columns, lines = table(data, name)
    for needed in (NAME, FORM, TYPE, LABEL):
        if needed not in columns:
            raise refuse("crf-dictionary", line=1, column=needed, fault={"en": "the column is missing", "zh": "缺少该列"})
    items: dict[str, Item] = {}
    identifying, silent, wrong = [], [], []
    for place, (number, cells) in enumerate(lines):
        told = {key: cells.get(key, "").strip() for key in DICTIONARY}
        if told[NAME] in ours or (place == 0 and told[NAME] in ("record_id", "study_id", "subject_id")):
            continue
        if told[IDENTIFIER].lower() == "y" or told[CHECK] in NAMING:
            identifying.append(told[NAME])
            continue
        if told[TYPE] in SILENT:
            silent.append(told[NAME])
            continue
        column, fault = _fault(told, items)
        if fault is not None:
            wrong.append(Problem("crf-dictionary", "", {"line": number, "column": column, "fault": fault.args[0],
                                                        "fault_zh": fault.args[1], "fault_en": fault.args[0]}))
            continue
        kind = _type(told[TYPE], told[CHECK])
        items[told[NAME]] = Item(
            told[NAME], told[FORM], kind, re.sub(r"<[^>]*>", "", told[LABEL]) or told[NAME], told[SECTION][:200],
            _choices(told[CHOICES]) if kind in LISTS else (), told[LEAST][:20], told[MOST][:20],
            told[REQUIRED].lower() == "y", told[NOTE], told[BRANCHING])
    if wrong:
        raise Refused(wrong)
    return Read(tuple(items.values()), tuple(identifying), tuple(silent))


def _fault(told: dict[str, str], items: dict[str, Item]) -> tuple[str, Fault | None]:
    """The first column of a line that is wrong, and why."""
    column = NAME
    try:
        if told[NAME] in items:
            raise Fault(f"“{told[NAME]}” stands here twice", f"“{told[NAME]}”重复出现")
        for column in (NAME, FORM):
            if not re.fullmatch(r"[a-z][a-z0-9_]{0,59}", told[column]):
                raise Fault(f"“{told[column][:60]}” is not a name in small letters, digits and underscores",
                            f"“{told[column][:60]}”不是由小写字母、数字和下划线组成的名称")
        column = TYPE
        kind = _type(told[TYPE], told[CHECK])
        column = CHOICES
        if kind in LISTS:
            _choices(told[CHOICES])
        for column in (LEAST, MOST):
            _limit(kind, told[column])
    except Fault as fault:
        return column, fault
    return "", None


def _type(kind: str, check: str) -> FieldType:
    if kind in PLAIN:
        return PLAIN[kind]
    if kind != "text":
        raise Fault(f"“{kind}” is not a field type", f"“{kind}”不是已知的字段类型")
    if check == "integer":
        return FieldType.INTEGER
    if check.startswith("number"):
        return FieldType.NUMBER
    if check.startswith("datetime"):
        return FieldType.DATETIME
    return FieldType.DATE if check.startswith("date") else FieldType.TEXT


def _choices(text: str) -> tuple[tuple[str, str], ...]:
    found = []
    for part in text.split("|"):
        code, comma, label = part.partition(",")
        if not comma or not code.strip():
            raise Fault(f"“{part.strip()[:40]}” is not “code, label”", f"“{part.strip()[:40]}”不是“编码, 标签”格式")
        found.append((code.strip(), label.strip()))
    return tuple(found)


def _limit(kind: FieldType, text: str) -> None:
    if text and kind in (FieldType.INTEGER, FieldType.NUMBER):
        try:
            Decimal(text)
        except InvalidOperation:
            raise Fault(f"“{text}” is not a number", f"“{text}”不是数字") from None
