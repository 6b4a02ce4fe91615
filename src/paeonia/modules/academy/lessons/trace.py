"""The gate before a case: what could lead to a real person is refused, rather once too often."""

from __future__ import annotations

import re

from django.utils import timezone

from paeonia.people import traces

_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}(?!\d)", r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]",
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTHS}\s+(?:19|20)\d\d",
    rf"{_MONTHS}\s+(?:\d{{1,2}},?\s+)?(?:19|20)\d\d"))
_NAMES = tuple(re.compile(pattern) for pattern in (
    r"(?:姓名|病案号|住院号|门诊号|登记号|身份证|床号)\s*[:：为是]?\s*\w+",
    r"(?i)(?:\bMRN\b|patient(?:'s)? name|(?:admission|hospital) number)\s*:?\s*\w+",
    rf"(?<![\u4e00-\u9fff])(?:{traces.surnames()})某{{1,2}}(?![些种个次类项])"))


def person_in(text: str, *, dates: bool = True) -> str:
    """What in a text may lead to a person, or place her in time; empty when nothing does."""
    found = next((one.words for one in traces.found(text, timezone.localdate()) if dates or one.kind != "day"), "")
    for pattern in (*_NAMES, *(_DATES if dates else ())):
        if found:
            break
        hit = pattern.search(text)
        found = hit[0] if hit else ""
    return found
