"""Collection protocols from a file, a row a requirement: what is new or differs goes into a draft, never further."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from paeonia.people.viewer import Viewer

from ..choices import Stage
from ..incoming import Column, Sort
from ..models import Edition, Protocol, Requirement, TimePoint
from ..refusing import refuse
from ..vocabulary import vocabulary
from .actions import change_point, change_requirement, next_edition, open_protocol, requirement, time_point

POINT = {"point_zh": "name_zh", "point_en": "name_en", "day": "day"}
TITLED = ("title_zh", "title_en", "opened_on")
WANTED = ("container", "quantity", "unit", "pieces", "process_within")


def keep(said: Mapping[str, Any], hospital_id: int, viewer: Viewer) -> bool:
    """Plan one requirement in the draft of its protocol, unless the newest edition has it just so."""
    row = _coded(said)
    protocol = _protocol(row, hospital_id, viewer)
    newest = Edition.objects.filter(protocol=protocol).order_by("-number").first()
    if newest is not None and _stands(newest, row):
        return False
    draft = newest if newest is not None and newest.stage == Stage.DRAFT else next_edition(protocol, viewer)
    _requirement(_point(draft, row, viewer), row, viewer)
    return True


def _coded(said: Mapping[str, Any]) -> dict[str, Any]:
    """The row with the codes of the bank's lists for their words, and quantities to four places."""
    row, words = dict(said), vocabulary()
    kind = words.types.codes.find(row["kind"])
    if not kind:
        raise refuse("bank-unknown-kind", kind=row["kind"][:60])
    row["kind"] = kind
    if "container" in row:
        container = words.containers.codes.find(row["container"])
        if not container:
            raise refuse("bank-file-container", container=row["container"][:60])
        row["container"] = container
    if "quantity" in row:
        row["quantity"] = row["quantity"].quantize(Decimal("0.0001"))
    return row


def _protocol(row: Mapping[str, Any], hospital_id: int, viewer: Viewer) -> Protocol:
    """The protocol of a row; a new one is opened with its titles, and one that is there is not renamed."""
    held = Protocol.objects.filter(hospital_id=hospital_id, code=row["protocol"]).first()
    if held is not None:
        for name in TITLED:
            if name in row and row[name] != getattr(held, name):
                raise refuse("bank-file-title", protocol=held.code, said=row[name], there=getattr(held, name))
        return held
    if not ("title_zh" in row and "title_en" in row):
        raise refuse("bank-file-untitled", protocol=row["protocol"])
    return open_protocol({"code": row["protocol"], "title_zh": row["title_zh"], "title_en": row["title_en"],
                          "principal_id": viewer.user_id, "opened_on": row.get("opened_on") or timezone.localdate()},
                         hospital_id, viewer)


def _stands(edition: Edition, row: Mapping[str, Any]) -> bool:
    held = Requirement.objects.filter(time_point__edition=edition, time_point__code=row["point"], code=row["code"])\
        .select_related("time_point", "parent").first()
    return held is not None and _same_thing(held, row) and not _new(held, row, {name: name for name in WANTED}) \
        and not _new(held.time_point, row, POINT)


def _same_thing(held: Requirement, row: Mapping[str, Any]) -> bool:
    above = held.parent.code if held.parent else ""
    return held.kind == row["kind"] and row.get("parent", above) == above


def _new(held: Any, row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """What a row says otherwise; what it leaves empty stays."""
    return {field: row[name] for name, field in names.items() if name in row and row[name] != getattr(held, field)}


def _point(draft: Edition, row: Mapping[str, Any], viewer: Viewer) -> TimePoint:
    held = TimePoint.objects.filter(edition=draft, code=row["point"]).first()
    if held is None:
        if not ("point_zh" in row and "point_en" in row):
            raise refuse("bank-file-unnamed", point=row["point"], protocol=row["protocol"])
        return time_point(draft, {"code": row["point"], **{
            field: row[name] for name, field in POINT.items() if name in row}}, viewer)
    new = _new(held, row, POINT)
    return change_point(held, new, viewer) if new else held


def _requirement(point: TimePoint, row: Mapping[str, Any], viewer: Viewer) -> None:
    there = {one.code: one for one in Requirement.objects.filter(time_point=point).select_related("parent")}
    parent = there.get(row.get("parent", ""))
    if "parent" in row and parent is None:
        raise refuse("bank-file-above", code=row["parent"], point=point.code)
    held = there.get(row["code"])
    if held is None:
        requirement(point, parent, {"code": row["code"], "kind": row["kind"], "lineage": "primary",
                                    **{name: row[name] for name in WANTED if name in row}}, viewer)
        return
    if not _same_thing(held, row):
        raise refuse("bank-file-another", code=held.code, point=point.code)
    change_requirement(held, _new(held, row, {name: name for name in WANTED}), viewer)


_OF_POINT = ("protocol", "point")
_OF_ROW = ("protocol", "point", "code")
SORT = Sort("plans", {"en": "collection protocols, as a draft", "zh": "采集方案（草稿）"}, (
    Column("protocol", "Protocol", "采集方案", ("CP Short Title", "Collection protocol", "方案编号"), "PEONY", needed=True,
           most=20),
    Column("title_zh", "Title in Chinese", "方案中文名称", (), "乳腺癌样本采集", same=("protocol",)),
    Column("title_en", "Title in English", "方案英文名称", (), "Breast cancer samples", same=("protocol",)),
    Column("opened_on", "Collects from", "开始采集日期", (), "2026-01-05", type="day", same=("protocol",)),
    Column("point", "Time point", "采集时间点", ("Event", "Event Label"), "C1D1", needed=True, most=20),
    Column("point_zh", "Time point in Chinese", "时间点中文名称", (), "首次治疗前", most=120, same=_OF_POINT),
    Column("point_en", "Time point in English", "时间点英文名称", (), "Before the first treatment", most=120,
           same=_OF_POINT),
    Column("day", "Day", "第几天", ("Event Point",), "1", type="whole", between=(-1000, 10_000), same=_OF_POINT),
    Column("code", "Code of the requirement", "采集要求编号", ("Requirement", "Code", "要求编号"), "WB", needed=True,
           most=20),
    Column("parent", "Made of", "取自", ("Parent requirement", "来源"), "", most=20, same=_OF_ROW),
    Column("kind", "Type", "样本类型", ("Specimen Type",), "whole_blood", needed=True, same=_OF_ROW),
    Column("container", "Container type", "采集容器", ("Container", "Collection Container", "容器"), "edta_k2",
           same=_OF_ROW),
    Column("quantity", "Quantity", "数量", ("Initial Quantity",), "10", type="number", same=_OF_ROW),
    Column("unit", "Unit", "单位", (), "mL", most=20, same=_OF_ROW),
    Column("pieces", "How many", "份数", (), "1", type="whole", between=(1, 200), same=_OF_ROW),
    Column("process_within", "To be processed within (minutes)", "处理时限（分钟）", ("Deadline",), "120", type="whole",
           between=(1, 100_000), same=_OF_ROW),
), keep, {
    "en": "What is new or differs goes into a draft: the open one, or the next edition as a copy of the latest. What the "
          "file does not name stays in it, and nothing is published. The titles of a protocol that is there are changed "
          "on its page.",
    "zh": "新增或不同的内容写入草稿：沿用已有草稿，或以最新版为底稿新建一版。文件未提及的内容予以保留，且不会自动发布。"
          "已有方案的名称请在方案页面修改。"})
