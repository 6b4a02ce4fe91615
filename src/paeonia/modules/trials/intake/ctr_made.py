"""What a record of China's drug-trial registry says in one field and we keep in several: ages, names, days."""

from __future__ import annotations

import re
from typing import Any

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMES = re.compile(r"(中文通用名|英文通用名|商品名称)[:：]([^\n]*)")
_NONE = ("", "NA", "N/A", "无", "暂无", "/", "-")
_FORMERLY = re.compile(r"曾用名\s*[:：]")
_FREELY = {"有": "yes", "无": "no"}


def made(found: dict[str, Any], same: dict[str, str]) -> dict[str, Any]:
    """The fields under one spelling each, and beside them what we read out of them; `same` are other spellings."""
    read = {same.get(name, name): value for name, value in found.items()}
    if status := str(read.get("试验状态", "")):
        read["试验状态"] = re.sub(r"\s+", "", status).replace("（", "(").replace("）", ")")
    if size := str(read.get("目标入组人数", "")):
        read["入组总数"] = _most(size)
    ages = re.search(r"(\d+\s*(?:岁|月|天)).*?至\s*(\d+\s*(?:岁|月|天)|无上限)?", str(read.get("年龄", "")))
    if ages:
        read |= {"最小年龄": ages[1], "最大年龄": "" if ages[2] in (None, "无上限") else ages[2]}
    if "健康受试者" in read:
        said = str(read["健康受试者"]).strip()
        read["健康受试者"] = _FREELY.get(said, said)
    if "药物名称" in read:
        now, formerly = _FORMERLY.split(f"{read['药物名称']}\n曾用名:", 1)
        read["药物名称"] = (now + re.sub("[,，]", "\n", _FORMERLY.sub("", formerly))).strip()
    return read | _days(read) | _applicants(read) | _drugs(read)


def _most(size: str) -> str:
    """`国内: 10；国际: 784；`: those of the whole world count those of China, so the larger is the trial's own."""
    parts = [int(part) for part in re.findall(r"\d+", size)]
    return str(max(parts)) if parts and not re.search(r"\d\s*[^\d\s;；人例，,:：国内际外]", size) else size


def _days(read: dict[str, Any]) -> dict[str, str]:
    """The first participant anywhere; the end only when every part of the trial has ended."""
    first, last = (str(read.get(name, "")) for name in ("第一例受试者入组日期", "试验完成日期"))
    begun, ended = _DAY.findall(first), _DAY.findall(last)
    open_still = len(ended) < len(re.findall(r"国内|国际", last))
    found = {"首例入组日": min(begun)} if begun else {}
    return found | ({"全部完成日": max(ended)} if ended and not open_still else {})


def _applicants(read: dict[str, Any]) -> dict[str, Any]:
    names = [line.strip(" /") for line in str(read.get("申请人名称", "")).splitlines() if line.strip(" /")]
    if len(names) < 2:
        return {}
    return {"申请人名称": names[0], "其他申请人": [{"名称": name} for name in names[1:]]}


def _drugs(read: dict[str, Any]) -> dict[str, Any]:
    """What is tried and what it is compared with: both are what a reader looks for."""
    rows = [row for table in ("试验药", "对照药") if isinstance(read.get(table), list) for row in read[table]]
    return {"全部用药": [_named(row) for row in rows if isinstance(row, dict)]}


def _named(row: dict[str, Any]) -> dict[str, Any]:
    said = dict(_NAMES.findall(str(row.get("名称", ""))))
    others = [name.strip() for key in ("英文通用名", "商品名称") if (name := said.get(key, "")).strip() not in _NONE]
    return row | {"名称": said["中文通用名"].strip(), "别名": others} if said.get("中文通用名", "").strip() else row
