"""Lines whose words come in any order: other cancers with their exceptions, brain metastases that may be stable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from paeonia.modules.trials.drafting.kinds.amounts import duration
from paeonia.modules.trials.drafting.patterns import Data
from paeonia.modules.trials.drafting.tokens import Token

_LETS = frozenset({"EXCEPT", "ALLOWED", "IF", "NARROW"})
# What would make the line about more than the cancer.
_ELSEWHERE = frozenset({"LAB", "REC", "PREG", "LACT", "NYHAIS", "ECOG", "EXTENT", "MEAS", "CONTRA", "LIFE", "GENE",
    "VACCINE",
    "AGE", "AGED", "ALLERGY", "TRIAL", "IVABX", "JUDGE", "ASKED"})
_STABLE = frozenset({"treated", "stable", "asymptomatic", "controlled", "resected", "inactive", "previously treated",
    "stability", "adequately treated", "irradiated", "稳定", "无症状", "治疗", "经治疗", "treatment", "surgery"})
_QUIET = frozenset({"stable", "asymptomatic", "controlled", "inactive", "stability", "progressed", "稳定", "无症状"})
# Cancers that some lines let in beside those of little risk, by a word of their names.
_SPARED = {
    "uterine": "endometrial_cancer",
    "endometrial": "endometrial_cancer",
    "thyroid": "thyroid_cancer",
    "colon": "colorectal_cancer",
    "colorectal": "colorectal_cancer",
    "ovarian": "ovarian_cancer",
    "melanoma": "melanoma",
    "lung": "lung_cancer",
}
_SERIOUS = ("haematological_malignancy", "lung_cancer", "colorectal_cancer", "thyroid_cancer", "ovarian_cancer",
            "endometrial_cancer", "melanoma")
LONGEST = 90


def whole(tokens: Sequence[Token], side: str) -> tuple[str, Data] | None:
    """The kind and the sentence of such a line; what it asks beyond that remains a question."""
    if len(tokens) > LONGEST:
        return None
    for kind, read in (("second_cancer", _other_cancer), ("brain", _brain)):
        if data := read(tokens, side):
            return kind, {"none": [data]}
    return None


def _forbidden(tokens: Sequence[Token], side: str, tags: set[str]) -> bool:
    """By the side it stands on, by `no` at its head, or by letting in only some of them."""
    return side == "exclusion" or tokens[0].tag == "NEG" or bool(tags & {"EXCLUDED", "ALLOWED"})


def _other_cancer(tokens: Sequence[Token], side: str) -> Data | None:
    tags = {token.tag for token in tokens}
    named = [place for place, token in enumerate(tokens) if token.tag in ("CANCER", "DISEASE", "CONTRABC")]
    other = any(tokens[place].tag == "CANCER" and (place < 6 or {"OTHER", "PRIOR"} & tags) or any(
        token.tag in ("OTHER", "PRIOR", "CONTRALATERAL") for token in tokens[max(0, place - 4):place]) and
        any(word in tokens[place].text for word in ("cancer", "neoplasm", "malignan")) for place in named)
    spared = _spared(tokens) if "MINOR" in tags else set()
    if spared:
        tags -= {"REC", "GENE"}
    if not other or tags & _ELSEWHERE or {"BRAINMETS", "STAGE"} & tags and "MINOR" not in tags:
        return None
    if not _forbidden(tokens, side, tags) or sum(token.tag == "W" for token in tokens) > 10:
        return None
    times = {text for token in tokens if token.tag == "DUR" if (text := duration(token))}
    if len(times) > 1 or any(token.tag == "DUR" and not duration(token) for token in tokens):
        return None
    if "MINOR" not in tags or not tags & _LETS:
        if "FREE" in tags and not tags & {"EXCEPT", "ALLOWED", "NEG"}:
            return None         # an exception to the line above it
        if not times or not tags & {"FREE", "WITHIN", "INSIDE", "CMP"} or tags & {"AGENT", "RADIO", "COND", "PROC"}:
            return None
    group: Any = [one for one in _SERIOUS if one not in spared] if spared else "significant_malignancy"
    test: dict[str, Any] = {"group": group if "MINOR" in tags else "other_malignancy"}
    if times:
        test["within"] = times.pop()
    elif tags & {"ACTIVE", "NOW"} and "PRIOR" not in tags:
        test["status"] = "active"
    return {"condition": test}


def _spared(tokens: Sequence[Token]) -> set[str]:
    """The cancers that stand behind `except`."""
    at = next((index for index, token in enumerate(tokens) if token.tag == "EXCEPT"), len(tokens))
    return {_SPARED[word] for before, token in zip(tokens[at:], tokens[at + 1:], strict=False)
            if "non" not in token.text and before.tag != "NEG" for word in token.text.split() if word in _SPARED}


def _brain(tokens: Sequence[Token], side: str) -> Data | None:
    """`brain metastases unless treated and stable`: those that are active are out; how stable is asked."""
    tags = {token.tag for token in tokens}
    sites = {token.value for token in tokens if token.tag == "BRAINMETS"} & {"brain", "cns"}
    if not sites or not _forbidden(tokens, side, tags) or not tags & {"EXCEPT", "ALLOWED", "IF"}:
        return None
    if any(token.text in ("unrelated", "nonmalignant", "benign") for token in tokens):
        return None
    if tags & (_ELSEWHERE - {"EXTENT", "JUDGE", "NARROW"}) or not any(token.text in _STABLE for token in tokens):
        return None
    return {"metastasis": {"site": "cns" if "cns" in sites else "brain", "status": "active"}}


def may_be_stable(tokens: Sequence[Token]) -> bool:
    """An exception speaks of metastases that are stable, not only of some that were treated."""
    return any(token.text in _QUIET for token in tokens)


def active_brain(data: Data | None) -> Data | None:
    """The same metastases, as far as they are active; None if the sentence is about anything else or names a state."""
    items = data["none"] if data and set(data) == {"none"} else []
    if not items or any(set(item) != {"metastasis"} or "status" in item["metastasis"] for item in items):
        return None
    return {"none": [{"metastasis": {**item["metastasis"], "status": "active"}} for item in items]}
