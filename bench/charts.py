"""Single patients read back out of columns, so that the per-pair engine is asked about the same people."""

from __future__ import annotations

from typing import Any

import numpy as np

from paeonia.criteria.columns import (
    BLOCK,
    CodeColumn,
    Columns,
    DayColumn,
    EventBlock,
    EventColumn,
    NumberColumn,
)
from paeonia.criteria.event_rows import ENDED
from paeonia.record.dates import FAR, LONG_AGO, iso
from paeonia.record.dictionary import Dictionary, Variable
from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline


def chart(columns: Columns, patient: int, dictionary: Dictionary) -> Timeline:
    """The timeline of the patient at one position of the columns."""
    facts: list[Fact] = []
    for name, column in columns.by_name.items():
        if isinstance(column, EventColumn):
            facts += _events(column, dictionary[name], patient)
        else:
            fields = _scalar(column, patient)
            if fields:
                facts.append(Fact(name, fields, _on(int(column.day[patient])), "bench"))
    for question, answers in columns.asked.items():
        if answers.codes[patient] >= 0:
            value = answers.names[answers.codes[patient]]
            facts.append(Fact("ask", {"question": question, "value": value}, _on(int(answers.day[patient])), "bench"))
    reviewed = {key: iso(int(days[patient])) for key, days in columns.reviewed.items() if days[patient] < FAR}
    return Timeline(facts, dictionary, columns.as_of, reviewed)


def _on(day: int) -> str | None:
    return iso(day) if day > LONG_AGO else None


def _scalar(column: CodeColumn | NumberColumn | DayColumn, patient: int) -> dict[str, Any]:
    if isinstance(column, CodeColumn):
        code = int(column.codes[patient])
        return {"value": column.names[code]} if code >= 0 else {}
    if isinstance(column, DayColumn):
        first = int(column.first[patient])
        return {"value": iso(first)} if first > LONG_AGO else {}
    value, over = float(column.low[patient]), float(column.over_uln_low[patient])
    if np.isnan(value):
        return {}
    return {"value": value} if np.isnan(over) else {"value": value, "uln": value / over}


def _events(column: EventColumn, variable: Variable, patient: int) -> list[Fact]:
    block = column.blocks[patient // BLOCK]
    rows = np.flatnonzero(block.patient == patient % BLOCK).tolist()
    return [_event(column, block, variable, row) for row in rows]


def _event(column: EventColumn, block: EventBlock, variable: Variable, row: int) -> Fact:
    fields: dict[str, Any] = {name: column.names[name][codes[row]] for name, codes in block.codes.items()
                              if codes[row] >= 0}
    fields.update({name: float(numbers[row]) for name, numbers in block.numbers.items()
                   if not np.isnan(numbers[row])})
    start, end_first, end_last = (int(days[row]) for days in (block.start_first, block.end_first, block.end_last))
    if variable.interval:
        fields["start"] = iso(start)
        if end_last == ENDED:
            fields["ongoing"] = False
        elif end_last < FAR:
            fields["stop"] = iso(end_last)
        elif end_first == FAR:
            fields["ongoing"] = True
    return Fact(variable.id, fields, iso(start), "bench")
