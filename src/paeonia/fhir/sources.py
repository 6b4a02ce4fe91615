"""Where FHIR files come from: a file, a folder, a compressed file, an archive; unpacked in a stream, never to disk."""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from paeonia.fhir.entries import MEGABYTE, Broken, Limits
from paeonia.record.problems import Problem

Opened = tuple[str, BinaryIO] | Broken
_READABLE = (".json", ".ndjson", ".jsonl")
_TROUBLE = (OSError, EOFError, zlib.error, tarfile.TarError)


class Measured(io.RawIOBase):
    """A stream that stops with `fhir-too-large` once more than `limit` bytes came out (archives that explode)."""

    def __init__(self, inner: BinaryIO, limit: int) -> None:
        self._inner, self._left = inner, limit

    def readable(self) -> bool:
        """Always; only reading is offered."""
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        """Fill the buffer from the inner stream, counting."""
        data = self._inner.read(min(len(buffer), self._left + 1))
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge()
        buffer[:len(data)] = data
        return len(data)


class TooLarge(Exception):
    """More came out of a stream than is read."""


def opened(path: Path, limits: Limits) -> Iterator[Opened]:
    """Every readable file behind a path with its name; folders by name, patients first."""
    if path.is_dir():
        found = [p for p in sorted(path.rglob("*")) if p.is_file()]
        files = [p for p in found if _is_readable(p.name)]
        yield from _others([str(p.relative_to(path)) for p in found if not _is_readable(p.name)], path.name)
        if not files:
            yield Broken(Problem("fhir-nothing", path.name))
        for file in sorted(files, key=lambda p: (not p.name.startswith("Patient"), str(p))):
            yield from _file(file, str(file.relative_to(path)), limits)
    else:
        yield from _file(path, path.name, limits)


def _others(names: list[str], place: str) -> Iterator[Broken]:
    """Name the files that were passed over: an export may have been unpacked beside its reports, or be XML."""
    if names:
        shown = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
        yield Broken(Problem("fhir-other-files", place, {"count": len(names), "names": shown}))


def _is_readable(name: str) -> bool:
    name = name.lower()
    return name.removesuffix(".gz").endswith(_READABLE) or name.endswith((".tar.gz", ".tgz", ".tar"))


def _file(path: Path, name: str, limits: Limits) -> Iterator[Opened]:
    try:
        with open(path, "rb") as raw:
            yield from unpacked(raw, name, limits)
    except OSError as trouble:
        yield Broken(Problem("fhir-bad-archive", name, {"why": trouble.strerror or type(trouble).__name__}))


def unpacked(raw: BinaryIO, name: str, limits: Limits) -> Iterator[Opened]:
    """The files in a stream: itself, what its gzip holds, or every JSON file of its tar; told by the first bytes."""
    held = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw)  # type: ignore[type-var]
    if held.peek(2)[:2] == b"\x1f\x8b":
        held = _measured(gzip.GzipFile(fileobj=held), limits)
        name = name.removesuffix(".gz")
    try:
        is_tar = held.peek(263)[257:262] == b"ustar"
    except TooLarge:
        yield _large(name, limits)
        return
    except _TROUBLE as trouble:
        yield Broken(Problem("fhir-bad-archive", name, {"why": str(trouble)[:80]}))
        return
    if is_tar or name.lower().endswith((".tar", ".tgz")):
        yield from _members(held, name.removesuffix(".tgz"), limits)
    else:
        yield name, held


def _measured(stream: object, limits: Limits) -> io.BufferedReader:
    return io.BufferedReader(Measured(stream, limits.total * MEGABYTE), 1 << 16)  # type: ignore[arg-type]


def _members(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Opened]:
    found, others = False, []
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                # Links and devices are never followed; members named ._x are what macOS packs beside each file.
                if member.isdir() or member.name.rsplit("/", 1)[-1].startswith("._"):
                    continue
                if not member.isfile() or not _is_readable(member.name):
                    others.append(member.name[:120])
                    continue
                found = True
                file = archive.extractfile(member)
                if file is not None:
                    yield from unpacked(file, f"{name}/{member.name}", limits)  # type: ignore[arg-type]
    except TooLarge:
        yield _large(name, limits)
        return
    except _TROUBLE as trouble:
        yield Broken(Problem("fhir-bad-archive", name, {"why": str(trouble)[:80]}))
        return
    yield from _others(others, name)
    if not found:
        yield Broken(Problem("fhir-nothing", name))


def _large(name: str, limits: Limits) -> Broken:
    return Broken(Problem("fhir-too-large", name, {"what": name, "limit": limits.total}))
