"""Search and filters of the trials list; they live in the address, so that a view can be sent to a colleague."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from paeonia.modules.trials.catalogue import TrialCard, subtype_words, subtypes, words_of
from paeonia.modules.trials.places import KILOMETRES, named
from paeonia.modules.trials.registry_words import (
    BIOMARKERS,
    LINES,
    SETTINGS,
    SPONSORS,
    STATUSES,
    country_words,
    phase_words,
    status_words,
)
from paeonia.modules.trials.searching import Catalogue, catalogue
from paeonia.ui.shapes import Filter, Option, Pages

NAMES = ("q", "setting", "subtype", "biomarker", "line", "drug", "class", "phase", "sponsor", "status", "country", "city",
         "km")
PAGE = 40
LONGEST = 200       # characters of a filter
STATUS = {
    "recruiting": {"en": "recruiting or soon", "zh": "招募中或即将招募"},
    "structured": {"en": "criteria structured", "zh": "标准已结构化"},
    "china": {"en": "sites in China", "zh": "中国有中心"},
    "reread": {"en": "criteria to be re-read", "zh": "标准需重新核对"},
}
MOST = 40           # choices of a filter: the most frequent ones
_WORDS: Mapping[str, Mapping[str, Any]] = {
    "q": {"en": "Search", "zh": "搜索"}, "setting": {"en": "Setting", "zh": "治疗阶段"},
    "subtype": {"en": "Subtype", "zh": "分型"}, "biomarker": {"en": "Biomarker", "zh": "生物标志物"},
    "line": {"en": "Line", "zh": "治疗线数"}, "drug": {"en": "Drug", "zh": "药物"},
    "class": {"en": "Drug class", "zh": "药物类别"}, "phase": {"en": "Phase", "zh": "试验分期"},
    "sponsor": {"en": "Sponsor", "zh": "申办方类型"}, "status": {"en": "Status", "zh": "状态"},
    "country": {"en": "Country", "zh": "国家或地区"}, "city": {"en": "City", "zh": "城市"},
    "km": {"en": "Within", "zh": "距离"},
}
_HINT = {"en": "name, number or drug", "zh": "名称、登记号或药物"}
# What a list may be sorted by: words, the value of a card, whether the greatest comes first.
SORTS: Mapping[str, tuple[Mapping[str, str], Callable[[TrialCard], Any], bool]] = {
    "": ({"en": "criteria structured first", "zh": "已结构化者优先"}, lambda card: card.order, False),
    "updated": ({"en": "latest update", "zh": "最近更新"}, lambda card: card.updated, True),
    "start": ({"en": "latest start", "zh": "最近启动"}, lambda card: card.start, True),
    "sites": ({"en": "most sites", "zh": "中心最多"}, lambda card: card.sites, True),
    "enrolment": ({"en": "most participants", "zh": "入组人数最多"}, lambda card: card.enrolment, True),
    "number": ({"en": "number", "zh": "登记号"}, lambda card: card.numbers[0] if card.numbers else card.slug, False),
}


def chosen(query: Mapping[str, Any]) -> dict[str, str]:
    """The filters in an address; unknown names are not looked at."""
    return {name: str(query.get(name, "")).replace("\x00", "").strip()[:LONGEST] for name in NAMES}


def order(query: Mapping[str, Any]) -> str:
    """The order asked for in an address; an unknown one is the usual one."""
    asked = str(query.get("sort", ""))
    return asked if asked in SORTS else ""


def filtered(wanted: Mapping[str, str], sort: str = "") -> list[TrialCard]:
    """The cards that pass every filter, in the catalogue's order or in another."""
    now = catalogue()
    found = now.cards(now.matching(wanted))
    if sort:
        _, value, greatest_first = SORTS[sort]
        found.sort(key=value, reverse=greatest_first)
    return found


def filters(wanted: Mapping[str, str]) -> tuple[Filter, ...]:
    """The filter form; behind each choice the number of trials it would leave, given the other filters."""
    now = catalogue()
    shown = [_filter(name, now, wanted) for name in NAMES]
    # A choice of nothing (cities before any site is known) only takes up room.
    return tuple(one for one in shown if one.kind == "search" or one.options or one.chosen)


def _filter(name: str, now: Catalogue, wanted: Mapping[str, str]) -> Filter:
    value = wanted.get(name, "")
    chosen_one = (value,) if value else ()
    if name == "q":
        return Filter(name, _WORDS[name], "search", (), chosen_one, _HINT)
    if name == "km":
        return Filter(name, _WORDS[name], "choice", _distances(now, wanted), chosen_one)
    if name == "city":
        return Filter(name, _WORDS[name], "choice", _cities(now, wanted), chosen_one)
    counts = now.counts(name, now.matching(wanted, name))
    return Filter(name, _WORDS[name], "choice", _choices(name, counts, value), chosen_one)


def _cities(now: Catalogue, wanted: Mapping[str, str]) -> tuple[Option, ...]:
    """The most frequent cities and the chosen one, each with what it would leave: its own sites under all its names.

    Within a distance only the chosen one is counted: for every other the neighbours would have to be looked for.
    """
    value, far, left = wanted.get("city", ""), wanted.get("km", ""), now.matching(wanted, "city")
    frequent = [named(place) for place, _ in now.counts("place", left).most_common(MOST + 1) if place[1]]
    return tuple(Option(city, city, now.count_near(city, far, left) if city == value or not far else None)
                 for city in sorted({*frequent, *([value] if value else ())}))


def _distances(now: Catalogue, wanted: Mapping[str, str]) -> tuple[Option, ...]:
    """A distance says nothing until there is a city to measure from."""
    city, left = wanted.get("city", ""), now.matching({**wanted, "km": ""}, "city")
    return tuple(Option(str(km), {"en": f"{km} km", "zh": f"{km} 公里内"}, now.count_near(city, str(km), left))
                 for km in (KILOMETRES if city else ()))


def _choices(name: str, counts: Counter[Any], value: str) -> tuple[Option, ...]:
    if name == "status":
        codes = [code for code in STATUSES if counts[code]]
        return tuple(Option(code, STATUS.get(code) or status_words(code), counts[code]) for code in (*STATUS, *codes))
    fixed = {"setting": SETTINGS, "biomarker": BIOMARKERS, "line": LINES, "sponsor": SPONSORS,
             "subtype": {code: subtype_words(code) for code in subtypes()} if name == "subtype" else {}}
    if name in fixed:
        return _options(fixed[name], counts, value)
    said = {"phase": phase_words, "country": country_words}.get(name, words_of)
    codes = sorted(counts) if name == "phase" else [code for code, _ in counts.most_common(MOST) if code]
    return _options({code: said(code) for code in (*codes, *([value] if value else ()))}, counts, value)


def _options(names: Mapping[str, Any], counts: Counter[Any], value: str) -> tuple[Option, ...]:
    return tuple(Option(code, words, counts[code]) for code, words in names.items() if counts[code] or code == value)


def sorts(now: str) -> Iterable[tuple[str, Mapping[str, str], bool]]:
    """(name, words, whether it is the order shown) of every order there is."""
    return [(name, words, name == now) for name, (words, _, _) in SORTS.items()]


def pages(total: int, query: Mapping[str, Any]) -> Pages:
    """Which page of a list is asked for; a number out of range is the nearest page."""
    last = max(1, -(-total // PAGE))
    try:
        number = min(max(1, int(str(query.get("page", 1))[:9])), last)
    except ValueError:
        number = 1
    kept = {name: query[name] for name in (*NAMES, "sort") if query.get(name)}
    return Pages(number, last, total, (number - 1) * PAGE + 1, min(number * PAGE, total), kept)
