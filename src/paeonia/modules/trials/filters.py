"""Search and filters of the trials list; they live in the address, so that a view can be sent to a colleague."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.catalogue import TrialCard, cards, search, words_of
from paeonia.modules.trials.registry_words import SETTINGS, phase_words
from paeonia.ui.shapes import Filter, Option, Pages

NAMES = ("q", "setting", "subtype", "phase", "class", "status")
PAGE = 40
STATUS = {
    "recruiting": {"en": "recruiting or soon", "zh": "招募中或即将招募"},
    "structured": {"en": "criteria structured", "zh": "标准已结构化"},
    "china": {"en": "sites in China", "zh": "中国有中心"},
}
MOST_CLASSES = 24


def chosen(query: Mapping[str, Any]) -> dict[str, str]:
    """The filters in an address; unknown names are not looked at."""
    return {name: str(query.get(name, "")).strip() for name in NAMES}


def filtered(wanted: Mapping[str, str]) -> list[TrialCard]:
    """The cards that pass every filter, in the catalogue's order."""
    found = search(wanted["q"], cards().values()) if wanted["q"] else list(cards().values())
    return [card for card in found if _passes(card, wanted)]


def _passes(card: TrialCard, wanted: Mapping[str, str]) -> bool:
    flags = {"": True, "recruiting": card.recruiting, "structured": card.structured,
             "china": card.china}
    return (
        (not wanted["setting"] or wanted["setting"] in card.settings)
        and (not wanted["subtype"] or wanted["subtype"] in card.subtypes)
        and (not wanted["phase"] or wanted["phase"] in card.phases)
        and (not wanted["class"] or wanted["class"] in card.classes)
        and flags.get(wanted["status"], True))


def filters(wanted: Mapping[str, str]) -> tuple[Filter, ...]:
    """The filter form with the number of trials behind each choice."""
    everything = list(cards().values())
    names = {code: subtype_words(code) for code in _subtypes()}
    classes = Counter(code for card in everything for code in card.classes)
    phases = Counter(phase for card in everything for phase in card.phases)
    return (
        Filter("q", {"en": "Search", "zh": "搜索"}, "search", (), _one(wanted["q"]),
               {"en": "name, number or drug", "zh": "名称、登记号或药物"}),
        Filter("setting", {"en": "Setting", "zh": "治疗阶段"}, "choice",
               _options(SETTINGS, Counter(s for card in everything for s in card.settings)), _one(wanted["setting"])),
        Filter("subtype", {"en": "Subtype", "zh": "分型"}, "choice",
               _options(names, Counter(s for card in everything for s in card.subtypes)), _one(wanted["subtype"])),
        Filter("phase", {"en": "Phase", "zh": "试验分期"}, "choice",
               tuple(Option(phase, phase_words(phase), phases[phase]) for phase in sorted(phases)), _one(wanted["phase"])),
        Filter("class", {"en": "Drug class", "zh": "药物类别"}, "choice",
               _options({code: words_of(code) for code, _ in classes.most_common(MOST_CLASSES)}, classes),
               _one(wanted["class"])),
        Filter("status", {"en": "Only", "zh": "仅显示"}, "choice",
               tuple(Option(key, words) for key, words in STATUS.items()), _one(wanted["status"])))


def _options(names: Mapping[str, Mapping[str, str]], counts: Counter[str]) -> tuple[Option, ...]:
    return tuple(Option(code, words, counts[code]) for code, words in names.items() if counts[code])


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def pages(total: int, query: Mapping[str, Any]) -> Pages:
    """Which page of a list is asked for; a number out of range is the nearest page."""
    last = max(1, -(-total // PAGE))
    try:
        number = min(max(1, int(query.get("page", 1))), last)
    except ValueError:
        number = 1
    kept = {name: query[name] for name in NAMES if query.get(name)}
    return Pages(number, last, total, (number - 1) * PAGE + 1, min(number * PAGE, total), kept)


def _subtypes() -> Mapping[str, Any]:
    value = dictionary()["subtype"].value
    return value.codes.codes if value and value.codes else {}


def subtype_words(code: str) -> Mapping[str, str]:
    """A receptor subtype in words."""
    known = _subtypes()
    return known[code].words if code in known else {"en": code, "zh": code}
