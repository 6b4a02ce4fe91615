"""What registries write in several ways: status and phase words, dates, ages, numbers."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

from babel import Locale

from paeonia.modules.trials.intake.record import Age, Number

_MONTHS = {name: number for number, name in enumerate(
    ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december"), 1)}
_OTHER_DAY = (re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})$"),
              re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})$"),
              re.compile(r"(?P<y>\d{4})[年/.](?P<m>\d{1,2})[月/.](?P<d>\d{1,2})日?$"))
_DAY_FIRST = re.compile(r"(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})$")
_SPOKEN = re.compile(r"([A-Za-z]+)\s+(?:(\d{1,2}),\s*)?(\d{4})$")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?$")
_AGE = re.compile(r"(\d{1,4})\s*(years?|y|岁|周岁|months?|m|个?月|weeks?|w|周|days?|d|天|hours?|h|minutes?)"
                  r"(\s*(old|\(.*\)|（.*）))?$", re.IGNORECASE)
_AGE_UNITS = {"y": "year", "岁": "year", "周岁": "year", "m": "month", "月": "month", "个月": "month",
              "w": "week", "周": "week",
              "d": "day", "天": "day", "h": "hour"}
_NO_AGE = ("", "0", "n/a", "na", "none", "no limit", "not applicable", "no maximum", "no minimum", "无", "不限", "无限制")
_PHASE = re.compile(r"(?<![a-z0-9])(iv|iii|ii|i|[0-4])(?![0-9])(?=[a-z]?(?![a-z]))", re.IGNORECASE)
_PHASE_YES = re.compile(r"\(phase\s*(i{1,3}|iv)\):\s*yes", re.IGNORECASE)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_KINDS = ("DRUG", "BIOLOGICAL", "PROCEDURE", "RADIATION", "DEVICE", "BEHAVIORAL", "OTHER", "DIAGNOSTIC_TEST")
_MARKUP = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PIECES = re.compile(r"[;；\n]|<br\s*/?>", re.IGNORECASE)
_GROUPS = re.compile(r"[:：]\s*(\d+)\s*(?=[;；]|$)")

# Shape of the numbers each registry gives; the first that fits names the registry.
_REGISTRIES = (
    ("ClinicalTrials.gov", re.compile(r"NCT\d{8}$")),
    ("ChiCTR", re.compile(r"ChiCTR(-[A-Z]{2,5}-)?\d{8,12}$", re.IGNORECASE)),
    ("CTR", re.compile(r"CTR20\d{6}$")),                               # China, Center for Drug Evaluation
    ("CTIS", re.compile(r"20\d{2}-5\d{5}-\d{2}(-\d{2})?$")),
    ("EudraCT", re.compile(r"(19|20)\d{2}-\d{6}-\d{2}$")),
    ("ISRCTN", re.compile(r"ISRCTN\d{8}$")),
    ("jRCT", re.compile(r"jRCTs?\d{10,12}$", re.IGNORECASE)),
    ("JapicCTI", re.compile(r"JapicCTI-?\d{6}$", re.IGNORECASE)),
    ("UMIN", re.compile(r"UMIN\d{9}$")),
    ("ACTRN", re.compile(r"ACTRN\d{14}p?$")),
    ("CTRI", re.compile(r"CTRI/\d{4}/\d{2,3}/\d{6}$")),
)


def code(text: str) -> str:
    """A word of the older formats as the API v2 writes it: `Active, not recruiting` -> `ACTIVE_NOT_RECRUITING`."""
    upper = re.sub(r"[^A-Za-z0-9]+", "_", text).strip("_").upper()
    return {"UNKNOWN_STATUS": "UNKNOWN", "N_A": "NA", "NOT_APPLICABLE": "NA", "BOTH": "ALL"}.get(upper, upper)


def phases(text: str) -> tuple[str, ...]:
    """`Phase 1/Phase 2`, `Phase II`, `Ⅲ期` -> codes; `N/A` -> (NA,); what is no phase (`Retrospective study`) -> ()."""
    text = unicodedata.normalize("NFKC", text).strip()
    if not text:
        return ()
    if code(text) in ("NA", "NOT_SELECTED", "OTHER"):
        return ("NA",)
    early = re.search(r"early[ _]phase|探索性研究|预试验", text, re.IGNORECASE)
    if early:
        return ("EARLY_PHASE1",)
    marked = _PHASE_YES.findall(text)
    # The European register writes every phase with yes or no behind it.
    if not marked and re.search(r"\(phase\s*i", text, re.IGNORECASE):
        return ()
    found = marked or _PHASE.findall(re.sub("phase", " ", text, flags=re.IGNORECASE))
    return tuple(dict.fromkeys(f"PHASE{_ROMAN.get(one.lower(), one)}" for one in found))


def day(text: str) -> str | None:
    """An ISO date, partial where the registry's is; None when it cannot be read, empty for nothing."""
    text = text.strip()
    if not text:
        return ""
    spoken = _SPOKEN.match(text)
    if spoken:
        month = _MONTHS.get(spoken[1].lower())
        if not month:
            return None
        text = f"{spoken[3]}-{month:02d}" + (f"-{int(spoken[2]):02d}" if spoken[2] else "")
    if other := next((hit for shape in _OTHER_DAY if (hit := shape.match(text))), None):
        text = f"{other['y']}-{int(other['m']):02d}-{int(other['d']):02d}"
    elif spoken := _DAY_FIRST.match(text):
        text = f"{spoken[3]}-{_MONTHS.get(spoken[2].lower(), 99):02d}-{int(spoken[1]):02d}"
    found = _ISO.match(text)
    if not found:
        return None
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
    return "-".join(part for part in found.groups() if part)


def age(text: str) -> Age | None:
    """`6 Months`; no limit for `N/A` and nothing; None when it cannot be read."""
    text = text.strip()
    if text.lower() in _NO_AGE:
        return Age(text)
    found = _AGE.match(text)
    if not found:
        return None
    unit = found[2].lower()
    return Age(text, int(found[1]), _AGE_UNITS.get(unit, unit.removesuffix("s")))


def yes_no(text: str) -> bool | None:
    """Yes or no however it is written, None when it is not said."""
    known = {"true": True, "yes": True, "accepts healthy volunteers": True, "y": True,
             "false": False, "no": False, "n": False}
    return known.get(text.strip().lower())


def number(text: str, hint: str = "") -> Number:
    """A trial number with the registry that gives numbers of its shape; `EudraCT 2012-...` loses its prefix."""
    bare = re.sub(r"^(EudraCT|EU CT|CTIS)(\s+(No\.?|Number))?[:\s]*", "", text.strip(), flags=re.IGNORECASE)
    for registry, shape in _REGISTRIES:
        if shape.match(bare):
            return Number(bare, registry)
    return Number(text.strip())


@lru_cache(maxsize=1)
def _chinese_countries() -> dict[str, str]:
    english = Locale("en").territories
    return {name: english[code] for code, name in Locale("zh").territories.items() if code in english} | {
        "香港": "Hong Kong", "澳门": "Macau", "台湾": "Taiwan", "中国香港": "Hong Kong", "中国澳门": "Macau",
        "中国台湾": "Taiwan", "中华人民共和国": "China", "中国大陆": "China"}


def country(text: str) -> str:
    """A country in English, so that one filter finds the records of every registry; an unknown one as it stands."""
    return text if text.isascii() else _chinese_countries().get(text.strip(), text)


def several(text: str, registry: str) -> tuple[str, ...]:
    """The numbers in one field: collections of registries write several, ClinicalTrials.gov one."""
    if registry == "ClinicalTrials.gov":
        return (text,)
    return tuple(part.strip() for part in re.split(r"[;；,，、\s]+", text) if number(part).registry)


def count(text: str) -> int | None:
    """A number of people; of groups (`A:50;B:50;`) their sum; None when it cannot be read."""
    text = text.strip()
    if text.isdecimal():
        return int(text)
    groups = _GROUPS.findall(text)
    return sum(map(int, groups)) if groups else None


def plain(text: str) -> str:
    """Text without the line breaks of web pages."""
    return "\n".join(line.strip() for line in _MARKUP.sub("\n", text).splitlines()).strip()


def pieces(text: str) -> tuple[str, ...]:
    """The parts of a text that lists things one behind the other."""
    return tuple(part.strip() for part in _PIECES.split(text) if part.strip())


def kind_and_name(text: str) -> tuple[str, str]:
    """`Drug: letrozole` -> (DRUG, letrozole); a group's name in front of its treatment is no kind."""
    kind, _, name = text.partition(":")
    known = code(kind) in _KINDS
    return (code(kind), name.strip()) if known and name.strip() else ("", text)


def dropped(raw: object, names: frozenset[str]) -> object:
    """The record without the parts called `names`, at any depth: persons and their telephones."""
    if isinstance(raw, dict):
        return {key: dropped(value, names) for key, value in raw.items() if key not in names}
    if isinstance(raw, list):
        return [dropped(item, names) for item in raw]
    return raw
