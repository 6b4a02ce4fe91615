"""Tables as they arrive, CSV in any usual encoding or a workbook: a heading row and numbered rows of text."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import paeonia.chart.intake.messages  # noqa: F401 - declares what can go wrong
from paeonia.chart.intake.sandbox import CONFINES, Confines, workbook_rows
from paeonia.chart.intake.texts import plain
from paeonia.record.problems import Problem, Refused

LIMIT = 300  # megabytes
LONGEST = 1_000_000  # characters of one line
_PROBE = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
Numbered = tuple[int, list[str]]


@dataclass(frozen=True)
class Table:
    """A file with its headings; `rows()` may be walked more than once, row numbers are those a spreadsheet shows."""

    path: Path
    headings: tuple[str, ...]
    heading_row: int
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    name: str = ""
    confines: Confines = field(default_factory=Confines)

    def rows(self) -> Iterator[Numbered | Problem]:
        """Rows below the headings that hold anything; a row that cannot be taken apart ends the walk with a Problem."""
        for item in _raw_rows(self.path, self.encoding, self.delimiter, self.sheet, self.confines):
            if isinstance(item, Problem) or item[0] > self.heading_row and any(cell.strip() for cell in item[1]):
                yield item

    def sample(self, size: int = 50) -> list[list[str]]:
        """The first rows, to judge columns by."""
        found: list[list[str]] = []
        for item in self.rows():
            if isinstance(item, Problem) or len(found) >= size:
                break
            found.append(item[1])
        return found


def open_table(path: Path, name: str = "", sheet: str = "", confines: Confines = CONFINES) -> Table:
    """Find encoding, delimiter and heading row; Refused when one of them cannot be decided."""
    name = name or path.name
    if path.stat().st_size > LIMIT * 1_000_000:
        raise Refused([Problem("register-too-large", name, {"limit": LIMIT})])
    with path.open("rb") as stream:
        probe = stream.read(_PROBE)
    encoding = delimiter = ""
    if not probe.startswith(b"PK\x03\x04"):
        if probe.startswith(b"\xd0\xcf\x11\xe0"):
            raise Refused([Problem("register-bad-workbook", name, {"why": ".xls"})])
        encoding = encoding_of(probe, name, whole=len(probe) < _PROBE)
        delimiter = _delimiter(probe.decode(encoding, "ignore"))
    first: list[Numbered] = []
    for item in _raw_rows(path, encoding, delimiter, sheet, confines):
        if isinstance(item, Problem) or len(first) >= 30:
            break
        first.append(item)
    row, headings = _headings(first, name)
    return Table(path, headings, row, encoding, delimiter, sheet, name, confines)


def encoding_of(data: bytes, name: str = "", whole: bool = True) -> str:
    """The text encoding of a file's beginning; Refused if no usual one fits without doubt."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    if data[:200].count(0) > 20:
        for encoding in ("utf-16-le", "utf-16-be"):
            if _decodes(data[:len(data) // 2 * 2], encoding, whole) and "," in data.decode(encoding, "ignore")[:2000]:
                return encoding
    if _decodes(data, "utf-8", whole):
        return "utf-8"
    if _decodes(data, "gb18030", whole) and _common(data.decode("gb18030", "ignore")):
        return "gb18030"
    raise Refused([Problem("register-encoding", name, {"tried": "UTF-8, UTF-16, GB18030/GBK"})])


def _decodes(data: bytes, encoding: str, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(data, final=whole)
    except UnicodeDecodeError:
        return False
    return True


def _common(text: str) -> bool:
    """Whether what is not ASCII is mostly everyday Chinese: bytes of other encodings turn into rare characters."""
    others = [char for char in text if ord(char) > 127]
    known = 0
    for char in others:
        try:
            first = char.encode("gb2312")[0]
        except UnicodeEncodeError:
            continue
        known += 0xB0 <= first <= 0xD7 or first in (0xA1, 0xA3)
    return not others or known / len(others) >= 0.75


def _delimiter(text: str) -> str:
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    counts = {mark: [_outside_quotes(line, mark) for line in lines] for mark in (",", "\t", ";", "|", "，")}
    best = max(counts, key=lambda mark: (sum(count > 0 for count in counts[mark]), sum(counts[mark])))
    return best if sum(counts[best]) else ","


def _outside_quotes(line: str, mark: str) -> int:
    return sum(part.count(mark) for part in line.split('"')[::2])


def _raw_rows(path: Path, encoding: str, delimiter: str, sheet: str,
              confines: Confines) -> Iterator[Numbered | Problem]:
    if not encoding:
        yield from workbook_rows(path, sheet, confines)
        return
    with path.open("rb") as raw, io.TextIOWrapper(raw, encoding, errors="replace", newline="") as stream:
        reader = csv.reader(_bounded(stream), delimiter=delimiter)
        number = 0
        while True:
            try:
                number, cells = number + 1, next(reader)
            except StopIteration:
                return
            except csv.Error as trouble:
                yield Problem("register-broken-row", f"{path.name}, row {number}", {"why": str(trouble)[:80]})
                return
            yield number, cells


def _bounded(stream: io.TextIOWrapper) -> Iterator[str]:
    """Lines no longer than a row can be: a file of nothing but commas would become a list larger than our memory."""
    while line := stream.readline(LONGEST + 1):
        if len(line) > LONGEST:
            raise csv.Error(f"line longer than {LONGEST:,} characters")
        yield line


def _headings(first: list[Numbered], name: str) -> tuple[int, tuple[str, ...]]:
    """The heading row: the first that is nearly as wide in words as the widest; titles above it are narrower."""
    widths = [sum(_wordy(cell) for cell in cells) for _, cells in first]
    if not widths or max(widths) == 0:
        raise Refused([Problem("register-empty", name)])
    index = next(i for i, width in enumerate(widths) if width >= max(1, 0.6 * max(widths)))
    number, cells = first[index]
    return number, tuple(" ".join(cell.replace("\ufeff", "").split()) for cell in cells)


def _wordy(cell: str) -> bool:
    text = plain(cell)
    return bool(text) and not text.replace(".", "").replace("-", "").replace("/", "").isdigit()
