"""Headings and remarks: which side of eligibility a line stands on, and under which topic."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from paeonia.modules.trials.drafting.found import Side

_IN = re.compile(r"(?:^|\b)(?:(?<!non-)(?<!non )inclusion|"
                 r"include[sd]?\b(?=.*criteria))|(?:入选|纳入|入组)(?:标准|条件)", re.I)
_OUT = re.compile(r"(?:^|\b)(?:exclusion|non[- ]?inclusion|in-?eligibility)|(?:排除)(?:标准|条件)", re.I)
_TITLE = re.compile(
    r"^\W*(?:[\w/,&-]+[ -]){0,6}(?:inclusion|exclusion|in-?eligibility)(?: criteri(?:a|on))?(?:\s+\(.*\))?\s*(?:are|"
    r"include|as follows)?\s*[:：.]?\s*",
    re.I,
)
_PREFIX = re.compile(
    r"^\W*(?:(?:key|main|major|general|additional)\s+)?(?:inclusion|exclusion) criteria(?: are| "
    r"include)?\s*[:：]?\s*|"
    r"^\W*(?:主要)?(?:入选|纳入|入组|排除)(?:标准|条件)\s*[:：]?\s*",
    re.I,
)
ARM = re.compile(r"\b(?:cohorts?|arms?|part|phase|(?<!oncology )group|stratum)\s+(?:[a-z]|\d|i{1,3}v?)\b", re.I)
_TOPICS = {
    "disease": "disease characteristics",
    "patient": "patient characteristics",
    "therapy": "prior concurrent therapy|prior/concurrent therapy",
    "age": "age",
    "sex": "sex|gender",
    "menopausal": "menopausal status",
    "receptor": "hormone receptor status",
    "performance": "performance status",
    "life_expectancy": "life expectancy",
    "haematological": "hematopoietic|hematologic|haematologic|bone marrow",
    "hepatic": "hepatic|liver",
    "renal": "renal|kidney",
    "cardiac": "cardiovascular|cardiac",
    "lung": "pulmonary",
    "other": "other|other:|immunologic|neurologic",
    "biologic": "biologic therapy|immunotherapy",
    "chemotherapy": "chemotherapy",
    "endocrine": "endocrine therapy|hormonal therapy",
    "radiotherapy": "radiotherapy|radiation therapy",
    "surgery": "surgery",
}
_NAMES = {name: topic for topic, names in _TOPICS.items() for name in names.split("|")}
_ANY = re.compile(
    r"(?:one or more|at least (?:one|1|two|2)|any|either|one|1|two|2)(?: or more)?(?: \w+)? of (?:the "
    r")?(?:following|these|below)|"
    r"either\s*:|any of:|以下(?:任一|之一|任意)|任一",
    re.I,
)
_SHUT_OUT = re.compile(r"\bineligible\b|\bnot (?:be )?eligible\b|\b(?:be|are|is) excluded\b|不得入组|不能入组|予以排除")
_NONE_OF = re.compile(r"^\W*(?:no|none of|must not|not|without|absence of|(?:patients|subjects) (?:must|may|should) "
                      r"not)\b|^\W*无")
_NOTE = re.compile(
    r"^\W*(?:please )?note\b|^\W*注[:：]|^\W*final eligibility|additional (?:inclusion|eligibility)|"
    r"protocol[- ]defined (?:inclusion|exclusion)|inclusion/exclusion criteria may apply|^\W*these "
    r"criteria|^\W*eligibility criteria\W*$|"
    r"^\W*(?:key )?criteria\W*$|^\W*(?:patients?|subjects?|participants?|women)\W*$|^\W*(?:or|and)\W*$|"
    r"^\W*$",
    re.I,
)


_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "twelve": "12"}
_TIMES = re.compile(r"(?:days?|weeks?|months?|years?)\b")
_SPAN = re.compile(
    rf"(?:within|in|during|over|following)(?: the)?(?: past| last| previous| prior| preceding)? "
    rf"(\d{{1,2}}|{'|'.join(_WORDS)})"
    r"[ -](day|week|month|year)s?\b"
)

# `1. `, `(a) `, `- `: the mark of a list, not part of what is asked.
BULLET = re.compile(
    r"^\s*(?:[-*•·o–]+\s+|\d{1,2}(?:\.\d{1,2})+\.?\s+|[(（]?(?:\d{1,2}|[a-hA-H]|[ivx]{1,4})[.)）、．](?!\d)\s*|[①-⑳]\s*|"
    r"(?:--)\s*)+"
)


@dataclass(frozen=True)
class Where:
    """The place in the text that a line inherits."""

    side: Side = "inclusion"
    topic: str = ""
    choice: bool = False  # the lines below are alternatives, not demands
    window: bool = False  # the heading above has a window or condition that the lines below share
    allowed: bool = False  # the lines below are allowed, not asked for
    arm: bool = False  # only some arms or cohorts
    barred: bool = False  # the heading says `none of the following`
    below: bool = False  # below a heading that may say what its lines have in common
    span: str = ""  # the window of the heading above, where it has one and nothing else


@dataclass(frozen=True)
class Title:
    """A line that only frames others, or the part of a line that does."""

    where: Where
    after: int  # where the rest of the line begins
    remark: bool = False


def title(line: str, where: Where) -> Title | None:
    """The heading or remark a line is; None for a criterion."""
    bare = line.strip()
    plain = re.sub(r"^[\W\d.]+", "", bare).rstrip(":：. ").lower()
    sided = _side(bare)
    if sided:
        prefix = _PREFIX.match(line)
        after = prefix.end() if prefix else len(line)
        whole = after >= len(line.rstrip()) or not _PREFIX.match(line)
        return Title(Where(side=sided, arm=bool(ARM.search(bare))), len(line) if whole else after)
    if _NOTE.search(bare):
        return Title(where, len(line), remark=not _is_frame(bare))
    if plain in _NAMES:
        big = plain in (
            "disease characteristics",
            "patient characteristics",
            "prior concurrent therapy",
            "prior/concurrent therapy",
        )
        return (
            Title(Where(side="inclusion" if big else where.side, topic=_NAMES[plain]), len(line))
            if big or bare.endswith((":", "：")) or bare[:1].isupper() and len(plain.split()) < 4
            else None
        )
    if bare.endswith((":", "：")):
        return Title(_below(bare, where), len(line))
    return None


def _is_frame(bare: str) -> bool:
    return bool(
        re.match(
            r"^\W*(?:eligibility criteria|(?:key )?criteria|patients?|subjects?|participants?|women)\W*$", bare, re.I
        )
    )


def _side(bare: str) -> Side:
    both = bool(_IN.search(bare)), bool(_OUT.search(bare))
    if both == (True, True) or both == (False, False):
        return ""
    if not (_TITLE.match(bare) or _PREFIX.match(bare)) or (len(bare) > 90 and not _PREFIX.match(bare)):
        return ""
    return "inclusion" if both[0] else "exclusion"


def _below(bare: str, where: Where) -> Where:
    """What a heading such as `Any of the following within 6 months:` means for the lines below it."""
    lower = re.sub(r"but not limited to|if any of the following|if you|if (?:he|she|they|one)", " ", bare.lower())
    timed = bool(re.search(r"within|in the (?:past|last)|\bmonths?\b|\bweeks?\b|内", lower))
    framed = bool(
        re.search(r"\bif\b|unless|except|requir|who (?:have|are|had)\b|\bfor (?:patients|subjects|women|those)", lower)
    )
    allowed = bool(re.search(r"allowed|permitted|允许", lower)) and not re.search(r"\bnot? ", lower)
    arm = bool(ARM.search(lower)) and len(lower) < 80
    if _SHUT_OUT.search(lower) and not framed:      # `Women with any of the following are not eligible:`
        return Where(side="exclusion", window=timed, arm=arm or where.arm, span=_span(lower))
    choice = bool(_ANY.search(lower)) and where.side != "exclusion" or bool(re.search(r"defined (?:as|by)|定义", lower))
    span = "" if framed else _span(lower)
    barred = where.side != "exclusion" and bool(_NONE_OF.match(lower)) and (not timed or bool(span)) and not framed
    barred = barred and "measurable" not in lower
    return replace(
        where, choice=choice and not barred, window=timed or framed, allowed=allowed, arm=arm or where.arm, barred=barred,
        span=span,
        below=True,
    )


def _span(lower: str) -> str:
    """`6 months`, if that is the only time in a heading."""
    found = _SPAN.findall(lower)
    if len(found) != 1 or len(_TIMES.findall(lower)) != 1:
        return ""
    number = _WORDS.get(found[0][0], found[0][0])
    return f"{number} {found[0][1]}{'' if number == '1' else 's'}"
