"""Spreadsheets are opened in a confined child; those that admit to exploding are not opened at all."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import paeonia.chart.intake.messages  # noqa: F401 - declares what can go wrong
from paeonia.chart.intake.confined import Confines, Stopped, lines
from paeonia.record.problems import Problem, Refused

__all__ = ["CONFINES", "Confines", "workbook_rows"]

_WHY = {"time": "took too long / 超时", "memory": "out of memory / 内存不足"}
_CHILD = Path(__file__).with_name("xlsx_child.py")
CONFINES = Confines()


def workbook_rows(path: Path, sheet: str = "", confines: Confines = CONFINES) -> Iterator[tuple[int, list[str]] | Problem]:
    """Row number and cells of one sheet (the first if none is named), as text; a Problem where it is cut off.

    Raises Refused for anything that is no workbook, unpacks to too much, or takes too long.
    """
    _weigh(path, confines)
    program = [str(_CHILD), str(path.resolve()), sheet, str(confines.memory * 1_000_000), str(confines.seconds)]
    try:
        for line in lines(program, confines):
            told = json.loads(line) if line else None
            if isinstance(told, list):
                yield told[0], told[1]
            elif told and "cut" in told:
                yield Problem("register-too-long", path.name, {"most": told["cut"]})
    except Stopped as stopped:
        why = stopped.said if stopped.kind == "broken" else _WHY[stopped.kind]
        raise Refused([Problem("register-bad-workbook", path.name, {"why": why[:400]})]) from None


def _weigh(path: Path, confines: Confines) -> None:
    """Refuse a workbook whose own directory already admits that it explodes."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as trouble:
        why = "no .xlsx workbook / 不是 .xlsx 工作簿" if isinstance(trouble, zipfile.BadZipFile) else str(trouble)
        raise Refused([Problem("register-bad-workbook", path.name, {"why": why})]) from None
    size = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if size > confines.unpacked * 1_000_000 or (size > 10_000_000 and size / packed > confines.ratio):
        raise Refused([Problem("register-bomb", path.name, {"size": size // 1_000_000, "ratio": size // packed})])
