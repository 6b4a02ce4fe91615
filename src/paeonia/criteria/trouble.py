"""What can be wrong with a sentence, in words that say where and what to write instead."""

from __future__ import annotations

from typing import Any

from paeonia.record.problems import Problem, messages


class Trouble(Exception):
    """One mistake in a sentence; the reader collects them, so that all are shown at once."""

    def __init__(self, code: str, place: str, **params: Any) -> None:
        self.problem = Problem(code, place, params)
        super().__init__(str(self.problem))


messages({
    "not-a-sentence": ("a sentence is a mapping such as `er: positive` or `all: [...]`; here stands “{value}”.",
                       "句子应写成映射，例如 `er: positive` 或 `all: [...]`；此处为“{value}”。"),
    "empty-sentence": ("nothing is asked here. Write a criterion or remove the entry.",
                       "此处没有任何条件。请写明条件或删除该项。"),
    "not-a-list": ("`{key}` takes a list of sentences, each on a line that starts with “- ”.",
                   "`{key}` 后应为句子列表，每行以“- ”开头。"),
    "unknown-word": ("“{name}” is neither a variable of the dictionary nor a word of the language{hint}.",
                     "“{name}”既不是字典变量，也不是语言关键词{hint}。"),
    "unknown-key": ("“{key}” is not understood here{hint}. Possible: {expected}.",
                    "此处不能使用“{key}”{hint}。可用：{expected}。"),
    "unknown-value": ("“{value}” is not a value of {variable}{hint}. Values: {expected}.",
                      "“{value}”不是{variable}的取值{hint}。可用取值：{expected}。"),
    "not-ordered": ("{variable} has no order, so “{key}” makes no sense. List the values instead.",
                    "{variable}没有顺序，不能使用“{key}”。请直接列出取值。"),
    "bad-duration": ("“{value}” is not a duration. Write a whole number and a unit: 28 days, 3 weeks, 6 months, 2 years.",
                     "“{value}”不是时长。请写整数加单位：28 days、3 weeks、6 months、2 years。"),
    "not-an-amount": ("“{value}” is not an amount for {variable}. Write a number with the unit {unit}, or `2.5 x ULN`.",
                      "“{value}”不是{variable}的数值。请写数字加单位 {unit}，或 `2.5 x ULN`。"),
    "not-an-age": ("“{value}” is not an age. Write whole years such as 18, or `6 months`.",
                   "“{value}”不是年龄。请写整岁数，例如 18，或 `6 months`。"),
    "not-a-run": ("a list for {variable} must be whole numbers without a gap, such as [0, 1]. "
                  "Write {{from: ..., to: ...}}, or several criteria under `any:`.",
                  "{variable}的列表只能是连续的整数，例如 [0, 1]。"
                  "请写 {{from: ..., to: ...}}，或在 `any:` 下分列多个条件。"),
    "unit-slip": ("{variable} is not measured in “{unit}”; use {expected} or a unit that converts to it.",
                  "{variable}不能以“{unit}”为单位；请使用 {expected} 或可换算的单位。"),
    "impossible-threshold": ("{value} is impossible for {variable} (possible: {low} to {high}). A slip of the unit?",
                             "{variable}不可能为 {value}（可能范围：{low} 至 {high}）。单位是否有误？"),
    "empty-range": ("nothing lies between {low} and {high}. Turn the ends round or correct one.",
                    "{low} 与 {high} 之间没有取值。请对调或更正。"),
    "two-ends": ("the same end of the range is given twice. Keep one.", "同一端给出了两次，请保留一个。"),
    "not-a-count": ("“{value}” is not a count. Write a whole number.", "“{value}”不是个数，请写整数。"),
    "too-many-wanted": ("at least {k} of {n} can never hold. Lower the number or add sentences.",
                        "{n} 项中不可能满足 {k} 项。请减少个数或增加句子。"),
    "no-test": ("{variable} is asked nothing. Write a value, such as `{variable}: {example}`.",
                "没有对{variable}提出条件。请写明取值，例如 `{variable}: {example}`。"),
    "one-test": ("{variable} is asked several things at once. Keep one of `is`, `is not` and a range; "
                 "put the others into criteria of their own.",
                 "对{variable}同时提出了多种条件。`is`、`is not` 与范围只能取其一，其余请另列条件。"),
    "ask-both": ("`ask` needs the question in both languages: {{en: ..., zh: ...}}.",
                 "`ask` 需要中英文问题：{{en: ..., zh: ...}}。"),
    "no-line-field": ("{variable} has no field `line` to count lines of. Use `times`.",
                      "{variable}没有 `line` 字段，不能计线数。请用 `times`。"),
})
