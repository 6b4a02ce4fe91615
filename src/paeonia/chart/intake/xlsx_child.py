"""Reads one workbook in a process of its own and writes its rows as JSON lines; run by `sandbox`, never imported.

It takes memory and time limits upon itself before it opens anything, and may write to no file.
"""

from __future__ import annotations

import json
import resource
import sys
import zipfile
from datetime import date, datetime, time
from typing import Any

MOST_ROWS, MOST_COLUMNS = 500_000, 1_000


def confine(memory: int, seconds: int) -> None:
    """Limits in bytes and CPU seconds that this process cannot lift again."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def written(cell: Any) -> str:
    """A cell as a person sees it: 2 and not 2.0, 90% and not 0.9, dates in ISO."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (int, float)):
        if "%" in (getattr(cell, "number_format", "") or ""):
            return f"{value * 100:.12g}%"
        return f"{value:.15g}"
    return str(value)


def rows_of(book: Any, sheet: str) -> Any:
    """The rows of a sheet; without a widest column, else every row is filled up to it."""
    return (row[:MOST_COLUMNS] for row in book[sheet].iter_rows())


def has_formulas(path: str) -> bool:
    """Whether any sheet holds a formula: reading a second time costs as much as the first."""
    with zipfile.ZipFile(path) as parts:
        for part in parts.namelist():
            if not part.startswith("xl/worksheets/"):
                continue
            with parts.open(part) as stream:
                before = b""
                while piece := stream.read(1 << 20):
                    if b"<f>" in before + piece or b"<f " in before + piece:
                        return True
                    before = piece[-3:]
    return False


def main(path: str, sheet: str, memory: int, seconds: int) -> None:
    """Write `{"sheets": [...]}`, then `[row number, [cells]]` for rows that hold anything; `{"cut": n}` after too many."""
    confine(memory, seconds)
    import openpyxl  # after the limits: what it loads counts too

    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    sys.stdout.write(json.dumps({"sheets": book.sheetnames}) + "\n")
    name = sheet or book.sheetnames[0]
    formulas = rows_of(openpyxl.load_workbook(path, read_only=True, keep_links=False), name) if has_formulas(path) else None
    for number, row in enumerate(rows_of(book, name), 1):
        if number > MOST_ROWS:
            sys.stdout.write(json.dumps({"cut": MOST_ROWS}) + "\n")
            return
        cells = [written(cell) for cell in row]
        for index, cell in enumerate(next(formulas, ()) if formulas else ()):
            # A workbook written by a program holds formulas without results: said as they stand, never taken for empty.
            if index < len(cells) and not cells[index] and isinstance(cell.value, str) and cell.value.startswith("="):
                cells[index] = cell.value
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            sys.stdout.write(json.dumps([number, cells], ensure_ascii=False) + "\n")


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    except MemoryError:
        sys.exit(9)
    except Exception as trouble:  # one line for the reader instead of a traceback; the exit code says that it failed
        sys.stderr.write(f"{type(trouble).__name__}: {trouble}"[:200])
        sys.exit(3)
