"""Letters and figures of oncology that are no words: T2, N1-3, stage IIA-IIIC, IHC 2+, grade 3, NYHA class III."""

from __future__ import annotations

import re
from typing import Any

_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_STAGE_WORD = r"(iv|i{1,3}|[0-4])\s?([a-c])?(?![a-z0-9])"
_STAGE = re.compile(rf"(?:stages?|分期)\s*:?\s*(?:of )?(?=(?:iv|i{{1,3}}|[0-4])\s?[a-c]?(?![a-z0-9]))"
                    rf"(?P<all>{_STAGE_WORD}(?:\s*(?:-|to|through|and|or|/|,\s*(?:and|or)?|至|、|或|"
                    rf"和)\s*(?:stages?\s*)?{_STAGE_WORD})*)(?:\s*期)?")
_STAGE_ZH = re.compile(r"(?P<all>(?:iv|i{1,3})[a-c]?(?:\s*期)?(?:\s*(?:-|至|、|,|或)\s*(?:iv|i{1,3})[a-c]?)*)\s*期")
_ONE_STAGE = re.compile(_STAGE_WORD)
_TO = re.compile(r"-|to|through|至")
_TNM = re.compile(r"(yp|c|p)?([tnm])\s?(is|[0-4](?:mi|[a-d])?)(?:\s*(?:-|to)\s*\2?(is|[0-4](?:mi|"
                  r"[a-d])?))?(?![0-9])(?!(?![ntm][0-9x])[a-z])")
_IHC = re.compile(r"(?:by )?(?:ihc|immunohistochemistry(?: \(ihc\))?)\s*"
                  r"(?:score\s*)?(?:of\s*|is\s*|:|=)?\s*([0-3])\s*\+?(?:\s*(?:-|or|to|/|,|"
                  r"或)\s*([0-3])\s*\+?)?(?![0-9%.])"
                  r"|([0-3])\s?\+?(?:\s*(?:-|or|to|/|或)\s*([0-3]))?\s*\+?\s*(?:by|on|per)?\s*(?:ihc|"
                  r"immunohistochem\w+)\b|([23])\+(?![0-9])")
_GRADE = re.compile(r"(?:(>\s?/?\s?=|>|<\s?/?\s?=|<)\s*)?(?:grade|gr\.?)\s*"
                    r"(>\s?/?\s?=|>|<\s?/?\s?=|<|greater than(?! or)|greater than or equal to|more than)?"
                    r"\s*(?:of\s*)?([0-5]|iv|i{1,3})(?![a-z0-9])"
                    r"(\s*(?:or|and|/)\s*(?:greater|higher|above|more|worse)|\s*(?:-|or|to)\s*(?:4|5|iv)(?![a-z0-9]))?")
_GRADE_ZH = re.compile(r"(>=|>|<=|<)?\s*([1-5])\s*级(?:的)?\s*(及以上|或以上|以上)?(?:的)?"
                       r"(?=[^,;.]{0,8}(?:神经|感染|出血|毒性|不良))")
_NYHA = re.compile(r"(?:\(?(?:new york heart association|纽约心脏病协会|nyha)(?:\s*\(nyha\))?\)?(?:\s*(?:functional|"
                   r"heart failure|心功能|分级))*\s*)(?:class(?:ification|es)?|grade|stage)?\s*"
                   r"(>=|>)?\s*(iv|i{1,3}|[1-4])(?![a-z0-9])((?:\s*级?\s*(?:-|or|to|/|and|,|或|至|和|及)\s*(?:greater|"
                   r"higher|above|iv|i{1,3}|[1-4])(?![a-z0-9]))*)"
                   r"(?:\s*级)?(?:及?以上)?(\s*\(nyha\))?")
_CLASSED = re.compile(r"(?:functional )?class\s*(>=|>)?\s*(iv|i{1,3})(?![a-z0-9])(?:\s*(?:-|,|or|to|/|and)+\s*(?:greater|"
                      r"higher|above|iv|i{1,3})(?![a-z0-9]))*(?=\W{1,3}(?:congestive )?(?:heart|cardiac) failure)")
_CLASS_FIRST = re.compile(
    r"(?:functional )?class\s*(>=|>)?\s*(iv|i{1,3})(?![a-z0-9])(?:\s*(?:-|,|or|to|/|and)+\s*(?:greater|"
    r"higher|above|iv|i{1,3})(?![a-z0-9]))*\s*\(?(?:nyha|new york heart association)(?:\s*\(nyha\))?\)?"
)
_FIGURE = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

Entry = tuple[str, Any, int]


def special(lower: str, text: str, at: int) -> Entry | None:
    """The code that begins at a place: its tag, its meaning and where it ends."""
    letter = lower[at]
    if letter in "s分iⅰ" and (found := _STAGE.match(lower, at) or (_STAGE_ZH.match(lower, at) if letter == "i" else None)):
        return "STAGE", _stages(found["all"]), found.end()
    if letter in "ycptnm" and (found := _TNM.match(lower, at)) and text[found.start(2)].isupper():
        return _tnm(found)
    if letter in "bi0123" and (found := _IHC.match(lower, at)):
        low, high = (found[1] or found[3] or found[5]), (found[2] or found[4])
        return "IHC", (int(low), int(high or low)), found.end()
    if letter in "ni纽" and (found := _NYHA.match(lower, at)):
        return "NYHAIS", _number(found[2]) + (found[1] == ">"), found.end()
    if letter in "fc" and (found := _CLASS_FIRST.match(lower, at)):
        return "NYHAIS", _number(found[2]) + (found[1] == ">"), found.end()
    if letter in "fc" and (found := _CLASSED.match(lower, at)):
        return "NYHAIS", _number(found[2]) + (found[1] == ">"), found.end()
    if letter in "g<>" and (found := _GRADE.match(lower, at)):
        sign = found[1] or found[2] or (">=" if found[4] else "")
        sign = ">=" if "or equal" in sign else ">" if "than" in sign else sign.replace(" ", "").replace("/", "")
        return "GRADEIS", (sign, _number(found[3])), found.end()
    if letter in "<>12345" and (found := _GRADE_ZH.match(lower, at)):
        return "GRADEIS", (">=" if found[3] else found[1] or "", int(found[2])), found.end()
    return None


def _number(text: str) -> int:
    return _FIGURE.get(text) or int(text)


def _stages(text: str) -> tuple[str, ...]:
    """A run `from-to` as ("from", "I", "III"), else the stages named."""
    named = [_ROMAN.get(found[1], found[1].upper()) + (found[2] or "").upper() for found in _ONE_STAGE.finditer(text)]
    if len(named) == 2 and _TO.search(text):
        return ("from", *named)
    return ("in", *named)


def _tnm(found: re.Match[str]) -> Entry:
    def code(part: str) -> str:
        return found[2].upper() + part

    low = code(found[3])
    return f"{found[2].upper()}CODE", (found[1] or "", low, code(found[4]) if found[4] else low), found.end()
