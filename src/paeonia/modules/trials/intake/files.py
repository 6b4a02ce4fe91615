"""From files and folders to entries, one record after another; a broken one never stops those behind it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from paeonia.modules.trials.intake import formats, ictrp
from paeonia.modules.trials.intake.build import refused_entry
from paeonia.modules.trials.intake.decoding import text_of
from paeonia.modules.trials.intake.reasons import json_reason
from paeonia.modules.trials.intake.record import Entry
from paeonia.record.problems import Problem, problem

MOST = 512 * 2**20          # bytes of one JSON or XML document; NDJSON may be any length
MOST_LINE = 64 * 2**20      # bytes of one NDJSON line
_KINDS = (".json", ".ndjson", ".jsonl", ".xml", ".csv", ".html", ".htm")
_BLANK = " \t\r\n,"


def entries(path: Path) -> Iterator[Entry]:
    """Every record in a file, or in the JSON, NDJSON, XML, CSV and HTML files of a folder (in order of name)."""
    if not path.exists():
        yield refused_entry(str(path), Problem("registry-no-file", str(path)), "")
        return
    found = files(path)
    if not found:
        yield refused_entry(path.name, Problem("registry-no-records", path.name), "")
    for file in found:
        place = file.name if file == path else str(file.relative_to(path))
        try:
            yield from file_entries(file, place)
        except MemoryError:
            # In a confined process only; what was taken apart so far is free again, and the next file can be read.
            yield refused_entry(place, Problem("registry-too-heavy", place), "")


def files(path: Path) -> list[Path]:
    """The file itself, or the registry files below a folder."""
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in _KINDS)


def file_entries(file: Path, place: str) -> Iterator[Entry]:
    """Every record in one file."""
    if file.suffix.lower() in (".ndjson", ".jsonl"):
        yield from _lines(file, place)
        return
    size = file.stat().st_size
    if size > MOST:
        yield refused_entry(place, _large(place, size, MOST), "")
        return
    data = file.read_bytes()
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<!-- saved from")) or file.suffix.lower() in (".html", ".htm"):
        yield from _read_as_text(data, place, formats.page_entry)
        return
    if start.startswith(b"<"):
        yield from formats.xml_entries(data, place)
        return
    if file.suffix.lower() == ".csv":
        yield from _read_as_text(data, place, _table)
        return
    parts = _parts(data.removeprefix(b"\xef\xbb\xbf"))
    if parts is None:
        yield from _whole_document(data, place)
        return
    for index, part in enumerate(parts, 1):
        yield from _line(bytes(part), f"{place}#{index}")


def _read_as_text(data: bytes, place: str, read: Callable[[str, str], Entry | Iterator[Entry]]) -> Iterator[Entry]:
    text = text_of(data)
    if text is None:
        yield _no_text(data, place)
        return
    found = read(text, place)
    yield from (found,) if isinstance(found, Entry) else found


def _table(text: str, place: str) -> Iterator[Entry]:
    if not ictrp.is_csv(text):
        first = text.lstrip("\ufeff").partition("\n")[0][:80]
        yield refused_entry(place, Problem("registry-not-a-trial", place, {"found": first}), text[:200])
        return
    yield from formats.csv_entries(text, place)


def _no_text(data: bytes, place: str) -> Entry:
    try:
        data.decode("utf-8-sig")
        position = 0
    except UnicodeDecodeError as why:
        position = why.start
    return refused_entry(place, Problem("registry-not-text", place, {"position": position}), data[:200])


def _parts(data: bytes) -> list[msgspec.Raw] | None:
    """The records of a sound page or list, not yet read: a page of 200 MB is never held as objects all at once."""
    try:
        top: Any = msgspec.json.decode(data, type=dict[str, msgspec.Raw] | list[msgspec.Raw])
        if isinstance(top, dict):
            top = msgspec.json.decode(top["studies"], type=list[msgspec.Raw]) if "studies" in top else None
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    found: list[msgspec.Raw] | None = top
    return found


def _whole_document(data: bytes, place: str) -> Iterator[Entry]:
    """A single record, one of the rarer pages, or something broken that says where it breaks."""
    text = text_of(data)
    if text is None:
        yield _no_text(data, place)
        return
    try:
        yield from formats.entries(json.loads(text), place)
    except json.JSONDecodeError as why:
        yield from _salvaged(text, place)
        yield refused_entry(place, _not_json(place, why), text[max(0, why.pos - 200):why.pos + 200])
    except RecursionError:
        yield refused_entry(place, Problem("registry-not-a-trial", place, {"found": "[[[[…"}), text[:200])


def _lines(file: Path, place: str) -> Iterator[Entry]:
    with file.open("rb") as lines:
        number = 0
        while line := lines.readline(MOST_LINE + 1):
            number += 1
            here = f"{place}:{number}"
            if len(line) > MOST_LINE:
                yield refused_entry(here, _large(here, len(line), MOST_LINE), "")
                return
            if line.strip():
                yield from _line(line, here)


def _line(line: bytes, place: str) -> Iterator[Entry]:
    text = text_of(line)
    if text is None:
        yield _no_text(line, place)
        return
    try:
        yield from formats.entries(json.loads(text), place)
    except json.JSONDecodeError as why:
        yield refused_entry(place, _not_json(place, why), line[:400].decode("utf-8", "replace"))
    except RecursionError:
        yield refused_entry(place, Problem("registry-not-a-trial", place, {"found": "[[[[…"}), line[:200])


def _salvaged(text: str, place: str) -> Iterator[Entry]:
    """The whole records in front of the place where a list of them breaks off."""
    for index, raw in enumerate(_whole(text), 1):
        yield formats.entry(raw, f"{place}#{index}")


def _whole(text: str) -> Iterator[Any]:
    start = text.find("[", max(text.find('"studies"'), text.find('"FullStudies"'), 0))
    if start < 0 or not (text.lstrip().startswith("[") or '"studies"' in text or '"FullStudies"' in text):
        return
    decoder, position = json.JSONDecoder(), start + 1
    while True:
        while position < len(text) and text[position] in _BLANK:
            position += 1
        try:
            raw, position = decoder.raw_decode(text, position)
        except (json.JSONDecodeError, RecursionError):
            return
        yield raw


def _not_json(place: str, why: json.JSONDecodeError) -> Problem:
    return problem("registry-not-json", place, why=json_reason(why.msg), line=why.lineno, column=why.colno)


def _large(place: str, size: int, most: int) -> Problem:
    return Problem("registry-too-large", place, {"size": size >> 20, "most": most >> 20})
