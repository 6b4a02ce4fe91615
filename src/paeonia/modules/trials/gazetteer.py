"""Where Chinese cities are, under their Chinese names and in pinyin: registries in China give no coordinates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pypinyin import lazy_pinyin

_FILE = Path(__file__).parent / "static" / "trials" / "vendor" / "maps" / "cities.json"
# Written otherwise than its pinyin, or the pinyin of its most frequent reading is not the city's.
_LATIN = {"香港": "Hong Kong", "澳门": "Macau", "西安": "Xi'an", "哈尔滨": "Harbin", "拉萨": "Lhasa",
          "呼和浩特": "Hohhot", "乌鲁木齐": "Urumqi"}
_ENDINGS = ("特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "自治州", "地区", "市", "省", "盟")
# Of these only a point in the middle is known: too coarse to measure from.
_PROVINCES = frozenset((
    "河北", "山西", "内蒙古", "辽宁", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南",
    "广东", "广西", "海南", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "台湾"))
HERE = ("China", "中国", "Hong Kong", "Macau", "Macao", "Taiwan", "香港", "澳门", "台湾")


@lru_cache(maxsize=1)
def cities() -> Mapping[str, tuple[float, float]]:
    """Latitude and longitude by Chinese name without 市."""
    return {name: (where[0], where[1]) for name, where in json.loads(_FILE.read_text("utf-8")).items()
            if name not in _PROVINCES}


def latin(name: str) -> str:
    """A Chinese city in Latin letters, as registries in English write it."""
    return _LATIN.get(name) or "".join(lazy_pinyin(name)).capitalize()


@lru_cache(maxsize=1)
def _by_latin() -> Mapping[str, str]:
    """Without those that two cities share: Suzhou is 苏州 and 宿州."""
    found: dict[str, list[str]] = {}
    for name in cities():
        found.setdefault(_bare(latin(name)), []).append(name)
    return {written: names[0] for written, names in found.items() if len(names) == 1}


@lru_cache(maxsize=4_096)
def chinese_city(country: str, city: str) -> str:
    """The Chinese name of a city in China however it is written; empty when it is not known or not in China."""
    if country not in HERE:
        return ""
    name = city.strip()
    for ending in _ENDINGS:
        if len(name) > len(ending) + 1 and name.endswith(ending):
            name = name.removesuffix(ending)
            break
    if name in cities():
        return name
    return _by_latin().get(_bare(name.removesuffix(" City").removesuffix(" Shi")), "") if name.isascii() else ""


def city_in(text: str) -> str:
    """The city that a hospital's Chinese name begins with or holds, empty when none; the first one counts."""
    found = [(at, -len(name), name) for name in cities() if (at := text.find(name)) >= 0]
    return min(found)[2] if found else ""


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
