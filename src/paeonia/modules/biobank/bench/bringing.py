"""Steps of processing from a file: what happened to which tube, when, with what; one that is entered is left alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paeonia.people.viewer import Viewer

from ..choices import Deed
from ..incoming import Column, Sort, choice
from ..models import CustodyEvent
from ..queries import called
from ..refusing import refuse
from ..vocabulary import vocabulary
from .actions import happened

STEPS = choice(
    ("supply_cut", "blood supply cut off", "血供阻断"), ("received", "received in the bank", "入库接收"),
    ("fixed", "in fixative", "固定"), ("frozen", "frozen", "冷冻"), ("spun", "spun", "离心"), ("thawed", "thawed", "解冻"))


def keep(said: Mapping[str, Any], hospital_id: int, viewer: Viewer) -> bool:
    """Write one step, unless the tube has it at that very moment."""
    one = called(said["label"], viewer)
    if CustodyEvent.objects.filter(specimen=one, deed=said["step"], at=said["at"]).exists():
        return False
    happened([one], Deed(said["step"]), said["at"], viewer, until=said.get("until"), device=said.get("device", ""),
             lot=said.get("lot", ""), fields=fields_of(said))
    return True


def fields_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a step that have no column of their own; raises Refused for a fixative nobody knows."""
    fields: dict[str, Any] = {name: float(said[name]) for name in ("g", "temperature") if name in said}
    if "fixative" in said:
        code = vocabulary().fixatives.codes.find(said["fixative"])
        if not code:
            raise refuse("bank-file-fixative", fixative=said["fixative"][:60])
        fields["fixative"] = code
    return fields


SORT = Sort("events", {"en": "steps of processing", "zh": "处理步骤"}, (
    Column("label", "Label", "样本编号", ("Barcode", "Specimen Label", "条码"), "PEONY-0042.WB1", needed=True),
    Column("step", "Step", "步骤", ("Event",), "spun", type="choice", needed=True, among=lambda: STEPS),
    Column("at", "Time it happened", "发生时间", ("At", "Start"), "2026-03-02 08:40", type="moment", needed=True),
    Column("until", "Until", "结束时间", ("End",), "2026-03-02 08:50", type="moment"),
    Column("device", "Device", "设备", (), "离心机 2", most=80),
    Column("lot", "Lot", "批号", most=60),
    Column("g", "Spin (g)", "离心力（g）", (), "1900", type="number"),
    Column("temperature", "Temperature (°C)", "温度（°C）", (), "4", type="number"),
    Column("fixative", "Fixative", "固定液"),
), keep, {
    "en": "Only added to: a step that is written down stays. A wrong one is struck by a file of corrections, with the "
          "reason.",
    "zh": "仅新增：已登记的步骤保持不变。登记有误请用更正文件作废并注明原因。"})
