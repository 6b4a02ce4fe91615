"""Adverse event terms in Chinese, as far as the dictionary knows them; what it does not know stays in English alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from paeonia.knowledge.dictionary import dictionary

CODELIST = "reactions"
# Headings of CTCAE 5.0 that the dictionary names otherwise.
_HEADINGS = {
    "ejection fraction decreased": "lvef_decline", "electrocardiogram qt corrected interval prolonged": "qt_prolongation",
    "hot flashes": "hot_flushes", "hyperglycemia": "hyperglycaemia", "infusion related reaction": "infusion_reaction",
    "lymphocyte count decreased": "lymphopenia", "mucositis oral": "mucositis",
    "palmar-plantar erythrodysesthesia syndrome": "hand_foot", "white blood cell decreased": "leukopenia",
}
# Other names under which the dictionary counts something narrower than the words it has for it.
_NARROWER = frozenset({"alt increased", "ast increased", "anaphylaxis", "peripheral sensory neuropathy", "keratitis"})


def term_said(term: str, language: str) -> str:
    """The term as it was entered, for a Chinese reader with its Chinese name behind it where there is one."""
    zh = chinese(term) if language == "zh" else ""
    return f"{term}（{zh}）" if zh else term


def chinese(term: str) -> str:
    """The Chinese name of a term in English; empty when the dictionary knows none."""
    return _known(dictionary().version).get(_folded(term), "")


@lru_cache(maxsize=2)
def _known(_version: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    codes = dictionary().codelists[CODELIST].codes
    for id, code in codes.items():
        names = [code.words["en"], id.replace("_", " "), *(also for also in code.also if also.isascii())]
        for name in names:
            if _folded(name) not in _NARROWER:
                found.setdefault(_folded(name), code.words["zh"])
    return found | {heading: codes[id].words["zh"] for heading, id in _HEADINGS.items() if id in codes}


def _folded(term: str) -> str:
    return " ".join(term.casefold().split())
