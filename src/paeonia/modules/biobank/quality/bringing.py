"""Quality results from a file, as a laboratory hands them out for a whole plate; one that is entered is left alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paeonia.people.viewer import Viewer

from ..choices import Deed
from ..families import struck
from ..incoming import Column, Sort, choice, within
from ..models import CustodyEvent
from ..queries import called
from ..refusing import refuse, told
from .actions import result, value_of
from .kinds import Kind, kinds
from .results import said as in_words


def keep(said: Mapping[str, Any], hospital_id: int, viewer: Viewer) -> bool:
    """Enter one result, unless the sample has this very one of that moment; another one of that moment is refused."""
    one, kind = called(said["label"], viewer), kinds()[said["kind"]]
    value = value_of(kind, _code(kind, said["value"]))
    since, until = within(said["at"])
    custody = list(CustodyEvent.objects.filter(specimen=one, deed__in=(Deed.QUALITY, Deed.CORRECTED)))
    gone = struck(custody)
    there = [event.fields.get("value") for event in custody if str(event.pk) not in gone
             and event.fields.get("kind") == kind.id and since <= event.at < until]
    if value in there:
        return False
    if there:
        raise refuse("bankqc-other", label=one.label, what=dict(kind.words), at=told(said["at"]),
                     there=in_words(kind, there[0]))
    result(one, kind.id, str(value), said["at"], viewer, device=said.get("device", ""), lot=said.get("lot", ""))
    return True


def _code(kind: Kind, text: str) -> str:
    """A value that is one of a list may be written as its code or in words."""
    return choice(*((code, words["en"], words["zh"]) for code, words in kind.values.items())).get(text.casefold(), text)


def _measured() -> dict[str, str]:
    return choice(*((one.id, one.words["en"], one.words["zh"]) for one in kinds().values()))


SORT = Sort("results", {"en": "quality results", "zh": "质检结果"}, (
    Column("label", "Label", "样本编号", ("Barcode", "Specimen Label", "条码"), "PEONY-0042.RNA1", needed=True),
    Column("kind", "What was measured", "检测项目", ("Test", "Measurement", "项目"), "rin", type="choice", needed=True,
           among=_measured),
    Column("value", "Value", "结果", ("Result",), "8.1", needed=True, most=40),
    Column("at", "Time it happened", "发生时间", ("At", "Measured at", "检测时间"), "2026-03-02 08:40", type="moment",
           needed=True),
    Column("device", "Device", "设备", (), "核酸分析仪 1", most=80),
    Column("lot", "Lot", "批号", most=60),
), keep, {
    "en": "Only added to: a result that is entered stays. Units are those of the list of quality results; a number that "
          "cannot be is refused.",
    "zh": "仅新增：已录入的结果保持不变。单位以质检项目表为准；不可能的数值不予录入。"})
