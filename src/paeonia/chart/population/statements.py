"""A draw said patient by patient, as an intake says what it reads: identity, facts, lists reviewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from paeonia.record.dates import iso
from paeonia.record.facts import Fact, Review, Statement

from .names import identities
from .tables import NEVER, Array, Happened, Said, Tables
from .world import World

SOURCE = "generated"


def statements(
    w: World, rows: Iterable[int], seed: int = 0, first_number: int = 1
) -> Iterator[list[Statement]]:
    """One list for each of the patients at `rows`, in that order: who she is, then every fact, then the reviews."""
    wanted = np.asarray(list(rows), np.int64)
    facts = spoken(w.tables, wanted)
    for row, identity in zip(
        wanted.tolist(), identities(seed, wanted, w.male[wanted], first_number), strict=True
    ):
        key = identity.mrn
        yield [Statement(key, identity), *(Statement(key, says) for says in facts[row])]


def spoken(tables: Tables, rows: Array) -> dict[int, list[Fact | Review]]:
    """The facts and reviews of some patients, by position."""
    said: dict[int, list[Fact | Review]] = defaultdict(list)
    inside = np.zeros(tables.n, bool)
    inside[rows] = True
    dates = {"birth_date", "diagnosis_date", "metastatic_date"}
    for variable, layers in tables.states.items():
        for layer in layers:
            _state(said, variable, layer, inside, variable in dates, variable in tables.undated)
    for variable, blocks in tables.events.items():
        for block in blocks:
            _event(said, variable, block, inside)
    for key, written in tables.reviews.items():
        for patient, day in written:
            at = inside[patient]
            for row, on in zip(patient[at].tolist(), day[at].tolist(), strict=True):
                said[row].append(Review(key, iso(on)))
    return said


def _state(
    said: dict[int, list[Fact | Review]],
    variable: str,
    layer: Said,
    inside: Array,
    is_date: bool,
    undated: bool,
) -> None:
    at = np.flatnonzero(inside[layer.patient])
    values: list[Any] = layer.value[at].tolist()
    if layer.names:
        values = [layer.names[value] for value in values]
    elif is_date:
        values = [iso(value) for value in values]
    limits = [None] * len(at) if layer.uln is None else layer.uln[at].tolist()
    for row, value, day, uln in zip(
        layer.patient[at].tolist(), values, layer.day[at].tolist(), limits, strict=True
    ):
        fields = {"value": value} if uln is None else {"value": value, "uln": uln}
        said[row].append(Fact(variable, fields, None if undated else iso(day), SOURCE))


def _event(said: dict[int, list[Fact | Review]], variable: str, block: Happened, inside: Array) -> None:
    at = np.flatnonzero(inside[block.patient])
    codes = {
        name: [names[i] if i >= 0 else None for i in index[at].tolist()]
        for name, (names, index) in block.codes.items()
    }
    numbers = {name: value[at].tolist() for name, value in block.numbers.items()}
    ends, goes_on = block.stop[at].tolist(), block.ongoing[at].tolist()
    for place, (row, start) in enumerate(
        zip(block.patient[at].tolist(), block.start[at].tolist(), strict=True)
    ):
        day = iso(start)
        fields: dict[str, Any] = {
            name: values[place] for name, values in codes.items() if values[place] is not None
        }
        fields.update(
            {name: values[place] for name, values in numbers.items() if values[place] == values[place]}
        )
        if variable in INTERVALS:
            fields["start"] = day
            if ends[place] < NEVER:
                fields["stop"] = iso(ends[place])
            elif goes_on[place]:
                fields["ongoing"] = True
        said[row].append(Fact(variable, fields, day, SOURCE))


INTERVALS = frozenset(
    ["therapy", "condition", "metastasis", "radiotherapy", "adverse_event", "allergy", "trial_participation"]
)
