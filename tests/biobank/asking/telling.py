"""A bank told field by field, so that two of them can be compared whatever order their people stand in."""

import numpy as np

from paeonia.criteria.columns import BLOCK, CodeColumn, EventColumn
from paeonia.record.dates import FAR, LONG_AGO

MOMENTS = ("start_first", "start_last", "end_first", "end_last")


def told(bank):
    """All that a question can read, by tube and donor."""
    n = len(bank.tubes)
    numbers = [*range(n), *bank.again.tolist()]
    keys = [(bank.tubes[number].id, donor) for number, donor in zip(numbers, bank.whose.tolist(), strict=True)]
    assert [bank.columns.ids[at] for at in range(len(keys))] == [tube for tube, _ in keys]
    family, chart = people(bank.donor.columns), people(bank.chart.columns)
    return {
        "tubes": bank.tubes, "rows": keys, "columns": dict(zip(keys, everybody(bank.columns), strict=True)),
        "family": {key: family[place] if place >= 0 else None for key, place in zip(keys, bank.donor.place, strict=True)},
        "chart": {key: chart[place] if place >= 0 else None for key, place in zip(keys, bank.chart.place, strict=True)},
        "entries": {donor: bank.entries[donor] for _, donor in keys},
        "sampled": dict(bank.sampled), "patients": dict(bank.patients), "reviewed": dict(bank.reviewed),
        "begins": {donor: sorted(said) for donor, said in bank.begins.items() if said},
        "charts": bank.charts, "day": bank.columns.as_of, "ahead": bank.ahead}


def people(columns):
    """What is said of each person, episodes and lists reviewed among it."""
    said = everybody(columns)
    for name, column in columns.by_name.items():
        for number, block in enumerate(column.blocks if isinstance(column, EventColumn) else ()):
            for row, person in enumerate(block.patient.tolist()):
                said[number * BLOCK + person].setdefault(name, []).append(episode(column, block, row))
    for key, days in columns.reviewed.items():
        for one, day in zip(said, days.tolist(), strict=True):
            one |= {f"reviewed {key}": day} if day < FAR else {}
    return [{name: sorted(found, key=repr) if isinstance(found, list) else found for name, found in one.items()}
            for one in said]


def episode(column, block, row):
    codes = {field: column.names[field][held[row]] for field, held in block.codes.items() if held[row] >= 0}
    numbers = {field: float(held[row]) for field, held in block.numbers.items() if not np.isnan(held[row])}
    return sorted(codes.items()), sorted(numbers.items()), [int(getattr(block, name)[row]) for name in MOMENTS]


def everybody(columns):
    """The codes, numbers and days of each row; what is unknown is left out."""
    said = [{} for _ in columns.ids]
    for name, column in columns.by_name.items():
        if isinstance(column, EventColumn):
            continue
        for at, one in enumerate(said):
            if isinstance(column, CodeColumn):
                if column.codes[at] >= 0:
                    one[name] = column.names[column.codes[at]], int(column.day[at])
                continue
            values = tuple(float(array[at]) for array in vars(column).values())
            if BLANK[type(column).__name__](values):
                continue
            one[name] = tuple(None if np.isnan(value) else value for value in values)
    return said


BLANK = {"NumberColumn": lambda values: np.isnan(values[0]), "DayColumn": lambda values: values[0] == LONG_AGO}
