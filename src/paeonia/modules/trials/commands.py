"""The command line of the trials module: bringing registry records in."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from paeonia.modules.trials.actions import ImportReport
from paeonia.modules.trials.commands_ctml import ctml
from paeonia.modules.trials.commands_draft import draft
from paeonia.modules.trials.intake.sync import BASE_URL
from paeonia.modules.trials.intake.words import code
from paeonia.record.problems import Refused

_SHOWN = 10     # problems printed; the rest stand in the queue


@click.group()
def trials() -> None:
    """Read and synchronise trial records.  导入并同步试验记录。"""


@trials.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
def import_(paths: tuple[Path, ...]) -> None:
    """Read registry records from files or folders (JSON, XML, CSV, saved CTR pages).  从文件或文件夹导入登记记录。"""
    from paeonia.modules.trials.actions import import_records
    from paeonia.modules.trials.intake.apart import entries
    from paeonia.people.viewer import system_viewer

    viewer = system_viewer("paeonia trials import")
    with _bar() as bar:
        for path in paths:
            line = bar.add_task(path.name, total=None)
            report = import_records(entries(path), viewer, str(path),
                                    lambda now, line=line: bar.update(line, completed=now.seen))
            bar.update(line, total=report.seen, completed=report.seen)
            _say(report, bar.console)


@trials.command()
@click.option("--condition", required=True, help="Disease, in the registry's words.  疾病名称（用登记平台的写法）。")
@click.option("--status", "statuses", multiple=True, help="Only this status; may be repeated.  仅此状态，可重复。")
@click.option("--since", default="", metavar="YYYY-MM-DD", help="Only updated since.  仅此日期后更新的记录。")
@click.option("--full", is_flag=True, help="Everything again, not only what changed.  全部重新获取。")
@click.option("--page-size", type=click.IntRange(1, 1000), default=100, show_default=True)
@click.option("--base-url", default=BASE_URL, show_default=True)
def sync(condition: str, statuses: tuple[str, ...], since: str, full: bool, page_size: int, base_url: str) -> None:
    """Fetch trials from ClinicalTrials.gov; goes on where it stopped.  从 ClinicalTrials.gov 获取，可断点续传。"""
    from paeonia.modules.trials import syncing
    from paeonia.modules.trials.intake.sync import Question
    from paeonia.people.viewer import system_viewer

    question = Question(condition, tuple(code(status) for status in statuses), since, base_url, page_size)
    viewer = system_viewer("paeonia trials sync")
    with _bar() as bar:
        line = bar.add_task(condition, total=None)
        try:
            report = syncing.sync(
                question, viewer, full,
                lambda run, now: bar.update(line, total=run.total, completed=run.records))
        except Refused as refused:
            raise click.ClickException(_both(refused)) from None
        _say(report, bar.console)


@trials.command()
def retag() -> None:
    """Read the filter words of all records again, after the dictionary grew.  词典更新后重新提取筛选词。"""
    from paeonia.modules.trials.retagging import retag as again
    from paeonia.people.viewer import system_viewer

    many = again(system_viewer("paeonia trials retag"))
    click.echo(f"changed 更新 {many}")


def _bar() -> Progress:
    return Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
                    console=Console(stderr=True))


def _say(report: ImportReport, console: Console) -> None:
    click.echo(f"new 新增 {report.new}   changed 更新 {report.changed}   same 未变 {report.same}"
               f"   refused 拒收 {report.refused}")
    shown = [*report.refusals, *report.alarms][:_SHOWN]
    for problem in shown:
        console.print(f"{problem.text('en')}\n{problem.text('zh')}", markup=False, highlight=False, soft_wrap=True)
    hidden = report.refused + len(report.alarms) - len(shown)
    if hidden > 0:
        click.echo(f"… {hidden} more in the queue  队列中还有 {hidden} 条")


def _both(refused: Refused) -> str:
    return "\n".join(f"{problem.text('en')}\n{problem.text('zh')}" for problem in refused.problems)


trials.add_command(ctml)
trials.add_command(draft)
