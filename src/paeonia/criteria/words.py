"""A sentence as a clinician would say it, in English and in Chinese."""

from __future__ import annotations

from typing import Literal

from paeonia.criteria.nodes import (
    Aged,
    All,
    AnyOf,
    Ask,
    AtLeast,
    Compare,
    Event,
    Is,
    Node,
    Not,
    Since,
)
from paeonia.criteria.word_parts import amount_range, span_words, value_words
from paeonia.criteria.words_event import event_words
from paeonia.record.dictionary import YES_NO, Dictionary

Language = Literal["en", "zh"]


def say(node: Node, dictionary: Dictionary, language: Language = "en") -> str:
    """One sentence; nested ones are bracketed so that it can be read only one way."""
    return _Speaker(dictionary, language).say(node)


def both(node: Node, dictionary: Dictionary) -> dict[str, str]:
    """The sentence in both languages, `{"en", "zh"}`."""
    return {"en": say(node, dictionary, "en"), "zh": say(node, dictionary, "zh")}


def heading(node: Node, language: Language = "en") -> str:
    """What a group of criteria is called when its parts are listed under it."""
    zh = language == "zh"
    if isinstance(node, All):
        return "以下全部符合" if zh else "All of the following"
    if isinstance(node, AnyOf):
        return "以下任一符合" if zh else "Any of the following"
    if isinstance(node, AtLeast):
        return f"以下至少 {node.k} 项符合" if zh else f"At least {node.k} of the following"
    if isinstance(node, Not) and isinstance(node.of, AnyOf):
        return "以下均不存在" if zh else "None of the following"
    if isinstance(node, Not):
        return "以下不成立" if zh else "Not the following"
    return ""


def _asked_of_some(node: All) -> Ask | Not | None:
    """The question at the end of a guard (`all: [heart disease, ask]`), asked of those only who have the thing before it."""
    last = node.of[-1] if len(node.of) > 1 else None
    return last if isinstance(last, Ask) or isinstance(last, Not) and isinstance(last.of, Ask) else None


class _Speaker:
    def __init__(self, dictionary: Dictionary, language: Language) -> None:
        self.dictionary, self.language = dictionary, language
        self.zh = language == "zh"

    def say(self, node: Node) -> str:
        if isinstance(node, Not):
            return self._not(node.of)
        if isinstance(node, (All, AnyOf, AtLeast)):
            return self._gate(node)
        if isinstance(node, Is):
            return self._is(node, False)
        if isinstance(node, Compare):
            return self._compare(node)
        if isinstance(node, Aged):
            return self._aged(node)
        if isinstance(node, Since):
            return self._since(node)
        if isinstance(node, Ask):
            return node.zh if self.zh else node.en
        return event_words(node, self.dictionary[node.variable], self.language)

    def _inner(self, node: Node) -> str:
        said = self.say(node)
        bracket = isinstance(node, (All, AnyOf, AtLeast)) and len(node.of) > 1
        return (f"（{said}）" if self.zh else f"({said})") if bracket else said

    def _gate(self, node: All | AnyOf | AtLeast) -> str:
        parts = [self._inner(child) for child in node.of]
        if isinstance(node, AtLeast):
            joined = ("；" if self.zh else "; ").join(parts)
            return f"以下至少 {node.k} 项：{joined}" if self.zh else f"at least {node.k} of: {joined}"
        if not parts:
            return {(True, True): "无条件", (True, False): "无一可成立",
                    (False, True): "no condition", (False, False): "nothing can satisfy this"}[
                        self.zh, isinstance(node, All)]
        word = {("zh", True): "，且", ("zh", False): "，或", ("en", True): " and ", ("en", False): " or "}[
            self.language, isinstance(node, All)]
        return word.join(parts)

    def _not(self, node: Node) -> str:
        if isinstance(node, Is):
            return self._is(node, True)
        if isinstance(node, All) and (asked := _asked_of_some(node)):
            things, question, yes = self._things(node), self._ask(asked), isinstance(asked, Ask)
            if self.zh:
                return f"如{things}，则下列问题须答“{'否' if yes else '是'}”：{question}"
            return f"if {things}, the answer must be {'no' if yes else 'yes'}: {question}"
        if isinstance(node, AnyOf) and node.of:
            parts = ("；" if self.zh else "; ").join(self._member(child) for child in node.of)
            if len(node.of) == 1:
                return self._not(node.of[0])
            return f"以下均无：{parts}" if self.zh else f"none of: {parts}"
        if isinstance(node, Event):
            return event_words(node, self.dictionary[node.variable], self.language, absent=True)
        if isinstance(node, AtLeast):
            said = ("；" if self.zh else "; ").join(self._inner(child) for child in node.of)
            return f"以下至多 {node.k - 1} 项：{said}" if self.zh else f"at most {node.k - 1} of: {said}"
        return f"并非：{self._inner(node)}" if self.zh else f"not: {self._inner(node)}"

    def _member(self, node: Node) -> str:
        """One of several that are forbidden; of some of them a person says whether they count."""
        asked = _asked_of_some(node) if isinstance(node, All) else None
        if not isinstance(node, All) or asked is None:
            return self._inner(node)
        yes = isinstance(asked, Ask)
        if self.zh:
            return f"{self._things(node)}，且下列问题答“{'是' if yes else '否'}”：{self._ask(asked)}"
        return f"{self._things(node)}, if the answer is {'yes' if yes else 'no'}: {self._ask(asked)}"

    def _things(self, node: All) -> str:
        """What stands before the question of a guard."""
        return self.say(node.of[0]) if len(node.of) == 2 else self._gate(All(node.of[:-1]))

    def _ask(self, node: Ask | Not) -> str:
        return self.say(node.of if isinstance(node, Not) else node)

    def _is(self, node: Is, negated: bool) -> str:
        variable = self.dictionary[node.variable]
        assert variable.value is not None
        given, name = node.values, variable.words[self.language]
        two = variable.type == "yes_no"
        if two and negated:     # there is no third answer, and "is not no" is hard to read
            given = tuple(code for code in YES_NO if code not in given)
        values = value_words(variable.value, given, self.language)
        if two and given:
            return f"{name}：{values}{self._window(node)}" if self.zh else f"{name}: {values}{self._window(node)}"
        if self.zh:
            return f"{name}{'不是' if negated else '为'}{values}{self._window(node)}"
        return f"{name} {'is not' if negated else 'is'} {values}{self._window(node)}"

    def _window(self, node: Is | Compare) -> str:
        if node.window is None:
            return ""
        said = span_words(node.window, self.language)
        return f"（{said}内）" if self.zh else f" (within {said})"

    def _compare(self, node: Compare) -> str:
        variable = self.dictionary[node.variable]
        said = amount_range(node.low, node.high, variable.unit, self.language)
        name = variable.words[self.language]
        gap = "" if name.endswith("）") else " "
        return f"{name}{gap}{said}{self._window(node)}"

    def _aged(self, node: Aged) -> str:
        in_years = all(months is None or months % 12 == 0 for months in (node.low, node.high))
        per, unit = (12, "岁" if self.zh else "years") if in_years else (1, "个月" if self.zh else "months")
        low = None if node.low is None else node.low // per
        high = None if node.high is None else node.high // per - 1
        if low is not None and high is not None:
            if low == high:
                return f"年龄 {low} {unit}" if self.zh else f"aged {low} {unit}"
            return f"年龄 {low}–{high} {unit}" if self.zh else f"aged {low} to {high} {unit}"
        if low is not None:
            return f"年龄至少 {low} {unit}" if self.zh else f"aged {low} {unit} or over"
        return f"年龄不超过 {high} {unit}" if self.zh else f"aged {high} {unit} or under"

    def _since(self, node: Since) -> str:
        name, said = self.dictionary[node.variable].words[self.language], span_words(node.span, self.language)
        if self.zh:
            return f"{name}距今{'超过' if node.longer else '不超过'}{said}"
        return f"{name} {'more than' if node.longer else 'no more than'} {said} ago"
