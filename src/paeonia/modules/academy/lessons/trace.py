"""The gate before a case: what could lead to a real person is refused, rather once too often."""

from __future__ import annotations

import re

from paeonia.people import traces

_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}(?!\d)", r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]",
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTHS}\s+(?:19|20)\d\d",
    rf"{_MONTHS}\s+(?:\d{{1,2}},?\s+)?(?:19|20)\d\d"))
# The hundred most frequent surnames: a name without a title is found by no rule, which is why somebody reads a case first.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤")
_NAMES = tuple(re.compile(pattern) for pattern in (
    r"(?:姓名|病案号|住院号|门诊号|登记号|身份证|床号)\s*[:：为是]?\s*\w+",
    r"(?i)(?:\bMRN\b|patient(?:'s)? name|(?:admission|hospital) number)\s*:?\s*\w+",
    rf"[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}(?:女士|先生|小姐|阿姨)",
    rf"(?<![\u4e00-\u9fff])[{_SURNAMES}]某{{1,2}}(?![些种个次类项])",
    r"\b(?:Mr|Mrs|Ms|Miss)\.?\s+[A-Z][a-z]+", r"\d+\s*床"))


def person_in(text: str, *, dates: bool = True) -> str:
    """What in a text may lead to a person, or place her in time; empty when nothing does."""
    found = traces.first(text)
    for pattern in (*_NAMES, *(_DATES if dates else ())):
        if found:
            break
        hit = pattern.search(text)
        found = hit[0] if hit else ""
    return found
