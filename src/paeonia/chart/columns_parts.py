"""Rows gathered on the way into columns: scalars, episodes and answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from paeonia.criteria.build import code_column, day_column, event_column, names_of, number_column
from paeonia.criteria.columns import CodeColumn, Column, EventColumn
from paeonia.criteria.event_rows import ENDED
from paeonia.record.dates import LONG_AGO, days
from paeonia.record.dictionary import YES_NO, Field, Variable
from paeonia.record.facts import Fact
from paeonia.record.timeline import episode, reading, spread

Array = NDArray[Any]
_NUMBERS = ("number", "whole")


class Scalars:
    """Every statement of one attribute, state or measurement; the latest of each patient becomes the column."""

    def __init__(self) -> None:
        self.plain: list[tuple[Array, ...]] = []
        self.told: list[tuple[int, int, int, float, float, float, str]] = []

    def add(self, *arrays: Array) -> None:
        """Plain rows: patient, day, row id, number, code (a term), upper limit of normal."""
        self.plain.append(tuple(np.ascontiguousarray(array) for array in arrays))

    def tell(self, patient: int, row: int, kind: Variable, on_text: str, fields: Mapping[str, Any]) -> None:
        """One row that says more than a plain one: a bound, a partial day, a date, free text."""
        read = reading(Fact(kind.id, fields, on_text or None), kind.type)
        uln = float("nan") if read.uln is None else float(read.uln)
        self.told.append((patient, read.day, row, read.low, read.high, uln, str(read.value)))

    def column(self, n: int, kind: Variable, word: Mapping[int, str]) -> Column:
        """The column of the latest statement of each patient; on equal days the later row counts."""
        patient, day, row = (self._joined(i, i) for i in range(3))
        order = np.lexsort((row, day, patient))
        last = np.flatnonzero(np.append(patient[order][1:] != patient[order][:-1], True))
        pick = order[last]
        patient, day = patient[pick], day[pick]
        if kind.type in _NUMBERS:
            low, high, uln = (self._joined(part, told)[pick] for part, told in ((3, 3), (3, 4), (5, 5)))
            return number_column(n, patient, low, high, uln, day)
        if kind.type == "date":
            first, end = (self._joined(3, told)[pick] for told in (3, 4))
            return day_column(n, patient, first, end, day)
        assert kind.value is not None
        names = names_of(kind.value, (told[6] for told in self.told))
        return code_column(n, names, patient, self._codes(names, word)[pick], day)

    def _joined(self, part: int, told: int) -> Array:
        plain = [arrays[part] for arrays in self.plain]
        said = np.array([row[told] for row in self.told], plain[0].dtype if plain else None)
        return np.concatenate([*plain, said]) if self.told or not plain else np.concatenate(plain)

    def _codes(self, names: tuple[str, ...], word: Mapping[int, str]) -> Array:
        index = {name: i for i, name in enumerate(names)}
        plain = [_renamed(arrays[4], index, word) for arrays in self.plain]
        return np.concatenate([*plain, np.array([index.get(row[6], -1) for row in self.told], np.int64)])


class Episodes:
    """Every row of one event variable."""

    def __init__(self) -> None:
        self.plain: list[tuple[Array, Array, list[Array]]] = []
        self.told: list[tuple[int, dict[str, Any], tuple[int, int, int, int]]] = []

    def add(self, patient: Array, shape: Array, moments: list[Array]) -> None:
        """Plain rows: patient, the term that holds their codes, first and last day of start and end."""
        self.plain.append((patient, np.ascontiguousarray(shape), [np.ascontiguousarray(m) for m in moments]))

    def tell(self, patient: int, kind: Variable, on_text: str, fields: Mapping[str, Any], as_of: int) -> None:
        """One row with numbers or free text among its fields."""
        read = episode(Fact(kind.id, fields, on_text or None), kind, as_of)
        if read.start.first > as_of:
            return
        ended = kind.interval and fields.get("ongoing") is False and not fields.get("stop")
        moments = (read.start.first, read.start.last, read.end.first, ENDED if ended else read.end.last)
        self.told.append((patient, dict(read.codes), moments))

    def column(self, n: int, kind: Variable, word: Mapping[int, str]) -> EventColumn:
        """The column of all episodes."""
        patient = np.concatenate(
            [*(p for p, *_ in self.plain), np.array([t[0] for t in self.told], np.int32)]
        )
        moments = [
            np.concatenate(
                [*(m[i] for *_, m in self.plain), np.array([t[2][i] for t in self.told], np.int32)]
            )
            for i in range(4)
        ]
        shapes = np.concatenate([np.zeros(0, np.int32), *(s for _, s, _ in self.plain)])
        distinct, which = np.unique(shapes, return_inverse=True)
        # Each distinct set of codes is opened once, however many rows share it.
        opened = [spread(msgspec.json.decode(word[number]), kind) for number in distinct.tolist()]
        opened += [codes for _, codes, _ in self.told]
        which = np.concatenate([which, np.arange(len(distinct), len(opened))]).astype(np.int64)
        names, codes, numbers = _fields(kind.fields, opened, which)
        return event_column(n, kind, names, patient, codes, numbers, moments)


def _fields(
    fields: Mapping[str, Field],
    opened: Sequence[Mapping[str, Any]],
    which: Array,
) -> tuple[dict[str, tuple[str, ...]], dict[str, Array], dict[str, Array]]:
    names: dict[str, tuple[str, ...]] = {}
    codes: dict[str, Array] = {}
    numbers: dict[str, Array] = {}
    for name, field in fields.items():
        given = [told.get(name) for told in opened]
        if field.type in _NUMBERS:
            numbers[name] = np.array([np.nan if v is None else v for v in given], np.float64)[which]
            continue
        names[name] = names_of(field, (v for v in given if v is not None))
        index = {code: i for i, code in enumerate(names[name])}
        codes[name] = np.array([index.get(str(v), -1) for v in given], np.int64)[which]
    return names, codes, numbers


class Answers:
    """Answers of people to questions, the latest of each patient for each question."""

    def __init__(self) -> None:
        self.latest: dict[str, dict[int, tuple[tuple[int, int], str]]] = defaultdict(dict)

    def add(self, patient: int, row: int, on_text: str, fields: Mapping[str, Any]) -> None:
        """One answer."""
        at = (days(on_text).first if on_text else LONG_AGO, row)
        held = self.latest[fields["question"]]
        if patient not in held or held[patient][0] <= at:
            held[patient] = (at, str(fields["value"]))

    def columns(self, n: int) -> dict[str, CodeColumn]:
        """A column for each question."""
        return {
            question: code_column(
                n,
                YES_NO,
                np.array(list(held)),
                np.array([YES_NO.index(answer) for _, answer in held.values()]),
                np.array([at[0] for at, _ in held.values()]),
            )
            for question, held in self.latest.items()
        }


def _renamed(terms: Array, index: Mapping[str, int], word: Mapping[int, str]) -> Array:
    """Codes as terms turned into codes as places in a column's names; -1 for words no longer in the dictionary."""
    distinct, which = np.unique(terms, return_inverse=True)
    return np.array([index.get(word.get(number, ""), -1) for number in distinct.tolist()], np.int64)[which]
