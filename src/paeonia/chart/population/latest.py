"""The latest of a state, and the rows of an event, for some patients each on a day of their own."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from paeonia.criteria.build import code_column, day_column, event_column, names_of, number_column
from paeonia.criteria.columns import CodeColumn, DayColumn, EventColumn, NumberColumn
from paeonia.record.dates import FAR, LONG_AGO
from paeonia.record.dictionary import Variable

from .tables import NEVER, Array, Happened, Mask, Said, Tables


def latest(
    tables: Tables, layers: list[Said], undated: bool, days: Array | int
) -> tuple[Mask, Array, Array, Array, tuple[str, ...]]:
    """Who has a value by her day, the values, their days, their upper limits, and the names the values index."""
    n = tables.n
    names = tuple(dict.fromkeys(name for layer in layers for name in layer.names))
    held = np.full(n, LONG_AGO - 1, np.int32)
    value = np.zeros(n, np.float64 if not names else np.int16)
    uln = np.full(n, np.nan) if any(layer.uln is not None for layer in layers) else np.empty(0)
    for layer in layers:
        on = np.full(len(layer.patient), LONG_AGO) if undated else layer.day
        keep = on >= held[layer.patient]
        if isinstance(days, np.ndarray):
            keep &= on <= days[layer.patient]
        who = layer.patient[keep]
        held[who] = on[keep]
        said = layer.value[keep]
        value[who] = np.array([names.index(name) for name in layer.names], np.int16)[said] if names else said
        if uln.size:
            uln[who] = np.nan if layer.uln is None else layer.uln[keep]
    return held >= LONG_AGO, value, held, uln, names


def scalar(
    tables: Tables, variable: Variable, days: Array | int, rows: Array | None = None
) -> CodeColumn | NumberColumn | DayColumn | None:
    """The column of a state or measurement by each patient's day, for all or for the patients at `rows`."""
    layers = tables.states.get(variable.id)
    if not layers or variable.value is None:
        return None
    has, value, held, uln, names = latest(tables, layers, variable.id in tables.undated, days)
    if rows is not None:
        has, value, held, uln = has[rows], value[rows], held[rows], uln[rows] if uln.size else uln
    patient, n = np.flatnonzero(has), len(has)
    value, held = value[patient], held[patient]
    if variable.type in ("number", "whole"):
        return number_column(
            n, patient, value, value, uln[patient] if uln.size else np.full(len(patient), np.nan), held
        )
    if variable.type == "date":
        return day_column(n, patient, value, value, held)
    order = names_of(variable.value, names)
    return code_column(
        n, order, patient, np.array([order.index(name) for name in names], np.int16)[value], held
    )


def episodes(
    tables: Tables,
    variable: Variable,
    days: Array | int,
    rows: Array | None = None,
    fields: Collection[str] | None = None,
) -> EventColumn | None:
    """The column of an event with what had begun by each patient's day; `fields` leaves out what nobody asks for."""
    place = np.arange(tables.n) if rows is None else np.full(tables.n, -1)
    if rows is not None:
        place[rows] = np.arange(len(rows))
    kept: list[tuple[Happened, Array]] = []
    for block in tables.events.get(variable.id, ()):
        begun = block.start <= (days[block.patient] if isinstance(days, np.ndarray) else days)
        at = np.flatnonzero(begun & (place[block.patient] >= 0))
        if len(at):
            kept.append((block, at))
    if not kept:
        return None
    wanted = [name for name in variable.fields if fields is None or name in fields]
    names: dict[str, tuple[str, ...]] = {}
    codes: dict[str, Array] = {}
    numbers: dict[str, Array] = {}
    for name in wanted:
        field = variable.fields[name]
        if field.type in ("number", "whole"):
            numbers[name] = np.concatenate(
                [
                    block.numbers[name][at] if name in block.numbers else np.full(len(at), np.nan)
                    for block, at in kept
                ]
            )
        elif not field.same_as:
            said = [block.codes.get(name) for block, _ in kept]
            names[name] = names_of(field, _occurring(said, kept))
            codes[name] = np.concatenate(
                [_renamed(given, at, names[name]) for given, (_, at) in zip(said, kept, strict=True)]
            )
    for name in wanted:
        other = variable.fields[name].same_as
        if other:
            names[name], codes[name] = names[other], codes[other]
    patient = np.concatenate([place[block.patient[at]] for block, at in kept])
    return event_column(
        tables.n if rows is None else len(rows),
        variable,
        names,
        patient,
        codes,
        numbers,
        _moments(kept, variable),
    )


def _occurring(
    said: list[tuple[tuple[str, ...], Array] | None], kept: list[tuple[Happened, Array]]
) -> list[str]:
    found: set[str] = set()
    for given, (_, at) in zip(said, kept, strict=True):
        if given is not None:
            found |= {given[0][index] for index in np.unique(given[1][at]).tolist() if index >= 0}
    return sorted(found)


def _renamed(given: tuple[tuple[str, ...], Array] | None, at: Array, names: tuple[str, ...]) -> Array:
    if given is None:
        return np.full(len(at), -1, np.int16)
    table = np.array([*(names.index(name) if name in names else -1 for name in given[0]), -1], np.int16)
    return table[given[1][at]]


def _moments(kept: list[tuple[Happened, Array]], variable: Variable) -> list[Array]:
    start = np.concatenate([block.start[at] for block, at in kept]).astype(np.int32)
    if not variable.interval:
        return [start, start, start, start]
    stop = np.concatenate([block.stop[at] for block, at in kept])
    goes_on = np.concatenate([block.ongoing[at] for block, at in kept])
    unknown = (stop == NEVER) & ~goes_on
    return [
        start,
        start,
        np.where(unknown, start, np.where(stop == NEVER, FAR, stop)).astype(np.int32),
        np.where(stop == NEVER, FAR, stop).astype(np.int32),
    ]
