"""Containers from a file: freezers, racks and boxes, the parents first; what is there already is left as it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from paeonia.people.viewer import Viewer

from ..incoming import Column, Sort, listed, parts
from ..models import Protocol
from ..refusing import refuse
from ..vocabulary import vocabulary
from .choices import Holds, Kind, Names, Order
from .containers import actions
from .models import Container
from .queries import container_called


def keep(said: Mapping[str, Any], hospital_id: int, viewer: Viewer) -> bool:
    """Set up one container, unless one of that barcode, or of that name in that place, is there."""
    parent = container_called([hospital_id], said["parent"]) if said.get("parent") else None
    there = Container.objects.without_tree_fields().filter(hospital_id=hospital_id)
    if there.filter(barcode=said["barcode"]).exists() if said.get("barcode") else there.filter(
            parent=parent, name=said["name"]).exists():
        return False
    for name in ("rows", "columns", "room_for", "tolerated"):
        if not 0 <= said.get(name, 0) <= (500 if name in ("rows", "columns") else 100_000):
            raise refuse("store-file-number", name=said["name"], value=said[name])
    if ("rows" in said) != ("columns" in said) or ("rows" in said and "room_for" in said):
        raise refuse("store-file-sides", name=said["name"])
    if said.get("coldest", -300) >= said.get("warmest", 300):
        raise refuse("store-file-limits", name=said["name"])
    usual = Holds.SPECIMENS if said["kind"] == Kind.BOX else Holds.CONTAINERS
    lists = {"kinds": kinds_of(said.get("kinds", "")), "protocols": protocols_of(said.get("protocols", ""), hospital_id)}
    told = {name: value for name, value in said.items() if name in actions.FIELDS}
    actions.set_up({"holds": usual, **told, **lists}, parent, hospital_id, viewer, place=said.get("place", ""))
    return True


def kinds_of(text: str) -> list[str]:
    """Sample types named in a cell."""
    codes, found = vocabulary().types.codes, []
    for part in parts(text):
        code = codes.find(part)
        if not code:
            raise refuse("store-file-kind", kind=part[:60])
        found.append(code)
    return found


def protocols_of(text: str, hospital_id: int) -> list[int]:
    """Protocols named in a cell, by their numbers."""
    held = dict(Protocol.objects.filter(hospital_id=hospital_id, code__in=parts(text)).values_list("code", "pk"))
    for part in parts(text):
        if part not in held:
            raise refuse("store-file-protocol", code=part[:60])
    return list(held.values())


SORT = Sort("boxes", {"en": "containers", "zh": "存储容器"}, (
    Column("name", "Name of the container", "容器名称", ("Name", "名称"), "F1-R2-B3", needed=True, most=80),
    Column("kind", "Kind of container", "容器类别", ("Kind",), "box", type="choice", needed=True,
           among=partial(listed, Kind)),
    Column("parent", "Lies in", "所在容器", ("Parent", "Parent container", "上级容器"), "F1-R2"),
    Column("place", "Place there", "所在位置", ("Position", "位置"), "A3"),
    Column("barcode", "Barcode", "条码", (), "BOX0042", most=80),
    Column("holds", "Made for", "用于存放", ("Holds",), "specimens", type="choice", among=partial(listed, Holds)),
    Column("rows", "Number of rows", "行数", ("Rows",), "9", type="whole"),
    Column("columns", "Number of columns", "列数", ("Columns",), "9", type="whole"),
    Column("row_names", "Rows are named", "行编号方式", (), "upper", type="choice", among=partial(listed, Names)),
    Column("column_names", "Columns are named", "列编号方式", (), "numbers", type="choice", among=partial(listed, Names)),
    Column("order", "Filled", "填充顺序", ("Order",), "across_down_right", type="choice", among=partial(listed, Order)),
    Column("room_for", "Room for", "可存放数量", (), "", type="whole"),
    Column("temperature", "Set point (°C)", "设定温度（°C）", ("Temperature",), "-80", type="number", between=(-273, 300)),
    Column("coldest", "Lower limit (°C)", "温度下限（°C）", (), "-90", type="number", between=(-273, 300)),
    Column("warmest", "Upper limit (°C)", "温度上限（°C）", (), "-60", type="number", between=(-273, 300)),
    Column("tolerated", "Minutes outside that are tolerated", "允许超温分钟数", (), "10", type="whole", between=(0, 10_000)),
    Column("sensor", "Sensor", "传感器", (), "bank/f1", most=120),
    Column("kinds", "Only these types", "仅限样本类型", (), "plasma; serum"),
    Column("protocols", "Only these protocols", "仅限采集方案", (), "PEONY"),
), keep, {
    "en": "Only added to: a container that is there stays as it is. To change some, choose “change "
          "containers that are there”.",
    "zh": "仅新增：已有的容器保持不变。如需修改，请选择“更新已有容器”。"})
