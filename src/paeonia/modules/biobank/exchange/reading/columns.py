"""The columns a file of samples may have, by every name they go by; the template and the recognition are one list; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...incoming import Column

_PLAIN = re.compile(r"[\W_]+")


COLUMNS = (
    Column("protocol", "Protocol", "采集方案", ("CP Short Title", "Collection protocol"), "PEONY"),
    Column("donor", "Donor", "供者编号", ("PPID", "Donor code", "Participant"), "PEONY-0042"),
    Column("visit", "Visit", "访视", ("Visit Name", "Event Label", "Event", "访视名称"), "BASE"),
    Column("visited", "Visit date", "访视日期", ("Visit Date",), "2026-03-02"),
    Column("diagnosis", "Diagnosis", "诊断", ("Clinical Diagnosis",), "C50.9"),
    Column("pathology", "Pathology number", "病理号", ("Path. Number", "Surgical Pathology Number")),
    Column("label", "Label", "样本编号", ("Specimen Label", "样本编码", "管号"), "PEONY-0042.WB1"),
    Column("barcode", "Barcode", "条码", ("Specimen Barcode",), "A0012345", True),
    Column("kind", "Type", "样本类型", ("Specimen Type",), "whole_blood"),
    Column("lineage", "Lineage", "来源层级", (), "primary"),
    Column("parent", "Parent label", "母样本编号", ("Parent Specimen Label", "Parent")),
    Column("container", "Container type", "容器", ("Collection Container",), "edta_k2", True),
    Column("tissue", "Tissue", "取材病灶", (), "metastasis", True),
    Column("site", "Anatomic site", "取材部位", ("Tissue Site",), "C22.0", True),
    Column("side", "Side", "侧别", ("Laterality", "Tissue Side"), "left", True),
    Column("quantity", "Quantity", "数量", ("Initial Quantity", "Initial Qty"), "10"),
    Column("unit", "Unit", "单位", (), "mL"),
    Column("available", "Quantity left", "剩余数量", ("Available Quantity", "Available Qty")),
    Column("made", "Collected or made", "采集或制备时间", ("Collection Date", "Collected", "Created On"),
           "2026-03-02 08:10"),
    Column("note", "Remark", "备注", ("Comments",), "", True),
)
BY_NAME = {one.name: one for one in COLUMNS}

def bare(heading: str) -> str:
    """A heading without marks, spaces and capitals."""
    return _PLAIN.sub("", heading.casefold())


def recognised(headings: Sequence[str], columns: Sequence[Column] = COLUMNS) -> tuple[dict[int, str], list[str]]:
    """Which column is what, and the headings that are left out; of two for one thing the first that is filled counts."""
    known = {bare(word): one.name for one in columns for word in (one.name, one.en, one.zh, one.en + one.zh, *one.also)}
    found, left = {}, []
    for index, heading in enumerate(headings):
        name = known.get(bare(heading))
        if name:
            found[index] = name
        elif heading.strip():
            left.append(heading.strip()[:60])
    return found, left

