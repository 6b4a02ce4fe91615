"""What was measured: kept as it comes, printed as a table, written to build/bench.json."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

WHOLE = Path(__file__).parents[1] / "build" / "bench.json"
PART = WHOLE.with_name("bench-part.json")


@dataclass(frozen=True)
class Measure:
    """One line of the table; `ratio` is how many times better than `ratio_to`, `target` what is asked for."""

    name: str
    value: float
    unit: str
    ratio_to: str | None = None
    ratio: float | None = None
    target: str = field(default="", compare=False)

    @property
    def data(self) -> dict[str, object]:
        """The line as it stands in build/bench.json."""
        return {name: value for name, value in asdict(self).items() if name != "target"}


class Different(AssertionError):
    """Two engines gave different answers: nothing measured counts."""


@dataclass
class Results:
    """The measurements of this run, said aloud as they come."""

    console: Console = field(default_factory=lambda: Console(width=None if sys.stdout.isatty() else 160))
    measures: list[Measure] = field(default_factory=list)
    full: bool = True       # false: at another size than the one the targets are meant for

    def add(self, name: str, value: float, unit: str, target: str = "", ratio_to: str | None = None,
            ratio: float | None = None) -> None:
        """Keep one measurement."""
        made = Measure(name, value, unit, ratio_to, ratio, target if self.full else "")
        self.measures.append(made)
        self.console.print(f"  {name}: [bold]{number(value)} {unit}[/]"
                           + (f"  ({number(ratio)} x {ratio_to})" if ratio is not None else ""))

    def say(self, text: str) -> None:
        """A line about what is going on, or why something is not measured."""
        self.console.print(text, style="dim")

    def table(self) -> Table:
        """Every measurement beside what is asked for."""
        table = Table(title="make bench")
        for heading, where in (("measured", "left"), ("value", "right"), ("unit", "left"), ("times", "right"),
                               ("compared with", "left"), ("asked for", "left")):
            table.add_column(heading, justify=where)  # type: ignore[arg-type]
        for one in self.measures:
            table.add_row(one.name, number(one.value), one.unit, "" if one.ratio is None else number(one.ratio),
                          one.ratio_to or "", one.target)
        return table

    def write(self, to: Path = WHOLE) -> None:
        """Write the list that the issue asks for, whole or not at all."""
        to.parent.mkdir(parents=True, exist_ok=True)
        half = to.with_suffix(".half")
        half.write_text(json.dumps([one.data for one in self.measures], indent=1) + "\n")
        half.rename(to)


def number(value: float) -> str:
    """Three digits, thousands apart, as a person reads it."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
