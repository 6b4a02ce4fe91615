"""What a file costs before it is read: how long it is, and whether it is so short that its answer need not be waited for."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

_PIECE = 1 << 20
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
# Bytes of files whose look takes less than two seconds: by whether they are workbooks, and whether they are samples.
_QUICK = {(False, True): 300_000, (True, True): 60_000, (False, False): 15_000, (True, False): 10_000}


def is_workbook(path: Path) -> bool:
    """Whether it is packed, as workbooks are."""
    with path.open("rb") as stream:
        return stream.read(4) == b"PK\x03\x04"


def quick(path: Path, of_samples: bool) -> bool:
    """Whether it may be looked at while its sender waits."""
    return path.stat().st_size <= _QUICK[is_workbook(path), of_samples]


def rows_ahead(path: Path, most: int) -> int | None:
    """About how many rows it has; counting ends above `most`. None where that cannot be said without reading it.

    What a workbook says of its own size counts the rows that are only coloured too, so its filled rows are counted.
    """
    if not is_workbook(path):
        with path.open("rb") as stream:
            return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(_PIECE), b""))
    try:
        with zipfile.ZipFile(path) as book:
            sheets = sorted((name for name in book.namelist() if _SHEET.fullmatch(name)), key=lambda name: (len(name), name))
            if len(sheets) != 1:        # which of several is read, the workbook says elsewhere
                return None
            with book.open(sheets[0]) as stream:
                return _filled(iter(lambda: stream.read(_PIECE), b""), most)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None                     # its reader says what is wrong with it


def _filled(pieces: Iterator[bytes], most: int) -> int:
    found, held = 0, b""
    for piece in pieces:
        *rows, held = (held + piece).split(b"</row>")
        found += sum(b"<v>" in row or b"<is>" in row or b"<v " in row for row in rows)
        if found > most or len(held) > 64 * _PIECE:
            break
    return found
