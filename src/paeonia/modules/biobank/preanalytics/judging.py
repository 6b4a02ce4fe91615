"""Derived times judged by the limits: within, outside, unknown or not applicable, with the reason and the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from paeonia.record.problems import Problem, messages

from ..vocabulary import Vocabulary, vocabulary
from .events import Sample
from .limits import PURPOSES, Limit, Limits, limits
from .outcome import Derived, State
from .spelling import spelled
from .times import WORDS, Times, times

messages({
    "limit-within": ("{time}: {value}{via}; allowed: {bound}.", "{time}：{value}{via}；允许范围：{bound}。"),
    "limit-outside": ("{time}: {value}{via}; allowed: {bound}. Decide whether the sample may be used for {purposes}.",
                      "{time}：{value}{via}；允许范围：{bound}。请判断该样本能否用于{purposes}。"),
    "limit-unknown": ("{time} is not known{via}; allowed: {bound}. {todo}", "{time}未知{via}；允许范围：{bound}。{todo}"),
    "limit-na": ("{time} does not apply to this sample.", "{time}不适用于该样本。"),
})


class Verdict(StrEnum):
    """What a limit says of a sample."""

    WITHIN = "within"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


GRAVITY = (Verdict.OUTSIDE, Verdict.UNKNOWN, Verdict.WITHIN, Verdict.NOT_APPLICABLE)
VERDICTS = {
    Verdict.WITHIN: {"en": "within the limit", "zh": "符合"}, Verdict.OUTSIDE: {"en": "outside the limit", "zh": "超限"},
    Verdict.UNKNOWN: {"en": "unknown", "zh": "未知"}, Verdict.NOT_APPLICABLE: {"en": "not applicable", "zh": "不适用"},
}
AWAITING = {"en": "awaiting clinical sign-off", "zh": "待临床确认"}


@dataclass(frozen=True)
class Flag:
    """One limit and what it says; `reason` is a message in either language, `todo` what would settle an unknown one."""

    limit: Limit
    verdict: Verdict
    derived: Derived
    reason: Problem
    todo: tuple[Problem, ...] = ()

    @property
    def awaiting_sign_off(self) -> bool:
        """Whether the limit itself still waits for a clinician."""
        return self.limit.awaiting_sign_off


def judged(sample: Sample, now: datetime, *, purposes: Iterable[str] | None = None, in_force: Limits | None = None,
           words: Vocabulary | None = None, known: Times | None = None) -> list[Flag]:
    """What each limit that concerns this sample (for some purposes, or for any) says, the gravest first."""
    words = words or vocabulary()
    rules = [one for one in about(sample, words, in_force)
             if purposes is None or not one.purposes or {*one.purposes} & {*purposes}]
    found = known or times(sample, now, words, only=dict.fromkeys(one.of for one in rules))
    flags = [_flag(one, found[one.of], words) for one in rules]
    return sorted(flags, key=lambda flag: GRAVITY.index(flag.verdict))


def gravest(flags: Iterable[Flag]) -> Verdict:
    """The one word for a sample; without any limit it is not applicable."""
    return gravest_of(flag.verdict for flag in flags)


def gravest_of(verdicts: Iterable[Verdict]) -> Verdict:
    """The gravest of some verdicts; of none, not applicable."""
    return min(verdicts, key=GRAVITY.index, default=Verdict.NOT_APPLICABLE)


def about(sample: Sample, words: Vocabulary, in_force: Limits | None = None) -> list[Limit]:
    """The limits that concern a sample."""
    return [one for one in (in_force or limits()).by_id.values() if concerns(one, sample, words)]


def concerns(limit: Limit, sample: Sample, words: Vocabulary) -> bool:
    """Whether a limit is about such a sample: its own type, and the container of it or of what it was made of."""
    if limit.kinds and not any(words.types.is_a(sample.kind, kind) for kind in limit.kinds):
        return False
    if not limit.containers:
        return True
    waiting, seen = [sample], set[str]()
    while waiting:
        one = waiting.pop()
        if any(words.containers.is_a(one.container, code) for code in limit.containers):
            return True
        if one.label not in seen:
            seen.add(one.label)
            waiting += one.parents
    return False


def verdict(limit: Limit, derived: Derived) -> Verdict:
    """Whether a derived value keeps a limit."""
    if derived.state is State.NOT_APPLICABLE:
        return Verdict.NOT_APPLICABLE
    most = limit.bounds.get("at_most")
    if not derived.known:   # a count that is already too high cannot come down again
        return Verdict.OUTSIDE if isinstance(most, int | float) and derived.at_least > most else Verdict.UNKNOWN
    if limit.one_of and not {*str(derived.value).split(" + ")} <= {*limit.one_of}:
        return Verdict.OUTSIDE
    keeps = {"at_most": lambda value, bound: value <= bound, "less_than": lambda value, bound: value < bound,
             "at_least": lambda value, bound: value >= bound, "more_than": lambda value, bound: value > bound}
    kept = all(keeps[name](derived.value, bound) for name, bound in limit.bounds.items())
    return Verdict.WITHIN if kept else Verdict.OUTSIDE


def _flag(limit: Limit, derived: Derived, words: Vocabulary) -> Flag:
    found = verdict(limit, derived)
    todo = (*derived.problems, *(one.problem(words) for one in derived.missing)) if found is Verdict.UNKNOWN else ()
    code = {Verdict.WITHIN: "limit-within", Verdict.OUTSIDE: "limit-outside", Verdict.UNKNOWN: "limit-unknown"}
    params: dict[str, str] = {}
    for language, tail in (("en", ""), ("zh", "_zh")):
        params |= {f"time{tail}": WORDS[limit.of][language], f"bound{tail}": bound_words(limit, words, language),
                   f"value{tail}": _value(limit, derived, words, language), f"via{tail}": _via(derived, language),
                   f"todo{tail}": ("" if language == "zh" else " ").join(one.text(language) for one in todo),
                   f"purposes{tail}": "、".join(PURPOSES[one]["zh"] for one in limit.purposes) if language == "zh"
                   else ", ".join(PURPOSES[one]["en"] for one in limit.purposes)}
    return Flag(limit, found, derived, Problem(code.get(found, "limit-na"), "", params), todo)


def _via(derived: Derived, language: str) -> str:
    """Which parents of a pool make it so."""
    if not derived.via:
        return ""
    return f"（源自 {'、'.join(derived.via)}）" if language == "zh" else f" (because of {', '.join(derived.via)})"


def _value(limit: Limit, derived: Derived, words: Vocabulary, language: str) -> str:
    if not derived.known:
        more = {"en": f"at least {derived.at_least}", "zh": f"至少 {derived.at_least}"}
        return more[language] if limit.of == "freeze_thaw" else spelled(None, language=language)
    if limit.of == "fixative":
        return " + ".join(words.fixatives.words(code, language) for code in str(derived.value).split(" + "))
    return spelled(derived.value, limit.unit, language)


def bound_words(limit: Limit, words: Vocabulary, language: str = "en") -> str:
    """The limit itself in words: `at least 6 h, at most 72 h`."""
    zh = language.startswith("zh")
    signs = {"at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<"}
    told = [f"{signs[name] if zh else name.replace('_', ' ')} {spelled(bound, limit.unit, language)}"
            for name, bound in limit.bounds.items()]
    told += [words.fixatives.words(code, language) for code in limit.one_of]
    return ("，" if zh else ", ").join(told)

