"""The columns of a register at the command line: shown as they would be read, and decided there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.table import Table

from paeonia.knowledge.dictionary import dictionary
from paeonia.record.problems import Problem, Refused

from .intake.columns import ROLES, Mapping, field_of
from .intake.propose import note_text
from .intake.register import preview
from .intake.tables import open_table

_ROWS = 3


def told(mapping: Mapping, columns: Iterable[str]) -> Mapping:
    """The mapping with what `HEADING=TARGET` decides; Refused for a heading or target there is none of."""
    for said in columns:
        heading, _, target = said.partition("=")
        found = [column for column in mapping.columns if column.heading == heading.strip()]
        if not found or not (target == "" or _known(target)):
            known = ", ".join([*ROLES, *list(dictionary().variables)[:12], "…"])
            raise Refused([Problem("register-not-a-target", said, {"target": target if found else heading, "known": known})])
        mapping = mapping.changed(found[0].index, target=target, confidence=1.0, note="", guess="")
    return mapping


def _known(target: str) -> bool:
    flag = target.partition("=")[0]
    return target in ROLES or field_of(dictionary(), target) is not None or (flag != target and flag in dictionary())


def what_columns_mean(path: Path, mapping: Mapping) -> Table:
    """Every column with its meaning, what is doubtful about it, and its first cells as they would be read."""
    opened = open_table(path)
    rows = preview(mapping, opened.rows(), dictionary(), path.name, _ROWS)
    table = Table(title=path.name)
    for heading in ("column 列", "read as 读作", "note 说明", *(f"row 行 {row[0].row}" for row in rows if row)):
        table.add_column(heading)
    for index, column in enumerate(mapping.columns):
        notes = [note_text(column, dictionary(), language) for language in ("en", "zh")]
        guess = f"({column.guess}?) " if column.guess else ""
        cells = [row[index] for row in rows]
        table.add_row(column.heading, column.target or "—", guess + " ".join(filter(None, notes)), *(
            f"{cell.raw} → " + (cell.problem.text("zh") if cell.problem else cell.becomes) if column.target else cell.raw
            for cell in cells))
    return table
