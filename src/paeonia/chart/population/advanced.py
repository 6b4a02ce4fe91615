"""Lines of treatment for advanced disease, one after the other until today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from .dice import is_code
from .regimens import BY_SUBTYPE, Regimen
from .tables import NEVER, Array, Coded, Mask
from .world import MONTH, World

MOST_LINES = 10
REASONS = ("progression", "toxicity", "patient_choice", "completed")
RESPONSES = ("complete", "partial", "stable", "progression")


def advanced(w: World, needs: Mapping[str, Mask]) -> None:
    """Give each patient her lines; `needs` says who meets the conditions regimens name."""
    d = w.dice
    begin = np.where(w.advanced, w.metastatic + d.days(7, 30), NEVER)
    w.lines = np.zeros(w.n, np.int64)
    w.last_stop, w.on_treatment = w.nothing(), np.zeros(w.n, bool)
    used: dict[str, Mask] = {}
    for line in range(1, MOST_LINES + 1):
        who = w.advanced & (begin <= w.as_of)
        if not who.any():
            break
        chosen = _choose(w, who, begin, line, used, needs)
        months = np.array([r.months for r in _ALL])[chosen]
        stop = begin + (d.skewed(months * 0.97 ** (line - 1), 0.7, 1.2) * MONTH).astype(np.int64)
        goes_on = stop > w.as_of
        # More are met just after progression than chance gives, since that is when they come to ask about trials: assumed.
        just = who & goes_on & (w.as_of - begin > 60) & d.chance(0.10)
        stop = np.where(just, w.as_of - d.days(2, 24), np.where(goes_on, NEVER, stop))
        _write(w, who, chosen, line, begin, stop)
        w.lines = np.where(who, line, w.lines)
        w.last_stop = np.where(who, stop, w.last_stop)
        w.on_treatment = np.where(who, stop == NEVER, w.on_treatment)
        begin = np.where(who & (stop < NEVER), np.where(just, NEVER, stop + d.days(7, 35)), NEVER)


_ALL: tuple[Regimen, ...] = (
    tuple(r for table in BY_SUBTYPE for r in table if table is not BY_SUBTYPE[2]) + BY_SUBTYPE[2]
)
_FIRST = {id(table): _ALL.index(table[0]) for table in BY_SUBTYPE}


def _choose(
    w: World, who: Mask, begin: Array, line: int, used: dict[str, Mask], needs: Mapping[str, Mask]
) -> Array:
    chosen = np.zeros(w.n, np.int64)
    for subtype, table in enumerate(BY_SUBTYPE):
        rows = np.flatnonzero(who & (w.subtype == subtype))
        if len(rows):
            chosen[rows] = _FIRST[id(table)] + _pick(w, rows, table, begin[rows], line, used, needs)
    for number, regimen in enumerate(_ALL):
        got = who & (chosen == number)
        used[regimen.key] = used.get(regimen.key, np.zeros(w.n, bool)) | got
    return chosen


def _pick(
    w: World,
    rows: Array,
    table: Sequence[Regimen],
    begin: Array,
    line: int,
    used: Mapping[str, Mask],
    needs: Mapping[str, Mask],
) -> Array:
    year = 1 + begin / 365.2425
    weights = np.zeros((len(rows), len(table)), np.float32)
    for column, regimen in enumerate(table):
        can = year >= regimen.since
        if regimen.key in used:
            can = can & ~used[regimen.key][rows]
        if regimen.needs:
            can = can & needs[regimen.needs][rows]
        weights[:, column] = regimen.weights[min(line, 4) - 1] * can
    edges = np.cumsum(weights, axis=1)
    drawn = w.dice.rng.random(len(rows), np.float32) * edges[:, -1]
    picked = (drawn[:, None] >= edges).sum(axis=1)
    # Someone who has had everything gets capecitabine's like again: the last of the table.
    found: Array = np.minimum(picked, len(table) - 1)
    return found


def _write(w: World, who: Mask, chosen: Array, line: int, begin: Array, stop: Array) -> None:
    d = w.dice
    ended = stop < NEVER
    reason: Coded = (
        REASONS,
        np.where(
            ended, d.by(np.zeros(w.n, int), [dict(zip(REASONS, (83, 9, 4, 4), strict=True))])[1], -1
        ).astype(np.int16),
    )
    response = (
        RESPONSES,
        np.where(
            d.chance(0.75) & ended,
            d.by(
                np.full(w.n, min(line, 4) - 1),
                [
                    dict(zip(RESPONSES, each, strict=True))
                    for each in ((4, 46, 38, 12), (2, 34, 42, 22), (1, 26, 42, 31), (0, 18, 42, 40))
                ],
            )[1],
            -1,
        ).astype(np.int16),
    )
    number = np.full(w.n, float(line))
    for index in np.unique(chosen[who]):
        got = who & (chosen == index)
        for drug in _ALL[index].drugs:
            w.give(
                drug,
                got,
                begin,
                stop,
                setting="advanced",
                intent="palliative",
                line=number,
                stop_reason=reason,
                response=response,
            )
    endocrine = np.isin(
        chosen,
        [
            i
            for i, r in enumerate(_ALL)
            if {"letrozole", "anastrozole", "exemestane", "fulvestrant"} & {*r.drugs}
        ],
    )
    w.give(
        "goserelin",
        who & endocrine & ~w.post_now,  # in men too an aromatase inhibitor wants it
        begin,
        stop,
        setting="advanced",
        intent="palliative",
        line=number,
    )
    progressed = who & is_code(reason, "progression")
    w.tables.event(
        "progression",
        progressed & d.chance(0.9),
        stop,
        codes={"evidence": "imaging"},
        numbers={"line": number},
    )
