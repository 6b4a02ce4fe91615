"""Traces by which a person could be found in a free text, each with what could stand there instead; pure, reads no table."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "traces.yaml"
HARD = frozenset({"identity", "phone"})     # a text with one of these is shown to nobody
_WIDE = {0xFF01 + step: 0x21 + step for step in range(94)} | {0x3000: 0x20}     # one sign for one sign: places stay
_HIDDEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\0]")
_HAN = re.compile("[\u3400-\u9fff]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_YEAR, _MONTH, _DAY = r"(?:19|20)\d\d", r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# May and March are words of every day unless written with a capital.
_SPOKEN = (r"(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|Mar(?:ch)?|[Aa]pr(?:il)?|May|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?"
           r"|[Ss]ept?(?:ember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)\b\.?")


@dataclass(frozen=True)
class Trace:
    """Some signs of a text that may lead to a person, and what is proposed in their place."""

    kind: str
    start: int
    end: int
    words: str
    instead: str

    @property
    def hard(self) -> bool:
        """Whether nobody may say that it is none."""
        return self.kind in HARD

    @property
    def key(self) -> str:
        """The same for the same words: one answer holds for each place where they stand."""
        return hashlib.sha256(f"{self.kind}\0{self.words}".encode()).hexdigest()[:12]


@cache
def _lists() -> dict[str, str]:
    """Surnames and usual words as alternatives of a pattern, from the file of lists."""
    told = yaml.safe_load(FILE.read_text("utf-8"))
    return {name: "|".join(sorted((re.escape(word.replace("_", " ")) for word in words.split()), key=len, reverse=True))
            for name, words in told.items()}


def surnames() -> str:
    """Chinese surnames as alternatives of a pattern."""
    return _lists()["surnames"]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What is looked for, the surest first; of two that overlap the first counts. A group `it` is the trace alone."""
    said = _lists()
    given = rf"(?!(?:{said['no_names']})|.{{1,2}}某)(?:{said['surnames']})[\u4e00-\u9fff]{{1,2}}"
    ends = r"(?=[\s,，。.；;、:：()（）/]|$|[男女]|今年|\d|系|因|于|的)"
    found = (
        ("identity", r"(?<![\da-z])(?P<it>\d{17}[\dx])(?![\da-z])"),
        ("phone", r"(?<!\d)(?:\+?86[- .]?)?1[3-9]\d(?:[- .]?\d{4}){2}(?!\d)"),
        ("phone", r"(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)"),
        ("mail", r"[\w.+-]+@[\w-]+\.[\w.-]*\w"),
        ("account", r"(?:微信|薇信|weixin|wechat|vx|qq)\s*(?:号|id)?\s*[:：是为]?\s*[a-z0-9][a-z0-9_-]{4,}"),
        ("number", rf"(?:{said['numbers']})\s*(?:号码?|no\.?|number)?\s*[:：#为是]?\s*"
                   r"(?P<it>[a-z]{0,3}-?\d{4,}[\d-]*)"),
        ("bed", r"(?:床号\s*[:：]?\s*|\bbed\s*(?:no\.?|number)?\s*)(?P<it>[a-z]?\d{1,4}[a-z]?)\b"
                r"|(?<![\d.])\+?\d{1,3}\s*床(?!位|旁|头|日|边)"),
        ("day", rf"(?<!\d){_YEAR}\s*(?:年|[-/.])\s*{_MONTH}\s*(?:月|[-/.])\s*{_DAY}(?:\s*[日号](?!楼)|(?!\d))"),
        ("day", rf"(?<!\d){_YEAR}(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])(?!\d)"),
        ("day", rf"(?<!\d){_MONTH}\s*月\s*{_DAY}\s*[日号](?!楼)"),
        ("spoken", rf"\b{_SPOKEN}\s+{_DAY}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?\b"),
        ("spoken", rf"\b{_DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?{_SPOKEN}(?:,?\s+{_YEAR})?\b"),
        ("age", r"(?<![\d.])(?:9\d|1[01]\d)(?:\s*(?:周?岁(?!\s*及?以上)|years?[- ]old|y/?o\b)|-year-old)"),
        ("age", r"(?:\baged?|年龄)\s*[:：]?\s*(?P<it>(?:9\d|1[01]\d)(?![\d]|\s*(?:岁?\s*及?以上|or older))\s*岁?)"),
        ("place", r"(?:家住|住址|地址|现住)\s*[:：]?\s*(?P<it>[\u4e00-\u9fff\da-z-]{3,40})"),
        ("place", r"[\u4e00-\u9fff]{2,12}(?:路|街|巷|弄|胡同|大道|小区|新村|村)\s*\d+\s*(?:号|弄|栋|幢)(?:楼|院)?"
                  r"(?:\s*\d+\s*(?:单元|室|号楼|户))*"),
        ("place", r"\b\d{1,5}\s+(?:[A-Z][a-z]+\s+){1,3}(?:Street|Road|Avenue|Lane|Drive)\b"),
        ("name", rf"(?:{said['before_name']})\s*[:：,，]?\s*(?P<it>{given}){ends}"),
        ("name", rf"(?P<it>(?:{said['surnames']})(?:{said['titles']}))"),
        ("name", r"\b(?:Mrs?|Ms|Miss|Madam|Mme)\.?\s+(?P<it>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2})"),
        ("name", r"\b(?:[Pp]atient(?:'s name)?|[Nn]ame[sd]?|[Cc]alled|[Hh]usband|[Dd]aughter|[Ss]ister|[Mm]other)"
                 r"\s*[:,]?\s*(?:is\s+)?(?P<it>[A-Z][a-z'’]+(?:\s+[A-Z][a-z'’-]+){1,2})\b"),
        ("number", r"(?<![\d.])(?P<it>\d{8,})(?![\d.])"),
    )
    written = ("name", "place", "spoken")       # English names begin with capitals
    return tuple(("day" if kind == "spoken" else kind, re.compile(each, 0 if kind in written else re.IGNORECASE))
                 for kind, each in found)


def plain(text: str) -> str:
    """The text without signs nobody sees, by which a number could be taken apart."""
    return _HIDDEN.sub("", text)


def found(text: str, today: date) -> list[Trace]:
    """Every trace of a text, in the order in which they stand there."""
    even, taken = text.translate(_WIDE), [False] * len(text)
    traces: list[Trace] = []
    for kind, start, end in _hits(even):
        if any(taken[start:end]):
            continue
        taken[start:end] = [True] * (end - start)
        words = text[start:end]
        surely = "number" if kind == "identity" and not is_identity(even[start:end]) else kind
        traces.append(Trace(surely, start, end, words, _instead(surely, even[start:end], bool(_HAN.search(text)), today)))
    return sorted(traces, key=lambda one: one.start)


def replaced(text: str, traces: list[Trace], taken: set[str]) -> str:
    """The text in which the proposals with these keys were taken."""
    for one in sorted(traces, key=lambda each: -each.start):
        if one.key in taken:
            text = text[:one.start] + one.instead + text[one.end:]
    return text


def is_identity(number: str) -> bool:
    """Whether the last sign of a Chinese identity number is the one its others demand (GB 11643)."""
    if not re.fullmatch(r"\d{17}[\dXx]", number):
        return False
    return "10X98765432"[sum(int(a) * b for a, b in zip(number, _WEIGHTS, strict=False)) % 11] == number[17].upper()


def _hits(text: str) -> Iterator[tuple[str, int, int]]:
    for kind, pattern in _patterns():
        for hit in pattern.finditer(text):
            whole = "it" not in pattern.groupindex or hit["it"] is None
            yield kind, *(hit.span() if whole else hit.span("it"))


def _instead(kind: str, words: str, chinese: bool, today: date) -> str:
    if kind == "day":
        return _long_ago(words, chinese, today)
    if kind == "age":
        return "90 岁以上" if chinese else "90 or older"
    zh, en = {"name": ("〔姓名略〕", "[name left out]"), "place": ("〔地址略〕", "[address left out]"),
              "bed": ("〔床号略〕", "[bed left out]"), "number": ("〔编号略〕", "[number left out]")}.get(
                  kind, ("〔联系方式略〕", "[contact left out]"))
    return zh if chinese else en


def _long_ago(words: str, chinese: bool, today: date) -> str:
    """How long ago a day is, no closer than a month: with the day of writing beside it, days would lead back to it."""
    day = _day(words, today)
    if day is None:
        return "〔日期略〕" if chinese else "[day left out]"
    months = round(abs((today - day).days) / 30.44)
    ahead = day > today
    if months < 1:
        return "近一个月内" if chinese else "within a month"
    many, zh, en = (months, "个月", "month") if months < 24 else (round(months / 12), "年", "year")
    if chinese:
        return f"约 {many} {zh}{'后' if ahead else '前'}"
    counted = f"{many} {en}{'s' if many > 1 else ''}"
    return f"in about {counted}" if ahead else f"about {counted} ago"


def _day(words: str, today: date) -> date | None:
    """The day meant; one without a year is the last such day before today. None for a day there is not."""
    low = words.casefold()
    spoken = next((at for at, name in enumerate(_MONTHS, 1) if name in low), 0)
    numbers = [int(one) for one in re.findall(r"\d+", words)]
    if len(numbers) == 1 and numbers[0] > 9_999_999:
        numbers = [numbers[0] // 10_000, numbers[0] // 100 % 100, numbers[0] % 100]
    year = next((one for one in numbers if one > 1800), 0)
    rest = [one for one in numbers if one != year]
    month, day = (spoken, rest[0]) if spoken and rest else (rest[0], rest[1]) if len(rest) > 1 else (0, 0)
    try:
        if year:
            return date(year, month, day)
        near = date(today.year, month, day)
        return near if near <= today else date(today.year - 1, month, day)
    except ValueError:
        return None
