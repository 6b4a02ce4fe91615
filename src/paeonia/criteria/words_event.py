"""Criteria on events in words: `therapy: {class: taxane, ended within: 3 weeks}`."""

from __future__ import annotations

from paeonia.criteria.nodes import CodeTest, Count, Event, NumberTest, Ongoing, TimeTest
from paeonia.criteria.word_parts import amount_range, span_words, value_words
from paeonia.record.dictionary import Variable


def event_words(leaf: Event, variable: Variable, language: str, absent: bool = False) -> str:
    """One criterion on an event; `absent` says that there is none such."""
    name = variable.words[language]
    primary_first = sorted(leaf.tests, key=lambda test: not _is_primary(test, variable))
    details = [_test(test, variable, language) for test in primary_first]
    details += [_time(time, language) for time in leaf.times]
    zh = language == "zh"
    # What it is stands behind a colon, the rest in brackets: values often bring brackets of their own.
    first = primary_first[0] if primary_first else None
    what = isinstance(first, CodeTest) and _is_primary(first, variable) and not first.negated
    said = f"{name}{'：' if zh else ': '}{details[0]}" if what else name
    rest = details[1:] if what else details
    if rest:
        said += f"（{'，'.join(rest)}）" if zh else f" ({', '.join(rest)})"
    if leaf.count is not None:
        counted = f"{said}{'，' if zh else ', '}{_count(leaf.count, language)}"
        return (f"并非 {counted}" if zh else f"not {counted}") if absent else counted
    if absent:
        return f"无{said}" if zh else f"no {said}"
    return f"有{said}" if zh else said


def _is_primary(test: CodeTest | NumberTest, variable: Variable) -> bool:
    return variable.primary in (test.field, variable.fields[test.field].same_as)


def _test(test: CodeTest | NumberTest, variable: Variable, language: str) -> str:
    field = variable.fields[test.field]
    name = field.words[language]
    if isinstance(test, NumberTest):
        return f"{name} {amount_range(test.low, test.high, field.unit, language)}"
    values = value_words(field, test.values, language)
    # The primary field and its class need no label: "palbociclib", not "drug palbociclib".
    bare = _is_primary(test, variable)
    if language == "zh":
        said = values if bare else f"{name}{values}" if test.negated else f"{name}：{values}"
        return f"非{values}" if test.negated and bare else f"{name}非{values}" if test.negated else said
    said = values if bare else f"{name} {values}"
    return f"not {said}" if test.negated else said


def _time(time: TimeTest | Ongoing, language: str) -> str:
    zh = language == "zh"
    if isinstance(time, Ongoing):
        return {(True, True): "正在进行", (True, False): "已结束", (False, True): "ongoing",
                (False, False): "ended"}[zh, time.yes]
    said = span_words(time.span, language)
    if time.what == "lasted":
        sign = {(True, True): "≥", (True, False): ">", (False, True): "≤", (False, False): "<"}[
            time.longer, time.inclusive]
        return f"持续 {sign} {said}" if zh else f"lasted {sign} {said}"
    what = {"started": "开始", "ended": "结束"}[time.what]
    if zh:
        return f"{what}已超过 {said}" if time.longer else f"{what}未超过 {said}" if time.what == "started" else (
            f"最近 {said}内仍在进行或结束")
    if time.longer:
        return f"{time.what} more than {said} ago"
    return f"started within {said}" if time.what == "started" else f"within the last {said}"


def _count(count: Count, language: str) -> str:
    zh = language == "zh"
    one = (count.high if count.high is not None else count.low) == 1
    noun = {"lines": ("线", "line" if one else "lines"), "times": ("次", "time" if one else "times")}[count.of]
    if count.high == count.low:
        return f"{count.low} {noun[0]}" if zh else f"exactly {count.low} {noun[1]}"
    if count.high is None:
        return f"至少 {count.low} {noun[0]}" if zh else f"at least {count.low} {noun[1]}"
    if count.low == 0:
        return f"至多 {count.high} {noun[0]}" if zh else f"at most {count.high} {noun[1]}"
    return f"{count.low}–{count.high} {noun[0]}" if zh else f"{count.low} to {count.high} {noun[1]}"
