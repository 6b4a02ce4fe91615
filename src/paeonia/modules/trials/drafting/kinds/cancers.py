"""Other cancers: forbidden, with those of little risk (skin, cervix in situ) left out where the line leaves them out."""

from __future__ import annotations

from typing import Any

from paeonia.modules.trials.drafting.kinds.amounts import WINDOW, duration, window
from paeonia.modules.trials.drafting.patterns import Claim, Found, Rule


def _other(found: Found) -> Claim | None:
    """The codelist parts cancers that matter from those of little risk, which is where protocols draw the line too."""
    if not found.has("OTHER", "PRIOR", "EXCEPT", "WITHIN", "INSIDE", "NOW", "CANCER", "ACTIVE", "CONTRALATERAL"):
        return None
    minor, within = found.has("MINOR"), window(found) or duration(found.one("dur"))
    if not minor and found.has("TREATED"):
        return None
    if found.has("DUR") and within is None:
        return None
    if not found.has("CANCER", "OTHER"):
        return None
    test: dict[str, Any] = {"group": "significant_malignancy" if minor else "other_malignancy"}
    if within:
        test["ended within" if found.has("FREE") else "within"] = within
    if found.one("unfree"):
        test["status"] = {"is not": "resolved"}
    elif found.one("state") or found.one("now"):
        if within or found.has("PRIOR"):
            test.pop("status", None)
        else:
            test["status"] = "active"
    return Claim(
        "second_cancer",
        ({"condition": test},),
        only="barred",
        part=found.has("FREE", "HIST", "INSITU")
        or any(
            token.text in ("noninvasive", "non-invasive", "in situ", "in-situ", "in situ neoplasms")
            for token in found.tokens
        ),
    )


def _contralateral(found: Found) -> Claim | None:
    return Claim("second_cancer", ({"bilateral": True},), only="barred")


_NAME = "(CANCER|DISEASE|INVASIVE|SEVERE)*(CANCER|DISEASE) (DISEASE)?"
_ONE = "(OTHER|PRIOR|PRIMARY|RECEIVED|INVASIVE|(?P<state>ACTIVE)|(?P<now>NOW))"
_WHICH = f"({_ONE} ((AND|OR|ANDOR|COMMA|SLASH)? {_ONE})*)?"
_NOTBREAST = "(EXCEPT BREASTCA|EXCEPT BREASTCA DISEASE)?"
_MINORS = (
    "((MINOR|TREATED|COMMA|OR|AND|ANDOR|SLASH|LP|RP|OTHER|HIST|DISEASE|CANCER|BREASTCA|INSITU|PRIOR|"
    "COLON|SITE)*MINOR(MINOR|TREATED|COMMA OTHER|RP|DISEASE|INSITU|OTHER|J MINOR|J TREATED|J HIST|J "
    "DISEASE|HIST|(SLASH|OR|AND|ANDOR|COMMA|COMMA OR|COMMA AND|COMMA ANDOR) (TREATED|OTHER|INSITU|MINOR|"
    "HIST|BREASTCA))*)"
)
_FREE = "(COMMA|OR|LP)* (EXCEPT|NARROW)* FREE (?P<cmp>CMP)? (NARROW|CMP)* (?P<dur>DUR) RP?"
_OPEN = "(LP|COMMA|STOP)?"
RULES = (
    Rule(f"{_WHICH} {_NAME} {_NOTBREAST} {WINDOW}? {_OPEN} (EXCEPT|NARROW EXCEPT) {_MINORS} {WINDOW}?", _other),
    Rule(f"{WINDOW} COMMA? {_WHICH} {_NAME} {_NOTBREAST} {_OPEN} EXCEPT {_MINORS}", _other),
    Rule(f"{_WHICH} {_NAME} {_NOTBREAST} {WINDOW}? {_OPEN} EXCEPT {_MINORS} {_FREE}", _other),
    Rule(f"({WINDOW} COMMA?)? {_WHICH} {_NAME} {WINDOW}? (COMMA|LP) {_MINORS} EXCEPT RP?", _other),
    Rule(f"({WINDOW} COMMA?)? EXCEPT {_MINORS} (COMMA)? {_WHICH} {_NAME} {WINDOW}?", _other),
    Rule(f"{WINDOW} COMMA? {_WHICH} {_NAME}", _other),
    Rule(f"{_WHICH} {_NAME} EXCEPT BREASTCA {WINDOW}?", _other),
    Rule(f"{_WHICH} {_NAME} (EXCEPT BREASTCA)? NARROW? NEG (?P<unfree>FREE)", _other),
    Rule(f"{_WHICH} {_NAME} {WINDOW}", _other),
    Rule(f"{_WHICH} {_NAME}", _other),
    Rule("CONTRABC", _contralateral),
    Rule("CONTRALATERAL INVASIVE? (BREASTCA|DISEASE)", _contralateral),
)
