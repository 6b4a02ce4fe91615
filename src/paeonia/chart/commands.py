"""`paeonia import`: patients from FHIR files or a register."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from paeonia.people.models import Hospital
from paeonia.people.viewer import system_viewer
from paeonia.record.problems import Refused

from . import door, sources
from .cards import Run
from .report import Report
from .running import carry_out

_PATH = click.Path(exists=True, path_type=Path)


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
def register(path: Path, code: str) -> None:
    """Read a register of patients (CSV or Excel).  导入患者登记表（CSV 或 Excel）。"""
    _bring(path, sources.REGISTER, code)


def _bring(path: Path, kind: str, code: str) -> None:
    hospital = Hospital.objects.filter(code=code).first()
    if hospital is None:
        known = ", ".join(Hospital.objects.order_by("code").values_list("code", flat=True)) or "none yet"
        raise click.ClickException(f"No hospital has the code {code!r}. Known codes: {known}.")
    viewer = system_viewer(f"import {path.name}", (hospital.pk,))
    try:
        about = sources.source(path, kind, mapping=sources.mapped(path) if kind == sources.REGISTER else None)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    begun = door.begin(about, viewer, hospital.pk)
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(path.name, total=None)

        def say(report: Report) -> None:
            bar.update(task, description=f"{path.name}: {report.patients:,} patients, {report.kept:,} kept")

        done = carry_out(path, about, begun, viewer, say)
    Console().print(_summary(done))
    if done.trouble:
        raise click.ClickException(done.trouble)


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
