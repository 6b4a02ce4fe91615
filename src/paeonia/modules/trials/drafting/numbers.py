"""Numbers with what stands behind them: units as laboratories write them, multiples of ULN, times, ages, ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"(?:\d+,\d(?=\s*x\s)|\d{1,3}(?:,\d{3})+|\d{2,3} 000(?=\s*/?\s*(?:cells|mm|ul|mcl|cu))|\d+(?:\.\d+)?|\.\d+)"
_NUMBER = re.compile(rf"({NUMBER})(?:\s*(?:-|to|至|到)\s*({NUMBER}))?")
_PLUS = re.compile(r"\s?\+(?![\d/])")
_NORMAL = (r"(?:(?:institution(?:al)?(?:\'s)? |laboratory |local |lab )*(?:uln|unl|uuln|iuln)|"
           r"(?:institution(?:al)?(?:'s)? |laboratory |local |lab |normal )*upper[ -](?:normal )?limits?(?: of| for)? ?"
           r"(?:the )?(?:institution(?:al)? |laboratory |reference )?(?:normal)?(?: range| limits?| value)?"
           r"|upper limit|normal upper limit|正常值?范?围?上限|normal(?! saline))")
_ULN = re.compile(rf"\s*(?:-?\s*fold|x|times|\*|倍(?:的)?)\s*(?:the |of |of the )?{_NORMAL}(?:\s*\(\s*(?:uln|"
                  rf"unl)\s*\))?"
                  rf"|\s*(?:the |of the )?(?:i?uln\b|unl\b|正常值上限)(?:\s*\(\s*uln\s*\))?")
_UNITS: tuple[tuple[str, str], ...] = (
    (r"(?:x|\*)?\s*10\s*(?:\^|\*\*|\*|e|\()?\s*9\s*\)?\s*(?:cells?\s*)?/\s*l(?:iter)?\b", "10*9/L"),
    (r"(?:x|\*)?\s*10\s*(?:\^|\*\*|\*|e|\()?\s*3\s*\)?\s*/\s*(?:ul|mcl|mm\s*\^?\s*3|microliter)(?!\w)", "10*3/uL"),
    (r"(?:k|thou|thousand)\s*/\s*(?:ul|mcl|cumm|mm\s*\^?\s*3)(?!\w)", "10*3/uL"),
    (r"(?:cells?\s*)?(?:/|per)\s*(?:mm\s*\^?\s*\(?3\)?|cu\.?\s?mm|cubic (?:mm|millimeter)|ul|mcl|microl(?:iter)?|"
     r"cmm)(?!\w)",
        "/uL"),
    (r"(?:cells?\s*)?mm\s*\^?\s*3(?!\w)", "/uL"),
    (r"(?:gms?|g|grams?)\s*(?:/|per)\s*(?:dl|deciliter|100\s?ml)\b", "g/dL"), (r"(?:gms?|g)\s*%", "g/dL"),
    (r"mgs?\s*(?:/|per)\s*m\s*\^?\s*\(?2\)?(?!\w)", "mg/m2"),
    (r"mgs?\s*(?:/|per)\s*(?:dl|deciliter|100\s?ml)\b", "mg/dL"), (r"mg\s*%", "mg/dL"),
    (r"(?:umol|micromol|mcmol|micromoles?)\s*(?:/|per)\s*l(?:iter)?\b", "umol/L"),
    (r"mmol\s*/\s*l(?:iter)?\b", "mmol/L"), (r"g\s*/\s*l(?:iter)?\b", "g/L"), (r"m?iu\s*/\s*ml\b", "m[IU]/mL"),
    (r"ml\s*/\s*min(?:ute)?\s*/\s*1\.73\s*m\s*\^?\s*2", "mL/min"), (r"(?:ml|cc)\s*(?:/|per)\s*min(?:ute)?\b", "mL/min"),
    (r"mm\s*/\s*hg\b", "mm[Hg]"),
    (r"i?u\s*/\s*l\b", "U/L"), (r"u\s*/\s*ml\b", "U/mL"), (r"ng\s*/\s*ml\b", "ng/mL"), (r"ng\s*/\s*dl\b", "ng/dL"),
    (r"pg\s*/\s*ml\b", "pg/mL"), (r"(?:ms|msecs?|milliseconds?|毫秒)(?![a-z])", "ms"), (r"mm\s?hg\b|毫米汞柱",
        "mm[Hg]"),
    (r"(?:cm|centimeters?|厘米)(?![a-z])", "cm"), (r"(?:mm|millimeters?|毫米)(?![a-z])(?!\s*\^?3)", "mm"),
    (r"kg\s*/\s*m\s*\^?\s*2", "kg/m2"), (r"kg\b|公斤", "kg"), (r"bpm\b|beats\s*/\s*min(?:ute)?|beats per minute|次/分钟?",
        "/min"), (
        r"(?:seconds?|secs?)\b",
        "s"),
)
_UNIT = tuple((re.compile(r"\s*" + pattern), ucum) for pattern, ucum in _UNITS)
_AGAIN = re.compile(r"\s*\(\s*(?:cm|mm|ul|[a-z]{1,4}/[a-z]{1,4})\s*\)")
_PERCENT = re.compile(r"\s*(?:%|percent\b|per cent\b)(?:\s*\(%\))?")
_YEARS = re.compile(r"\s*-?\s*(?:years?|yrs?\.?|y)(?:\s*-?\s*(?P<of>of age|old|in age))|\s*y/?o\b|\s*周?岁")
_TIME = re.compile(r"\s*-?\s*(?:((?:calendar )?days?|天|日)|(weeks?|wks?|周|星期)|"
                   r"(calendar months?|months?|mos?\b|个月|月)|(years?|"
                   r"yrs?|年))(?![a-z])")
_WORDS = {word: n for n, word in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])}
_WORD = re.compile(rf"({'|'.join(_WORDS)})(?:\s*\(\s*\d+\s*\))?(?![a-z])")
NOUNS = ("days", "weeks", "months", "years")


@dataclass(frozen=True)
class Amount:
    """A number or, with `high`, a range; `unit` in UCUM, `x ULN`, `%`, a noun of time, `age`, or nothing."""

    low: float
    high: float | None
    unit: str
    plus: bool = False      # `18+`

    @property
    def text(self) -> str:
        """As a sentence writes it: `1.5 x ULN`, `28 days`."""
        number = f"{self.low:g}" if self.low < 1e5 else f"{self.low:.0f}"
        return f"{number} {self.unit}".strip() if self.unit != "age" else number


def amount(lower: str, at: int) -> tuple[str, Amount, int] | None:
    """The number that begins at a place of the lower-case text: its tag, itself, and where it ends."""
    found = _NUMBER.match(lower, at)
    if not found:
        word = _WORD.match(lower, at)
        if not word:
            return None
        return _with_unit(lower, word.end(), float(_WORDS[word[1]]), None)
    low = _value(found[1])
    high = _value(found[2]) if found[2] else None
    if high is not None and high <= low:        # `1-0` or a hyphen that is none of a range
        return _with_unit(lower, found.end(1), low, None)
    return _with_unit(lower, found.end(), low, high)


def _value(text: str) -> float:
    if re.fullmatch(r"\d+,\d", text):       # `1,5 x 10^9/L`
        return float(text.replace(",", "."))
    return float(text.replace(",", "").replace(" ", "")) if len(text) < 15 else 1e15


def _with_unit(lower: str, end: int, low: float, high: float | None) -> tuple[str, Amount, int]:
    plus = _PLUS.match(lower, end)
    after = plus.end() if plus else end
    tag, unit, stop = _unit(lower, after)
    if plus and not unit and low < 12:      # 3+ is a grade of staining, not "three and more"
        plus, stop = None, end
    return ("R" if high is not None else "") + tag, Amount(low, high, unit, bool(plus)), stop


def _unit(lower: str, at: int) -> tuple[str, str, int]:
    if found := _ULN.match(lower, at):
        return "ULN", "x ULN", found.end()
    if found := _PERCENT.match(lower, at):
        return "PCT", "%", found.end()
    if found := _YEARS.match(lower, at):
        return "AGED", "age", found.end()
    for pattern, ucum in _UNIT:
        if found := pattern.match(lower, at):
            again = _AGAIN.match(lower, found.end())
            return "QTY", ucum, again.end() if again else found.end()
    if found := _TIME.match(lower, at):
        noun = next(noun for noun, group in zip(NOUNS, found.groups(), strict=True) if group)
        return "DUR", noun, found.end()
    return "NUM", "", at
