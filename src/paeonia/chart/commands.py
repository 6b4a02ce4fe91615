"""`paeonia import`: patients from FHIR files or a register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from paeonia.people.models import Hospital
from paeonia.people.viewer import system_viewer
from paeonia.record.problems import Problem, Refused

from . import door, sources
from .cards import Run
from .intake.columns import Mapping
from .report import Report
from .running import carry_out

_PATH = click.Path(exists=True, path_type=Path)
_SHOWN, _ALIKE = 12, 2  # problems printed, and how many of one kind; all of them stand in the queue


@click.group(name="import")
def import_() -> None:
    """Read patients from FHIR files or a register.  从 FHIR 文件或登记表导入患者。"""


@import_.command()
@click.argument("path", type=_PATH)
@click.option("--hospital", "code", required=True, help="Code of the hospital the patients belong to.")
def fhir(path: Path, code: str) -> None:
    """Read a FHIR bundle, NDJSON file or folder of them.  导入 FHIR 文件或文件夹。"""
    _bring(path, sources.FHIR, code)


@import_.command()
@click.argument("path", type=_PATH)
@click.option("--hospital", "code", required=True, help="Code of the hospital the patients belong to.")
@click.option("--column", "columns", multiple=True, metavar="HEADING=TARGET",
              help="What a column means, e.g. “FISH=her2_ish”; “FISH=” leaves it unread.  指定列的含义。")
@click.option("--preview", is_flag=True, help="Only show how the columns and first rows would be read.  仅预览。")
def register(path: Path, code: str, columns: tuple[str, ...], preview: bool) -> None:
    """Read a register of patients (CSV or Excel).  导入患者登记表（CSV 或 Excel）。

    Columns whose heading is only similar to a known one are not read unless --column says what they mean.
    """
    from .columns_told import told, what_columns_mean

    try:
        mapping = told(sources.mapped(path).sure(), columns)
        if preview:
            Console().print(what_columns_mean(path, mapping))
            return
        _bring(path, sources.REGISTER, code, mapping)
    except Refused as refused:
        raise click.ClickException("\n".join(f"{p.text('en')}\n{p.text('zh')}" for p in refused.problems)) from None


def _bring(path: Path, kind: str, code: str, mapping: Mapping | None = None) -> None:
    hospital = Hospital.objects.filter(code=code).first()
    if hospital is None:
        known = ", ".join(Hospital.objects.order_by("code").values_list("code", flat=True)) or "none yet"
        raise click.ClickException(f"No hospital has the code {code!r}. Known codes: {known}.")
    viewer = system_viewer(f"import {path.name}", (hospital.pk,))
    about = sources.source(path, kind, mapping=mapping)
    begun = door.begin(about, viewer, hospital.pk)
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(path.name, total=None)

        problems: tuple[Problem, ...] = ()

        def say(report: Report) -> None:
            nonlocal problems
            problems = report.problems
            bar.update(task, description=f"{path.name}: {report.patients:,} patients, {report.kept:,} kept")

        try:
            done = carry_out(path, about, begun, viewer, say)
        except Exception as broken:
            # A run that stands "under way" for ever would be a lie; the same command continues it.
            problem = Problem("intake-broke", path.name, {"reason": type(broken).__name__})
            door.finish(begun.id, viewer, problem.text(viewer.language))
            raise
    Console().print(_summary(done))
    _tell(problems, done.queried + done.refused, Console())
    if done.trouble:
        raise click.ClickException(done.trouble)


def _tell(problems: Sequence[Problem], more: int, console: Console) -> None:
    """The first problems of a run in both languages, and where all of them wait."""
    alike = Counter[str]()
    shown = [problem for problem in problems if (alike.update([problem.code]), alike[problem.code] <= _ALIKE)[1]]
    for problem in shown[:_SHOWN]:
        console.print(f"{problem.text('en')}\n{problem.text('zh')}", markup=False, highlight=False, soft_wrap=True)
    if more:
        console.print(f"{more:,} wait on the page “To clarify” until somebody has dealt with them.\n"
                      f"共 {more:,} 条列于“待核对”页面，等待人工处理。", markup=False, highlight=False, soft_wrap=True)


def _summary(done: Run) -> Table:
    table = Table(title=f"{done.name} ({done.kind}), intake {done.id}")
    for heading in (
        "patients 患者",
        "kept 已保存",
        "already known 已有",
        "to clarify 待核对",
        "refused 拒绝",
    ):
        table.add_column(heading, justify="right")
    table.add_row(*(f"{n:,}" for n in (done.patients, done.kept, done.same, done.queried, done.refused)))
    return table
