"""The way into FHIR: give a path or a stream, get resources and reasons."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import paeonia.fhir.messages  # noqa: F401 - declares what can go wrong
from paeonia.fhir.documents import Document
from paeonia.fhir.entries import MEGABYTE, Broken, Limits, Place, Resource
from paeonia.fhir.sources import TooLarge, opened, unpacked
from paeonia.record.problems import Problem

USUAL = Limits()
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(source: str | Path | BinaryIO, name: str = "", limits: Limits = USUAL) -> Iterator[Resource | Broken]:
    """Every resource behind a path (file, folder, .gz, .tar.gz) or in a stream, with `Broken` for the rest.

    Nothing is raised for bad content: a file that breaks off gives what stood before the break and says where.
    """
    if isinstance(source, (str, Path)):
        files = opened(Path(source), limits)
    else:
        files = unpacked(source, name or getattr(source, "name", "") or "upload", limits)
    for file in files:
        if isinstance(file, Broken):
            yield file
        else:
            yield from _file(*file, limits)


def _file(name: str, stream: BinaryIO, limits: Limits) -> Iterator[Resource | Broken]:
    try:
        yield from _contents(name, stream, limits)
    except TooLarge:
        yield Broken(Problem("fhir-too-large", name, {"what": name, "limit": limits.total}))
    except (OSError, EOFError, zlib.error) as trouble:
        yield Broken(Problem("fhir-bad-archive", name, {"why": str(trouble)[:80]}))
    except MemoryError:
        # In a confined process only; what was taken apart so far is free again, and the next file can be read.
        yield Broken(Problem("fhir-too-heavy", name))


def _contents(name: str, stream: BinaryIO, limits: Limits) -> Iterator[Resource | Broken]:
    lines = _Lines(stream, limits.document * MEGABYTE)
    first = lines.next()
    while first is not None and not first.strip():
        first = lines.next()
    if first is None:
        yield Broken(Problem("fhir-nothing", name))
        return
    number = lines.number
    second = lines.next() if _whole(first) else None
    while second is not None and not second.strip():
        second = lines.next()
    declared = name.lower().endswith((".ndjson", ".jsonl"))
    if declared or (second is not None and second.lstrip().startswith(b"{")):
        yield from _ndjson(name, lines, (number, first), second, limits)
    else:
        yield from _document(name, lines, first + (second or b""), limits)


def _whole(line: bytes) -> bool:
    line = line.removeprefix(b"\xef\xbb\xbf").strip()
    return line.startswith(b"{") and line.endswith(b"}")


class _Lines:
    """Lines of a stream; the number of the last one; a truncated gzip gives what it had."""

    def __init__(self, stream: BinaryIO, longest: int) -> None:
        self._stream, self._longest, self.number, self.trouble = stream, longest, 0, ""

    def next(self) -> bytes | None:
        try:
            line = self._stream.readline(self._longest + 1)
        except (EOFError, OSError, zlib.error) as trouble:
            self.trouble = str(trouble)[:80]
            return None
        self.number += 1
        return line or None

    def rest(self, most: int) -> bytes:
        parts, left = [], most + 1
        while left > 0:
            try:
                # read1 keeps what was unpacked before a damaged place; read would throw it away.
                part = self._stream.read1(min(left, 1 << 20))  # type: ignore[attr-defined]
            except (EOFError, OSError, zlib.error) as trouble:
                self.trouble = str(trouble)[:80]
                break
            if not part:
                break
            parts.append(part)
            left -= len(part)
        return b"".join(parts)


def _ndjson(name: str, lines: _Lines, first: tuple[int, bytes], second: bytes | None,
            limits: Limits) -> Iterator[Resource | Broken]:
    (number, line), waiting = first, [second] if second else []
    while line is not None:
        place = Place(name, line=number)
        if len(line) > limits.line * MEGABYTE:
            yield Broken(Problem("fhir-too-large", str(place), {"what": str(place), "limit": limits.line}))
        elif line.strip():
            yield from _text(line, place, limits)
        if waiting:
            line, number = waiting.pop(), lines.number
        else:
            line, number = lines.next(), lines.number  # type: ignore[assignment]
    if lines.trouble:
        yield Broken(Problem("fhir-bad-archive", name, {"why": lines.trouble}))


def _document(name: str, lines: _Lines, start: bytes, limits: Limits) -> Iterator[Resource | Broken]:
    most = limits.document * MEGABYTE
    data = start + lines.rest(most - len(start))
    if len(data) > most:
        yield Broken(Problem("fhir-too-large", name, {"what": name, "limit": limits.document}))
        return
    yield from _text(data, Place(name), limits)
    if lines.trouble:
        yield Broken(Problem("fhir-bad-archive", name, {"why": lines.trouble}))


def _text(data: bytes, place: Place, limits: Limits) -> Iterator[Resource | Broken]:
    encoding = next((enc for bom, enc in _BOMS if data.startswith(bom)), "utf-8-sig")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as wrong:
        # Cut inside the last character: that is a truncation, and what came before is good.
        if wrong.end >= len(data) and wrong.reason == "unexpected end of data":
            text = data[:wrong.start].decode(encoding)
        else:
            yield Broken(Problem("fhir-not-text", str(place), {"byte": wrong.start + 1}))
            return
    yield from Document(text, place, limits.depth).entries()


def read_bytes(data: bytes, name: str = "upload", limits: Limits = USUAL) -> Iterator[Resource | Broken]:
    """`read` for content already in memory."""
    return read(io.BytesIO(data), name, limits)
