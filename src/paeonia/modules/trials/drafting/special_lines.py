"""Lines that are understood as a whole rather than by their parts: contraception, permissions, both sexes."""

from __future__ import annotations

from collections.abc import Sequence

from paeonia.modules.trials.drafting.patterns import Data
from paeonia.modules.trials.drafting.tokens import Token

_HERS_OR_HIS: Data = {"any": [{"all": [{"sex": "female"}, {"childbearing_potential": False}]}, {"contraception": True}]}
_FREE: Data = {"any": [{"childbearing_potential": False}, {"contraception": True}]}
_MEDICAL = frozenset({"AGENT", "COND", "LAB", "REC", "BRAINMETS", "PREG", "LACT", "PREGTEST", "GENE", "STAGE", "ECOG"})
_HARMLESS = frozenset({"as", "to", "for", "by", "including", "including but not limited to", "at", "such as"})
_CONDITIONS = frozenset({"IF", "EXCEPT", "MUST", "JUDGE"})


def contraception(tokens: Sequence[Token], side: str) -> Data | None:
    """Who could become pregnant must use contraception. What she agrees to for later remains a question."""
    tags = [token.tag for token in tokens]
    if "CONTRA" not in tags or set(tags) & {"PREG", "LACT", "PREGTEST", "COND", "LAB"}:
        return None
    text = " ".join(token.text for token in tokens)
    named = {token.value for token in tokens if token.tag == "SEX"}
    if "NOW" in tags or named == {"male"} and "CBP" not in tags:
        return None
    unwilling = any(word in text for word in ("unwilling", "refus", "inability", "unable")) or "NEG" in tags
    if side == "exclusion":
        return _FREE if unwilling and "EXCEPT" not in tags else None
    both = (
        "male" in named
        and "CBP" in tags
        and "sexually active" not in text
        and tags.index("CONTRA") > max(at for at, tag in enumerate(tags) if tag == "SEX")
    )
    return None if unwilling or set(tags) & {"EXCEPT"} else _HERS_OR_HIS if both else _FREE


def defines(tokens: Sequence[Token], first: bool) -> bool:
    """A sentence that says what a word means, or what is done at a certain age, asks nothing of anybody."""
    tags = [token.tag for token in tokens]
    at = next((index for index, tag in enumerate(tags[:4]) if tag in ("AGED", "RAGED", "RNUM", "RDUR")), len(tags))
    if "COLON" in tags[at + 1:at + 3] and len(tags) > at + 4:
        return True             # `aged 50 to 54: the menopause is judged by FSH`
    return (
        not first
        and "DEFINED" in tags[1:5]
        and not set(tags[: tags.index("DEFINED")])
        - {
            "REC",
            "POS",
            "NEGATIVE",
            "LOW",
            "BREASTCA",
            "DISEASE",
            "MENO",
            "MENOSTATUS",
            "TNBC",
            "MEAS",
            "NONMEAS",
            "FUNC",
            "ORGAN",
        }
    )


def if_stopped(tokens: Sequence[Token]) -> bool:
    """`These patients are eligible if this therapy is discontinued`: only who goes on with it is kept out."""
    tags = {token.tag for token in tokens}
    return {"ALLOWED", "IF", "ENDED"} <= tags and not tags & {"DUR", "AGENT", "COND", "NEG", "EXCEPT"}


def lets_in(tokens: Sequence[Token]) -> set[str]:
    """The treatments that a sentence permits, if it does nothing else; radiotherapy is "radiotherapy"."""
    tags = {token.tag for token in tokens}
    if "ALLOWED" not in tags or tags & {
        "NEG",
        "EXCLUDED",
        "COND",
        "LAB",
        "REC",
        "CANCER",
        "MINOR",
        "METS",
        "BRAINMETS",
        "PREG",
        "SEX",
    }:
        return set()
    return {token.value for token in tokens if token.tag == "AGENT"} | ({"radiotherapy"} if "RADIO" in tags else set())


def breast_cancer(tokens: Sequence[Token], side: str) -> Data | None:
    """`Histologically confirmed breast cancer` and nothing else: no sarcoma; that it was confirmed is asked."""
    tags = {token.tag for token in tokens}
    if side == "exclusion" or "BREASTCA" not in tags or not tags <= {"BREASTCA", "SEX", "STOP", "INVASIVE", "PRIMARY"}:
        return None
    found: Data = {"histology": {"is not": "not_carcinoma"}}
    named = {token.value for token in tokens if token.tag == "SEX"}
    return {"all": [{"sex": named.pop()}, found]} if len(named) == 1 else found if not named else None


def allowed(tokens: Sequence[Token]) -> bool:
    """A permission that sets no condition asks for nothing: `prior bisphosphonates allowed`."""
    tags = {token.tag for token in tokens}
    return (
        "ALLOWED" in tags
        and not tags & (_CONDITIONS | {"NEG", "CMP", "WITHIN"})
        and all(token.text in _HARMLESS for token in tokens if token.tag == "NARROW")
        or tags <= {"REMARK", "COLON", "STOP", "ALLOWED"}
        and bool(tags)
    )


def remark(tokens: Sequence[Token]) -> bool:
    """`not specified`, `male or female`, `premenopausal or postmenopausal`: nobody is left out."""
    core = [
        token
        for token in tokens
        if token.tag not in ("STOP", "COLON", "COMMA", "OR", "AND", "SLASH", "ANDOR", "FILL", "GENDER")
    ]
    tags = {token.tag for token in core}
    if not core:
        return False
    values = {token.value for token in core}
    if "PREPOSTANY" in tags and tags <= {"PREPOSTANY", "SEX", "MENOSTATUS"}:
        return True
    if tags == {"SEX"} and values == {"male", "female"}:
        return True
    if tags <= {"MENO", "SEX", "MENOSTATUS"} and {"pre", "post"} <= values:
        return True
    if tags <= {"MEAS", "NONMEAS", "DISEASE"} and {"MEAS", "NONMEAS"} <= tags:
        return True
    named = {token.value for token in core if token.tag == "REC"}
    if tags <= {"REC", "POS", "NEGATIVE", "BREASTCA", "DISEASE"} and {"POS", "NEGATIVE"} <= tags and len(named) == 1:
        return True
    if {"MEAS", "NONMEAS"} <= tags and "NEG" not in tags:
        return True
    return "REMARK" in tags and len(core) <= 4 and not tags & (_MEDICAL - {"REC"})
