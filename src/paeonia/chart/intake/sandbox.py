"""Spreadsheets are opened in a child process with limits: a file made to exhaust us exhausts only the child."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import paeonia.chart.intake.messages  # noqa: F401 - declares what can go wrong
from paeonia.record.problems import Problem, Refused

_LATE = "took too long / 超时"
_CHILD = Path(__file__).with_name("xlsx_child.py")


@dataclass(frozen=True, slots=True)
class Confines:
    """What one workbook may cost: megabytes of memory and of unpacked content, packing ratio, seconds."""

    memory: int = 1024
    unpacked: int = 500
    ratio: int = 300
    seconds: int = 120


CONFINES = Confines()


def workbook_rows(path: Path, sheet: str = "", confines: Confines = CONFINES) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of one sheet (the first if none is named), as text.

    Raises Refused for anything that is no workbook, unpacks to too much, or takes too long.
    """
    _weigh(path, confines)
    command = [sys.executable, "-I", str(_CHILD), str(path.resolve()), sheet, str(confines.memory * 1_000_000),
               str(confines.seconds)]
    # Our own interpreter and script; the path is an argument, never a command.
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL,  # noqa: S603
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}, cwd="/")
    try:
        for line in _lines(child, confines.seconds, path.name):
            told = json.loads(line)
            if isinstance(told, list):
                yield told[0], told[1]
        _ended(child, path.name)
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdout, child.stderr):
            if pipe:
                pipe.close()


def _lines(child: subprocess.Popen[bytes], seconds: int, name: str) -> Iterator[bytes]:
    """Lines of the child; only the time we wait for it counts, not the time its rows are worked on here."""
    assert child.stdout is not None
    held, pipe = b"", child.stdout.fileno()
    while True:
        if not select.select([pipe], [], [], seconds)[0]:
            raise Refused([Problem("register-bad-workbook", name, {"why": _LATE})])
        more = os.read(pipe, 1 << 16)
        *whole, held = (held + more).split(b"\n")
        yield from whole
        if not more:
            return


def _ended(child: subprocess.Popen[bytes], name: str) -> None:
    said = child.stderr.read(400).decode("utf-8", "replace").strip() if child.stderr else ""
    code = child.wait()
    if code == 0:
        return
    why = said or ("out of memory / 内存不足" if code == 9 else _LATE if code < 0 else f"exit {code}")
    raise Refused([Problem("register-bad-workbook", name, {"why": why})])


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
