"""What was wrong with an input, said so that its reader can mend it: the thing, the place, the next step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_MESSAGES: dict[str, dict[str, str]] = {}
# Places are written in English where they are found; these are their parts in Chinese.
_PLACES = [(re.compile(pattern), chinese) for pattern, chinese in (
    (r"(?:, )?\bline (\d+)", " 第 {} 行"), (r"(?:, )?\brow (\d+)", " 第 {} 行"), (r"(?:, )?\bbyte (\d+)", " 第 {} 字节"),
    (r"(?:, )?\bentry (\d+)", " 第 {} 条"), (r"(?:, )?\bcomponent (\d+)", " 第 {} 项"),
    (r"(?:, )?\bcolumn (“[^”]*”)", " {}列"))]
_HOLD_PLACES = ("where", "first", "second")     # parameters that name a place


def messages(catalogue: Mapping[str, tuple[str, str]]) -> None:
    """Add message templates, `code -> (English, Chinese)`; each floor brings those it raises.

    Templates use `str.format` names taken from `Problem.params`. A code may be declared once only.
    """
    for code, (en, zh) in catalogue.items():
        if code in _MESSAGES and _MESSAGES[code] != {"en": en, "zh": zh}:
            raise ValueError(f"message code declared twice: {code}")
        _MESSAGES[code] = {"en": en, "zh": zh}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and where: `place` is a file with its line, row or entry."""

    code: str
    place: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.code not in _MESSAGES:
            raise KeyError(f"no message declared for {self.code!r}")

    def text(self, language: str = "en") -> str:
        """The message in `en` or `zh`, with its place in front."""
        said = _MESSAGES[self.code]["zh" if language.startswith("zh") else "en"]
        zh = language.startswith("zh")
        # A parameter may come with its words: `variable_zh` beside `variable`.
        params = {name: self.params.get(f"{name}_{'zh' if zh else 'en'}", value) for name, value in self.params.items()}
        if zh:
            params |= {name: place_words(str(params[name])) for name in _HOLD_PLACES if name in params}
        said = said.format_map(_Blank(params))
        if not self.place:
            return said
        return f"{place_words(self.place)}：{said}" if zh else f"{self.place}: {said}"

    def __str__(self) -> str:
        return self.text("en")


def place_words(place: str) -> str:
    """A place in Chinese: `labs.csv, row 3, column “ALT”` -> `labs.csv 第 3 行 “ALT”列`."""
    for pattern, chinese in _PLACES:
        place = pattern.sub(lambda found, chinese=chinese: chinese.format(found[1]), place)  # type: ignore[misc]
    return place.strip()


class _Blank(dict[str, Any]):
    """A forgotten parameter shows as its name instead of breaking the message."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class Refused(ValueError):
    """Raised when an input cannot be used at all; carries every problem found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(p) for p in problems))


def problem(code: str, /, place: str = "", **params: Any) -> Problem:
    """A problem whose parameters may be pairs of texts, `{"en", "zh"}`: each reader is told hers."""
    told: dict[str, Any] = {}
    for name, value in params.items():
        if isinstance(value, dict):
            told |= {name: value["en"], f"{name}_zh": value["zh"], f"{name}_en": value["en"]}
        else:
            told[name] = value
    return Problem(code, place, told)


def refuse(code: str, /, place: str = "", **params: Any) -> Refused:
    """The refusal to raise for one problem, made as `problem` makes it."""
    return Refused([problem(code, place, **params)])


messages({
    "unknown-variable": ("no variable is called “{name}”{hint}. Look it up in the dictionary.",
                         "没有名为“{name}”的变量{hint}，请在数据字典中查找。"),
    "unknown-field": ("“{variable}” has no field “{name}”{hint}. Its fields: {expected}.",
                      "“{variable}”没有字段“{name}”{hint}。可用字段：{expected}。"),
    "unknown-code": ("“{value}” is not a value of {variable}{hint}. Correct it or add the code to the dictionary.",
                     "“{value}”不是{variable}的取值{hint}。请更正，或在字典中增加该代码。"),
    "missing-value": ("{variable} has no value. Give one or leave the fact out.",
                      "{variable}没有值。请填写，或删去该条。"),
    "not-a-number": ("“{value}” is not a number for {variable}. Write digits, such as 1.5.",
                     "{variable}的“{value}”不是数字。请填写数字，例如 1.5。"),
    "uln-not-above-0": ("the upper limit of normal of {variable} must be above 0, not {value}.",
                        "{variable}的正常上限必须大于 0，不能为 {value}。"),
    "not-one-value": ("{variable} takes one value, not “{value}”. Write one fact for each.",
                      "{variable}只能有一个值，不能为“{value}”。请每个值单列一条。"),
    "no-question": ("an answer needs `question`: the English text of the `ask` it answers.",
                    "回答需要 `question`：所答 `ask` 的英文原文。"),
    "not-whole": ("“{value}” is not a whole number for {variable}. Write digits only, such as 2.",
                  "{variable}的“{value}”不是整数。请只填数字，例如 2。"),
    "impossible-value": ("{value}{unit} is impossible for {variable} (possible: {low} to {high}). Check the source.",
                         "{variable}不可能为 {value}{unit}（可能范围：{low} 至 {high}）。请核对原始资料。"),
    "unknown-unit": ("“{unit}” is not a unit that {variable} can be read in; expected {expected}.",
                     "{variable}不能使用单位“{unit}”，应为 {expected}。"),
    "bad-date": ("“{value}” is not a date for {variable}. Write YYYY-MM-DD, YYYY-MM or YYYY.",
                 "{variable}的“{value}”不是日期。请写作 年-月-日、年-月 或 年。"),
    "future-date": ("{value} lies in the future for {variable}. Check the year.",
                    "{variable}的日期 {value} 在将来。请核对年份。"),
    "stop-before-start": ("{variable} stops ({stop}) before it starts ({start}). Check both dates.",
                          "{variable}的结束日期（{stop}）早于开始日期（{start}）。请核对。"),
})
