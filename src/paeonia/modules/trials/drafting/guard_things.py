"""What a word of a line is on record, as widely as the line may mean it: `(condition, cardiac)`, `(radiotherapy, )`."""

from __future__ import annotations

from collections.abc import Sequence

from paeonia.modules.trials.drafting.guard_words import ORGANS, WIDER
from paeonia.modules.trials.drafting.tokens import Token

Item = tuple[str, str]
_NO_ALLERGY = ("contraindicat", "intoleran", "adverse reaction to", "severe reaction", "unexpected", "unanticipated",
               "idiosyncrasy")
_NO_CODE = frozenset({"other_drug", "excipient", "soy", "herbal_anticancer", "transfusion", "other_condition",
                      "gastric_surgery", "other_targeted"})
_VAGUE_DRUGS = ("hormonal", "hormone", "hormonal treatment", "targeted", "endocrine")
_IMAGES = frozenset({"imaging", "receptor_test", "mammography", "breast_ultrasound", "breast_mri", "echocardiography",
                     "bone_densitometry", "minor_procedure"})
_GENERAL = ("surgery", "surgeries", "operation", "procedure", "手术")


def things(segment: Sequence[Token], at: int, before: Sequence[Token]) -> tuple[list[Item] | None, bool]:
    """What a token names on record, and whether it names it without a noun behind it."""
    token = segment[at]
    after = segment[at + 1] if at + 1 < len(segment) else None
    if token.text in ORGANS and token.tag in ("COND", "ORGAN", "W", "SITE"):
        return [("condition", group) for group in ORGANS[token.text]], False
    if token.tag == "SITE":
        spread = after is not None and (after.tag == "METS" or token.value == "cns" and after.tag == "DISEASE")
        return ([("metastasis", str(token.value))], False) if spread else (None, False)
    if token.tag == "METS" or token.tag == "EXTENT" and token.value == "metastatic":
        sited = at > 0 and segment[at - 1].tag == "SITE" or after is not None and after.tag in _NOT_SPREAD
        return (None, False) if sited else (list(_SPREAD), True)
    if token.tag in _PLAIN:
        return _PLAIN[token.tag], True
    if token.tag == "DISEASE" or token.tag == "BREASTCA":
        return _cancer(token, before), True
    named = _NAMED[token.tag](token, after) if token.tag in _NAMED else None
    return named, True


def _cancer(token: Token, before: Sequence[Token]) -> list[Item] | None:
    tags = {one.tag for one in before}
    if token.tag == "BREASTCA":
        return _PLAIN["CONTRABC"] if tags & {"PRIOR", "CONTRALATERAL"} and token.text.startswith("breast") else None
    other = token.text in ("cancer", "cancers", "carcinoma", "tumor", "neoplasm") and "OTHER" in tags
    return [("condition", "other_malignancy")] if other else None


_NOT_SPREAD = frozenset({"SITE", "CANCER", "AGENT", "RADIO", "EXTENT"})     # `metastatic bone disease`
_SPREAD: tuple[Item, ...] = (("disease_extent", "metastatic"), ("metastasis", ""))
_PLAIN: dict[str, list[Item]] = {
    "RADIO": [("radiotherapy", "")],
    "CONTRABC": [("condition", "previous_breast_cancer"), ("bilateral", "")],
    "TRIAL": [("trial_participation", ""), ("therapy", "investigational")],
    "VACCINE": [("vaccination", "live")],
}


def _condition(token: Token, after: Token | None) -> list[Item] | None:
    if "prolong" in token.text:
        return None             # a long QT interval that was measured is no illness on record
    if token.text == "hepatitis":
        return [("condition", "infection"), ("condition", "liver_disease")]
    made: list[Item] = []
    for group in str(token.value).split("+"):
        wide = WIDER.get(group, (group,))
        if not wide or group in _NO_CODE:
            return None
        made += [("condition", one) for one in wide] + _REACTIONS.get(group, [])
    return made


# What is kept as harm from treatment too.
_REACTIONS: dict[str, list[Item]] = {
    "peripheral_neuropathy": [("adverse_event", "neuropathy")],
    "interstitial_lung_disease": [("adverse_event", "pneumonitis")],
    "bleeding": [("adverse_event", "bleeding_event")],
    "organ_transplant": [("procedure", "transplant")],
    "stem_cell_transplant": [("procedure", "stem_cell_transplant")],
}


def _agent(token: Token, after: Token | None) -> list[Item] | None:
    value = str(token.value)
    if value in _NO_CODE or token.text in _VAGUE_DRUGS:
        return None
    if value == "investigational":
        return None if token.text.startswith("study") else [("therapy", value), ("trial_participation", "")]
    if value == "systemic_anticancer":
        if token.text in ("systemic therapy", "systemic treatment"):
            return [] if after is not None and after.tag == "AGENT" else None   # `systemic treatment with steroids`
        return [("therapy", value), *([] if "systemic" in token.text else _PLAIN["RADIO"])]
    return [("therapy", value)]


def _procedure(token: Token, after: Token | None) -> list[Item] | None:
    if token.text in _GENERAL or token.value in _IMAGES:
        return None
    more: list[Item] = [("condition", "stem_cell_transplant")] if token.value == "stem_cell_transplant" else []
    return [("procedure", str(token.value)), *more]


def _spread(token: Token, after: Token | None) -> list[Item] | None:
    loose = token.value == "cns" and token.text.endswith(" disease") and "metasta" not in token.text
    return [("metastasis", str(token.value))] + ([("condition", "neurological")] if loose else [])


def _malignancy(token: Token, after: Token | None) -> list[Item] | None:
    return [("condition", "other_malignancy")]


def _allergy(token: Token, after: Token | None) -> list[Item] | None:
    """An allergy to anything: what the compounds are like, no record tells."""
    if any(word in token.text for word in _NO_ALLERGY):
        return None
    return [("allergy", ""), ("adverse_event", "hypersensitivity")]


_NAMED = {"COND": _condition, "AGENT": _agent, "PROC": _procedure, "BRAINMETS": _spread, "CANCER": _malignancy,
          "ALLERGY": _allergy}


def example(token: Token, events: set[str]) -> list[Item]:
    """What an example in brackets adds to things of the same kind."""
    if "therapy" in events and token.tag == "PROC" and token.text in _GENERAL:
        return [("procedure", "major_surgery"), ("procedure", "minor_procedure")]
    named = _PLAIN["RADIO"] if token.tag == "RADIO" else _NAMED[token.tag](token, None) if token.tag in _NAMED else None
    wanted = events | ({"radiotherapy", "procedure"} if "therapy" in events else set())
    return [item for item in named or () if item[0] in wanted]
