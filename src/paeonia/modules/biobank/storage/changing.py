"""Containers that are there, changed from a file: their name, what may lie in them, places that are not to be used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paeonia.people.viewer import Viewer

from ..incoming import Change, Column, Sort, choice, differing, parts
from ..models import Protocol
from ..refusing import refuse
from ..vocabulary import vocabulary
from . import actions
from .bringing import kinds_of, protocols_of
from .choices import State
from .containers.actions import change
from .locking import spot_name, spots_meant
from .models import Container, Place
from .queries import container_called

YES_NO = choice(("yes", "Y", "是"), ("no", "N", "否"))
ANY = choice(("any", "all", "不限", "全部"))


def keep(said: Mapping[str, Any], hospital_id: int, viewer: Viewer) -> tuple[Change, ...]:
    """Change one container where the row says something else; what the row leaves empty stays."""
    box = container_called([hospital_id], said["container"])
    new = _differing(box, said, hospital_id)
    found = differing({name: _told(name, getattr(box, name)) for name in new},
                      {name: _told(name, value) for name, value in new.items()})
    rests = new.pop("resting", None)
    if rests is False:      # a box that takes nothing new has no place blocked either
        new["resting"] = False
    if new:
        change(box, new, viewer)
    done = _places(box, said, viewer)
    if rests:
        change(box, {"resting": True}, viewer)
    return found + done


def _told(name: str, value: Any) -> Any:
    """What a container says, in the words of the file."""
    if name == "resting":
        return {"en": "yes", "zh": "是"} if value else {"en": "no", "zh": "否"}
    if not isinstance(value, list):
        return value
    if not value:
        return {"en": "any", "zh": "不限"}
    if name == "protocols":
        return ", ".join(Protocol.objects.filter(pk__in=value).order_by("code").values_list("code", flat=True))
    words = vocabulary().types.words
    return {tag: between.join(words(code, tag) for code in sorted(value)) for tag, between in (("en", ", "), ("zh", "、"))}


def _differing(box: Container, said: Mapping[str, Any], hospital_id: int) -> dict[str, Any]:
    found: dict[str, Any] = {name: said[name] for name in ("name",) if name in said}
    if "resting" in said:
        found["resting"] = said["resting"] == "yes"
    if "kinds" in said:
        found["kinds"] = [] if said["kinds"].casefold() in ANY else kinds_of(said["kinds"])
    if "protocols" in said:
        found["protocols"] = [] if said["protocols"].casefold() in ANY else protocols_of(said["protocols"], hospital_id)
    return {name: value for name, value in found.items()
            if (sorted(value) != sorted(getattr(box, name)) if isinstance(value, list) else value != getattr(box, name))}


def _places(box: Container, said: Mapping[str, Any], viewer: Viewer) -> tuple[Change, ...]:
    """Block and release places; one that is blocked, or free, already is left as it is."""
    blocked = set(Place.objects.filter(container=box, state=State.BLOCKED).values_list("row", "column"))
    shut, freed = ({spot: spot_name(box, *spot) for spot in (spots_meant(box, names) if names else ())}
                   for names in (parts(said.get("block", "")), parts(said.get("release", ""))))
    for spot in shut.keys() & freed.keys():
        raise refuse("store-file-both", box=box.name, spot=shut[spot])
    if shut and not said.get("why"):
        raise refuse("store-file-why", box=box.name, spot=next(iter(shut.values())))
    shutting, freeing = sorted(shut.keys() - blocked), sorted(freed.keys() & blocked)
    for spot in shutting:
        actions.block(box, shut[spot], said["why"], viewer)
    for spot in freeing:
        actions.release(box, freed[spot], viewer)
    return differing({"block": "", "release": ""}, {"block": ", ".join(shut[spot] for spot in shutting),
                                                    "release": ", ".join(freed[spot] for spot in freeing)})


SORT = Sort("boxedit", {"en": "change containers that are there", "zh": "更新已有容器"}, (
    Column("container", "Container to change", "待更新容器", (
        "Container", "Name of the container", "Barcode", "容器名称", "条码"), "F1-R2-B3", needed=True, most=80),
    Column("name", "New name", "新名称", (), "F1-R2-B3", most=80, same=("container",)),
    Column("kinds", "Only these types", "仅限样本类型", (), "plasma; serum", same=("container",)),
    Column("protocols", "Only these protocols", "仅限采集方案", (), "any", same=("container",)),
    Column("resting", "Takes nothing new", "暂停接收新样本", (), "no", type="choice", among=lambda: YES_NO,
           same=("container",)),
    Column("block", "Places not to be used", "停用位置", ("Block",), "A1; A2"),
    Column("why", "Why they are not to be used", "停用原因", ("Why",), "冰霜", most=200),
    Column("release", "Places to be used again", "恢复使用位置", ("Release",), "B1"),
), keep, {
    "en": "Changes containers found by barcode or name. What a row leaves empty stays; “any” lifts a restriction. Kind, "
          "size, temperature and where a container stands are changed on its page.",
    "zh": "按条码或名称查找并更新已有容器。留空的列保持不变；填“不限”即取消限制。"
          "类别、规格、温度和所在位置请在容器页面修改。"},
    changes=True)
