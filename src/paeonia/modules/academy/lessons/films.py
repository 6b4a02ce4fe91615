"""Films: told by how they begin, as long as their own header says; nothing of them is decoded here."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

MP4, WEBM = "video/mp4", "video/webm"
ENDINGS = {MP4: ".mp4", WEBM: ".webm"}
LARGEST = 500 * 2**20
LONGEST = 6 * 3600 * 1000
MOST_PARTS = 10_000         # parts of a header looked at before a file is given up
# Element numbers of Matroska: segment, its information, the length of a tick, the length of the film.
SEGMENT, INFO, TICK, DURATION = 0x18538067, 0x1549A966, 0x2AD7B1, 0x4489


def kind_of(begin: bytes) -> str | None:
    """The media type of a film that begins so; None when it is none we play."""
    if begin[4:8] == b"ftyp":
        return MP4
    return WEBM if begin.startswith(b"\x1aE\xdf\xa3") else None


def length_of(path: Path) -> int | None:
    """How long the film is, in thousandths of a second; None when its header does not say."""
    with path.open("rb") as file:
        kind = kind_of(file.read(16))
        file.seek(0)
        size = path.stat().st_size
        try:
            seconds = _mp4(file, size) if kind == MP4 else _webm(file, size)
        except (struct.error, IndexError, ZeroDivisionError, OverflowError):
            return None
    found = round(seconds * 1000) if seconds is not None and seconds == seconds and abs(seconds) < 1e9 else 0   # noqa: PLR0124
    return found if 0 < found <= LONGEST else None


def _boxes(file: BinaryIO, first: int, last: int) -> Iterator[tuple[bytes, int, int]]:
    at = first
    for _ in range(MOST_PARTS):
        if at + 8 > last:
            return
        file.seek(at)
        size, name = struct.unpack(">I4s", file.read(8))
        head = 8
        if size == 1:
            size, head = struct.unpack(">Q", file.read(8))[0], 16
        ends = last if size == 0 else at + size
        if ends <= at + head - 1 or ends > last:
            return
        yield name, at + head, ends
        at = ends


def _mp4(file: BinaryIO, size: int) -> float | None:
    for name, first, last in _boxes(file, 0, size):
        if name != b"moov":
            continue
        for inner, start, _end in _boxes(file, first, last):
            if inner == b"mvhd":
                file.seek(start)
                held = file.read(32)
                ticks, many = struct.unpack(">IQ", held[20:32]) if held[0] else struct.unpack(">II", held[12:20])
                return float(many / ticks)
    return None


def _number(file: BinaryIO, *, keep_mark: bool) -> int | None:
    """A number of variable length; all ones means that the size is not known."""
    first = file.read(1)[0]
    length = next((n for n in range(1, 9) if first & (0x80 >> (n - 1))), 0)
    if not length:
        return None
    value = first if keep_mark else first & (0xFF >> length)
    for byte in file.read(length - 1):
        value = value << 8 | byte
    return None if not keep_mark and value == (1 << 7 * length) - 1 else value


def _elements(file: BinaryIO, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    at = first
    for _ in range(MOST_PARTS):
        if at >= last:
            return
        file.seek(at)
        name = _number(file, keep_mark=True)
        size = _number(file, keep_mark=False)
        start = file.tell()
        ends = last if size is None else start + size
        if name is None or ends > last:
            return
        yield name, start, ends
        at = ends


def _webm(file: BinaryIO, size: int) -> float | None:
    for name, first, last in _elements(file, 0, size):
        if name != SEGMENT:
            continue
        for inner, start, end in _elements(file, first, last):
            if inner == INFO:
                return _told(file, start, end)
    return None


def _told(file: BinaryIO, first: int, last: int) -> float | None:
    tick, many = 1_000_000, None
    for name, start, end in _elements(file, first, last):
        file.seek(start)
        if name == TICK:
            tick = int.from_bytes(file.read(min(end - start, 8)), "big")
        elif name == DURATION:
            many = struct.unpack(">d" if end - start == 8 else ">f", file.read(end - start))[0]     # noqa: PLR2004
    return None if many is None else many * tick / 1e9
