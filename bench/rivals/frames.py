"""The columns as Polars frames: one row a patient, and one frame of rows for each event. Making them is not timed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from paeonia.criteria.columns import BLOCK, CodeColumn, Columns, DayColumn, EventColumn, NumberColumn


@dataclass
class Frames:
    """Everything that the leaves read; `names[column]` decodes the codes of a column."""

    people: pl.DataFrame
    events: dict[str, pl.DataFrame]
    names: dict[str, tuple[str, ...]]
    exact: set[str]         # numbers without "<0.1": one column serves both ends
    as_of: int


def frames(columns: Columns) -> Frames:
    """Missing codes, numbers and days become nulls, which is what Polars reckons with."""
    wide: dict[str, pl.Series] = {"patient": pl.Series(np.arange(len(columns), dtype=np.int32))}
    made = Frames(pl.DataFrame(), {}, {}, set(), columns.as_of)
    for name, column in columns.by_name.items():
        if isinstance(column, EventColumn):
            made.events[name] = _event(name, column, made.names)
        else:
            wide.update(_scalar(name, column, made))
    for question, answers in columns.asked.items():
        wide.update(_scalar(f"ask: {question}", answers, made))
    for key, days in columns.reviewed.items():
        wide[f"reviewed: {key}"] = pl.Series(days)
    made.people = pl.DataFrame(wide)
    return made


def _scalar(name: str, column: CodeColumn | NumberColumn | DayColumn, made: Frames) -> dict[str, pl.Series]:
    found = {f"{name}.day": pl.Series(column.day)}
    if isinstance(column, CodeColumn):
        made.names[name] = column.names
        return {**found, name: _nullable(column.codes, column.codes >= 0)}
    if isinstance(column, DayColumn):
        return {**found, f"{name}.first": pl.Series(column.first), f"{name}.last": pl.Series(column.last)}
    found |= {name: _number(column.low), f"{name} over uln": _number(column.over_uln_low)}
    if column.high is column.low:
        made.exact.add(name)
    else:
        found |= {f"{name}.high": _number(column.high), f"{name} over uln.high": _number(column.over_uln_high)}
    return found


def _event(name: str, column: EventColumn, names: dict[str, tuple[str, ...]]) -> pl.DataFrame:
    blocks = column.blocks
    patient = np.concatenate([block.patient + i * BLOCK for i, block in enumerate(blocks)]).astype(np.int32)
    made = {"patient": pl.Series(patient)}
    for field, decoded in column.names.items():
        names[f"{name}.{field}"] = decoded
        codes = np.concatenate([block.codes[field] for block in blocks])
        made[field] = _nullable(codes, codes >= 0)
    for field in blocks[0].numbers:
        made[field] = _number(np.concatenate([block.numbers[field] for block in blocks]))
    for moment in ("start_first", "start_last", "end_first", "end_last"):
        made[moment] = pl.Series(np.concatenate([getattr(block, moment) for block in blocks]))
    # Sorted by patient, groups are found without hashing.
    return pl.DataFrame(made).sort("patient")


def _number(values: NDArray[np.float64]) -> pl.Series:
    return pl.Series(values, nan_to_null=True)


def _nullable(values: NDArray[Any], there: NDArray[np.bool_]) -> pl.Series:
    return pl.select(pl.when(pl.Series(there)).then(pl.Series(values))).to_series()
