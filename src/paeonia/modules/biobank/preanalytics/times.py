"""All times of pre-analytics derived of a sample: ischaemia, fixation, spins, freezing, storage. Never negative."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from paeonia.record.problems import Problem

from ..vocabulary import Vocabulary, vocabulary
from .events import Sample
from .kept import coldest, warmest
from .lineage import Line, lines, once
from .outcome import Derived, Missing, State, unknown
from .spins import between_spins, spin_to_freezing, time_to_first_spin, wrong_rounds
from .storage_time import storage_time
from .thaws import freeze_thaw
from .tissue import cold_ischaemia, draw_to_freezing, fixation_time, fixative, warm_ischaemia

Rule = Callable[[Line, datetime, Vocabulary], Derived]
RULES: dict[str, Rule] = {
    "warm_ischaemia": warm_ischaemia, "cold_ischaemia": cold_ischaemia, "fixation_time": fixation_time, "fixative": fixative,
    "time_to_first_spin": time_to_first_spin, "between_spins": between_spins, "spin_to_freezing": spin_to_freezing,
    "draw_to_freezing": draw_to_freezing, "coldest_before_spin": coldest, "warmest_before_spin": warmest,
    "freeze_thaw": freeze_thaw, "storage_time": storage_time,
}
WORDS = {
    "warm_ischaemia": {"en": "Warm ischaemia", "zh": "热缺血时间"},
    "cold_ischaemia": {"en": "Cold ischaemia", "zh": "冷缺血时间"},
    "fixation_time": {"en": "Fixation time", "zh": "固定时间"},
    "fixative": {"en": "Fixative", "zh": "固定液"},
    "time_to_first_spin": {"en": "Draw to first spin", "zh": "采集至首次离心"},
    "between_spins": {"en": "First to second spin", "zh": "两次离心间隔"},
    "spin_to_freezing": {"en": "Last spin to freezing", "zh": "末次离心至冷冻"},
    "draw_to_freezing": {"en": "Draw to freezing", "zh": "采集至冷冻"},
    "coldest_before_spin": {"en": "Coldest before the first spin", "zh": "首次离心前最低温度"},
    "warmest_before_spin": {"en": "Warmest before the first spin", "zh": "首次离心前最高温度"},
    "freeze_thaw": {"en": "Freeze-thaw cycles", "zh": "冻融次数"},
    "storage_time": {"en": "Time in storage", "zh": "存储时间"},
}


@dataclass(frozen=True)
class Times:
    """Everything derived of one sample, and every entry that cannot be right."""

    label: str
    of: dict[str, Derived]
    problems: tuple[Problem, ...]

    def __getitem__(self, name: str) -> Derived:
        return self.of[name]


def times(sample: Sample, now: datetime, words: Vocabulary | None = None, only: Iterable[str] | None = None) -> Times:
    """Derive all times of a sample (or `only` some) as of a moment."""
    words = words or vocabulary()
    ways = lines(sample, now, words)
    wrong = [problem for way in ways for problem in (*way.problems, *wrong_rounds(way, now, words))]
    strange = [one for one in dict.fromkeys((ways[0].chain[0].kind, sample.kind)) if one not in words.types]
    named = [Problem("times-unknown-kind", "", {"label": sample.label, "kind": one}) for one in strange]
    found = {}
    for name in only if only is not None else RULES:
        if named:
            found[name] = unknown(name, problems=tuple(named))
        else:
            found[name] = worst(name, [replace(_one(name, way, now, words), via=via)
                                       for way, via in zip(ways, apart(ways), strict=True)])
    wrong += named + [problem for one in found.values() for problem in one.problems]
    return Times(sample.label, found, tuple(once(wrong)))


def _one(name: str, way: Line, now: datetime, words: Vocabulary) -> Derived:
    if way.broken:
        told = tuple(problem for problem in way.problems if problem.code in ("times-older", "times-circle"))
        return unknown(name, problems=told)
    found = RULES[name](way, now, words)
    first = way.chain[0]
    if first.lost and found.state is not State.NOT_APPLICABLE:
        certain = found.value if isinstance(found.value, int) else found.at_least
        return unknown(name, Missing("collected", (first.label,)), sources=found.sources, at_least=certain)
    return found


def apart(ways: list[Line]) -> list[tuple[str, ...]]:
    """By which parent each way differs from the others; nothing where there is one way only."""
    shared = set.intersection(*({one.label for one in way.chain} for way in ways))
    return [tuple([one.label for one in way.chain if one.label not in shared][-1:]) for way in ways]


def worst(name: str, found: list[Derived]) -> Derived:
    """The least favourable of several ways: a pool is as old as its oldest part; one unknown part makes it unknown."""
    if len(found) == 1:
        return found[0]
    apply = [one for one in found if one.state is not State.NOT_APPLICABLE]
    if not apply:
        return found[0]
    open_ = [one for one in apply if not one.known]
    certain = max((int(one.value) if isinstance(one.value, int) else one.at_least for one in apply), default=0)
    if open_:
        return unknown(name, *dict.fromkeys(part for one in open_ for part in one.missing),
                       problems=tuple(once([problem for one in open_ for problem in one.problems])), at_least=certain,
                       via=tuple(dict.fromkeys(label for one in open_ for label in one.via)))
    if name == "fixative":
        values = dict.fromkeys(str(one.value) for one in apply)
        return apply[0] if len(values) == 1 else replace(apply[0], value=" + ".join(sorted(values)))
    pick = min if name == "coldest_before_spin" else max
    return pick(apply, key=lambda one: one.value)  # type: ignore[arg-type,return-value]
