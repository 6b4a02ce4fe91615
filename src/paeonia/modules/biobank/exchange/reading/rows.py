"""A file of samples as rows of values, each with its problems; what it says of persons is not read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from paeonia.chart.intake.tables import open_table
from paeonia.record.problems import Problem, Refused

from ...vocabulary import Vocabulary
from .columns import BY_NAME, recognised
from .values import LINEAGES, SAYS_NOTHING, SIDES, TISSUES, among, code, moment, quantity, trouble

MOST = 100_000      # all rows of a file are weighed against one another in memory before any is kept
CARRIED = ("protocol", "donor", "visit", "visited", "diagnosis", "pathology")   # said once for the rows below, as exports do


@dataclass(frozen=True)
class Row:
    """One sample as the file has it; `cells` as written, for the list of what could not be taken."""

    number: int
    cells: Mapping[str, str]
    said: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def get(self, name: str) -> Any:
        """A value, None when nothing was said."""
        return self.said.get(name)

    def with_problem(self, *problems: Problem) -> Row:
        """The same row with more that is wrong."""
        return replace(self, problems=(*self.problems, *problems))


def tabled(path: Path, name: str,
           count: Callable[[int], None] = lambda _: None) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    """Rows of a table by column, and the headings left out; raises Refused for what is no table of samples."""
    table = open_table(path, name)
    places, left = recognised(table.headings)
    if "label" not in places.values():
        raise Refused([Problem("bankx-no-columns")])
    rows = []
    for item in table.rows():
        if isinstance(item, Problem):
            raise Refused([item])
        if len(rows) >= MOST:
            raise too_many()
        number, cells = item
        found: dict[str, str] = {}
        for index, column in places.items():
            if index < len(cells) and cells[index].strip():
                found.setdefault(column, cells[index].strip()[:500])
        rows.append((number, found))
        count(len(rows))
    return rows, left


def too_many() -> Refused:
    """The refusal of a file that is too long, as soon as that is seen."""
    return Refused([Problem("bankx-most", "", {"most": f"{MOST:,}"})])


def read(rows: Iterable[tuple[int, Mapping[str, str]]], words: Vocabulary, now: datetime, days: str = "",
         protocol: str = "", changing: bool = False) -> list[Row]:
    """What each row says. A row without donor belongs to the one above it, and one with a parent to its parent's visit."""
    found, above = [], dict[str, str]()
    for number, cells in rows:
        if not changing:
            if cells.get("donor"):
                above = {name: cells[name] for name in CARRIED if name in cells}
            cells = {**above, **cells}
            if protocol and "protocol" not in cells:
                cells["protocol"] = protocol
        found.append(_row(number, cells, words, now, days, changing))
    return _once(found)


def _row(number: int, cells: Mapping[str, str], words: Vocabulary, now: datetime, days: str, changing: bool) -> Row:
    said: dict[str, Any] = {}
    wrong: list[Problem] = []
    for name, text in cells.items():
        value = _value(name, text, number, words, now, days)
        if isinstance(value, Problem):
            wrong.append(value)
        elif value is not None:
            said[name] = value
    if not said.get("label"):
        wrong.append(trouble("bankx-missing", number, "label"))
    if not changing:
        at_fault = {column for column, text in cells.items() if text and column not in said}
        wrong += [one for one in _whole(number, said, words) if not (wrong and _about(one) & at_fault)]
    return Row(number, dict(cells), said, tuple(wrong))


def _about(problem: Problem) -> set[str]:
    """The column a problem is about: what was written wrongly is not told as missing too."""
    return {column for column, one in BY_NAME.items() if one.en == problem.params.get("column")}


def _value(name: str, text: str, number: int, words: Vocabulary, now: datetime, days: str) -> Any:
    """What one cell says: a value, a Problem, or None for nothing."""
    if text.strip().casefold() in SAYS_NOTHING:
        return None
    if name in ("kind", "container", "site"):
        listed = {"kind": words.types, "container": words.containers, "site": words.sites}[name]
        # "Blood" as the site of blood is no place of the body; nothing is lost by leaving it out.
        return None if name == "site" and text.casefold() in ("blood", "血液") else code(listed.codes, text, number, name)
    if name in ("lineage", "side", "tissue"):
        return among({"lineage": LINEAGES, "side": SIDES, "tissue": TISSUES}[name], text, number, name)
    if name in ("visited", "made"):
        return moment(text, number, name, days, now)
    if name in ("quantity", "available"):
        return quantity(text, number, name)
    return text.replace("\0", "")[:300]


def _whole(number: int, said: dict[str, Any], words: Vocabulary) -> list[Problem]:
    """What a new sample must have, and what follows when it is not said."""
    wrong = [] if said.get("kind") else [trouble("bankx-missing", number, "kind")]
    said.setdefault("lineage", "derived" if said.get("parent") else "primary")
    if (said["lineage"] == "primary") == bool(said.get("parent")):
        wrong.append(Problem("bankx-lineage", "", {"row": number}))
    said.setdefault("made", said.get("visited"))
    if said["made"] is None:
        wrong.append(trouble("bankx-missing", number, "made"))
    when = said.get("visit") or said.get("visited") or said["made"]
    if said["lineage"] == "primary" and not (said.get("donor") and when):
        wrong.append(Problem("bankx-donor-column", "", {"row": number}))
    kind = words.types.get(said.get("kind", ""))
    if said.get("quantity") is not None and kind is not None and not said.get("unit"):
        said["unit"] = kind.unit
    if said.get("quantity") is not None and not said.get("unit"):
        wrong.append(trouble("bankx-missing", number, "unit"))
    return wrong


def _once(rows: Sequence[Row]) -> list[Row]:
    first: dict[str, int] = {}
    codes: dict[str, int] = {}
    out = []
    for row in rows:
        label, barcode = row.get("label"), row.get("barcode")
        if label in first:
            row = row.with_problem(Problem("bankx-twice", "", {"row": row.number, "value": label, "other": first[label]}))
        elif label:
            first[label] = row.number
        if barcode in codes:
            row = row.with_problem(Problem("bankx-barcode", "", {
                "row": row.number, "value": barcode, "other": codes[barcode]}))
        elif barcode:
            codes[barcode] = row.number
        out.append(row)
    return out


def template() -> list[list[str]]:
    """Two heading rows are one too many for a machine: the template has one, English names first, and an example."""
    return [[f"{one.en} {one.zh}" if one.en != one.zh else one.en for one in BY_NAME.values()],
            [one.example for one in BY_NAME.values()]]
