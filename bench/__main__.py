"""`python -m bench`: measure, print the table, write build/bench.json."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from pathlib import Path

import click

from bench import home
from bench.results import PART, WHOLE, Different, Results

Part = Callable[[Results], None]
PATIENTS = 100_000


@click.command()
@click.option("--quick", is_flag=True, help="10,000 patients and 200 trials, no database: does everything still run?")
@click.option("--only", multiple=True, help="Measure only this part; may be repeated.")
@click.option("--patients", default=PATIENTS, show_default=True, help="Patients in the database; loaded when not there.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where the list goes, else build/bench.json.")
def main(quick: bool, only: tuple[str, ...], patients: int, out: Path | None) -> None:
    """Measure how fast everybody and one patient are matched, the record is read and pages are shown."""
    results = Results(full=not quick)
    parts = _parts(quick, patients)
    unknown = set(only) - parts.keys()
    if unknown:
        raise click.UsageError(f"There is no part {', '.join(sorted(unknown))}. Parts: {', '.join(parts)}.")
    began = time.monotonic()
    for name, measure in parts.items():
        if not only or name in only:
            results.console.rule(name)
            try:
                measure(results)
            except Different as fault:
                raise click.ClickException(f"{name}: the engines disagree, so no speed counts. {fault}") from fault
    results.console.print(results.table())
    # A part is no benchmark: it must not take the place of the last whole one.
    to = out or (PART if quick or only else WHOLE)
    results.write(to)
    results.say(f"{time.monotonic() - began:,.0f} s in all; written to {to}")


def _parts(quick: bool, patients: int) -> dict[str, Part]:
    """The parts by name, in the order in which they are measured: what forks comes before what starts threads."""
    from bench import bank, drafting, patient, population

    if quick:
        return {"population": lambda results: population.million(results, 10_000, 200),
                "rivals": lambda results: population.rivals(results, 10_000, 200),
                "patient": lambda results: patient.engine(results, 20, 200),
                "drafting": lambda results: drafting.drafting(results, ("open",))}
    return {"population": population.million, "rivals": population.rivals, "patient": patient.engine,
            "drafting": drafting.drafting, "bank": bank.question, "record": _housed("record", "columns", patients),
            "chart": _housed("record", "end_to_end", patients), "pages": _housed("pages", "pages", patients),
            "registry": _housed("registry", "registry", patients), "exchange": _housed("bank", "exchange", patients),
            "working": _housed("bank", "working", patients),
            "shelf": _housed("shelf", "shelf", patients), "watch": _housed("watch", "watch", patients),
            "website": _housed("website", "website", None)}


def _housed(module: str, name: str, patients: int | None) -> Part:
    """A part that needs the database, with so many patients or as many as there are; imported once the house stands."""
    def measure(results: Results) -> None:
        home.ready(results, patients)
        getattr(importlib.import_module(f"bench.{module}"), name)(results)

    return measure


if __name__ == "__main__":
    main()
