"""Containers from a file: freezers, racks and boxes, the parents first; what is there already is left as it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.translation import override

from paeonia.people.viewer import Viewer

from ..incoming import Column, Sort, choice
from ..models import Protocol
from ..refusing import refuse
from ..vocabulary import vocabulary
from .choices import Holds, Kind, Names, Order
from .containers import actions
from .models import Container
from .queries import container_called


def _among(choices: Any) -> dict[str, str]:
    """Codes and words of a list in both languages."""
    said = {}
    for tag in ("en", "zh-hans"):
        with override(tag):
            said[tag] = {one.value: str(one.label) for one in choices}
    return choice(*((code, said["en"][code], said["zh-hans"][code]) for code in said["en"]))


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
    lists = {"kinds": _kinds(said.get("kinds", "")), "protocols": _protocols(said.get("protocols", ""), hospital_id)}
    told = {name: value for name, value in said.items() if name in actions.FIELDS}
    actions.set_up({"holds": usual, **told, **lists}, parent, hospital_id, viewer, place=said.get("place", ""))
    return True


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("；", ";").replace("，", ";").replace(",", ";").split(";") if part.strip()]


def _kinds(text: str) -> list[str]:
    codes, found = vocabulary().types.codes, []
    for part in _parts(text):
        code = codes.find(part)
        if not code:
            raise refuse("store-file-kind", kind=part[:60])
        found.append(code)
    return found


def _protocols(text: str, hospital_id: int) -> list[int]:
    held = dict(Protocol.objects.filter(hospital_id=hospital_id, code__in=_parts(text)).values_list("code", "pk"))
    for part in _parts(text):
        if part not in held:
            raise refuse("store-file-protocol", code=part[:60])
    return list(held.values())


SORT = Sort("boxes", {"en": "containers", "zh": "存储容器"}, (
    Column("name", "Name of the container", "容器名称", ("Name", "名称"), "F1-R2-B3", needed=True),
    Column("kind", "Kind of container", "容器类别", ("Kind",), "box", type="choice", needed=True,
           among=partial(_among, Kind)),
    Column("parent", "Lies in", "所在容器", ("Parent", "Parent container", "上级容器"), "F1-R2"),
    Column("place", "Place there", "所在位置", ("Position", "位置"), "A3"),
    Column("barcode", "Barcode", "条码", (), "BOX0042"),
    Column("holds", "Made for", "用于存放", ("Holds",), "specimens", type="choice", among=partial(_among, Holds)),
    Column("rows", "Number of rows", "行数", ("Rows",), "9", type="whole"),
    Column("columns", "Number of columns", "列数", ("Columns",), "9", type="whole"),
    Column("row_names", "Rows are named", "行编号方式", (), "upper", type="choice", among=partial(_among, Names)),
    Column("column_names", "Columns are named", "列编号方式", (), "numbers", type="choice", among=partial(_among, Names)),
    Column("order", "Filled", "填充顺序", ("Order",), "across_down_right", type="choice", among=partial(_among, Order)),
    Column("room_for", "Room for", "可存放数量", (), "", type="whole"),
    Column("temperature", "Set point (°C)", "设定温度（°C）", ("Temperature",), "-80", type="number"),
    Column("coldest", "Lower limit (°C)", "温度下限（°C）", (), "-90", type="number"),
    Column("warmest", "Upper limit (°C)", "温度上限（°C）", (), "-60", type="number"),
    Column("tolerated", "Minutes outside that are tolerated", "允许超温分钟数", (), "10", type="whole"),
    Column("sensor", "Sensor", "传感器", (), "bank/f1"),
    Column("kinds", "Only these types", "仅限样本类型", (), "plasma; serum"),
    Column("protocols", "Only these protocols", "仅限采集方案", (), "PEONY"),
), keep)
