"""The day from which a window counts: `prior to the first dose of study drug`. Every trial has its own words for it."""

from __future__ import annotations

import re

_CORE = (r"(?:entry|enrol\w*|randomi[sz]\w*|regist\w*|screening|inclusion|baseline|study|trial|cycle\s*1|c1d1|"
         r"day\s*[01-]+|"
         r"(?:first|initial) (?:dose|administration|infusion|treatment)|starting (?:treatment|therapy)|initiati\w+|"
         r"informed consent|consent|"
         r"protocol|start of (?:treatment|therapy)|treatment start|investigational product)")
_WORD = (r"(?:the|of|or|and|first|initial|planned|time|date|start|starting|initiation|beginning|begin|initiating|"
         r"entering|entry|study|trial|"
         r"protocol|treatment|therapy|drug|drugs|agents?|dose|dosing|medication|product|investigational|administration|"
         r"receiving|infusion|cycle|day|"
         r"visit|period|eligibility|enrol\w*|randomi[sz]\w*|regist\w*|screening|inclusion|baseline|signing|informed|"
         r"consent|into|in|on|this|"
         r"patient|subject|c1d1|specific|1|0|in\s)")
_ANCHOR = re.compile(rf"(?:prior to|before|preceding|of|from|to|until|previous to|"
                     rf"at)\s+(?=(?:{_WORD}[\s,/()]*){{0,6}}{_CORE})"
                     rf"(?:{_WORD}(?=[\s,/().;]|$)[ ,/]*(?:\((?:{_WORD}\s*)+\)\s*)?){{1,9}}")
_HANGING = re.compile(r"(?:[ ,/]|(?<= )(?:and|or))+$")
_CHINESE = re.compile("(?:(?:首次)?(?:给药|用药|治疗|研究治疗)|随机(?:化|分组)?|入组|筛选|签署知情同意书|"
                      "开始(?:研究)?治疗|研究药物(?:首次)?给药)(?:之)?前")


def anchor(lower: str, at: int) -> int | None:
    """Where the anchor that begins at a place ends."""
    found = _ANCHOR.match(lower, at) or _CHINESE.match(lower, at)
    if not found:
        return None
    end = found.end()
    return found.start() + len(_HANGING.sub("", lower[found.start():end]))      # what hangs on belongs to the list around it
