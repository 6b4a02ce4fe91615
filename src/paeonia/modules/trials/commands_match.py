"""`paeonia match` and `paeonia why`: the power of the pages at the command line."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click
import numpy as np
from rich.console import Console
from rich.table import Table
from rich.tree import Tree

from paeonia.chart import door
from paeonia.criteria.kleene import NO, UNKNOWN, YES, Answer
from paeonia.criteria.person import Reason
from paeonia.criteria.words import heading, say
from paeonia.guidance.fact_words import fact_words
from paeonia.guidance.questions import questions
from paeonia.guidance.said import missing_words, questions_asked, sentence_words
from paeonia.guidance.survey import Survey, survey
from paeonia.guidance.verdicts import advise
from paeonia.modules.trials import queries
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.deciding import criteria
from paeonia.people.access import record_access
from paeonia.people.viewer import Viewer, system_viewer

SIGNS = {YES: "[green]✓[/]", NO: "[red]✕[/]", UNKNOWN: "[yellow]?[/]"}
LANGUAGE = click.option("--language", type=click.Choice(["en", "zh"]), default="en", show_default=True)


@click.command()
@click.argument("patient", required=False)
@click.option("--all", "everybody", is_flag=True, help="Match every patient to every trial.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write all verdicts as Parquet or CSV.")
@LANGUAGE
def match(patient: str | None, everybody: bool, out: Path | None, language: str) -> None:
    """Match PATIENT (record number) to the structured trials, or everybody to every trial with --all."""
    viewer = system_viewer("matching at the command line")
    if everybody == bool(patient):
        raise click.UsageError("Name one patient, or write --all.  请给出一名患者，或使用 --all。")
    if everybody:
        _everybody(viewer, out, language)
    else:
        _one(str(patient), viewer, language)


def _person(number: str, viewer: Viewer) -> Any:
    try:
        return door.find(viewer, mrn=number)
    except door.NotHere:
        raise click.ClickException(
            f"No patient, or more than one, has the record number {number!r}.  "
            f"没有或不止一名患者使用病历号 {number}。") from None


def _one(number: str, viewer: Viewer, language: str) -> None:
    person = _person(number, viewer)
    line = door.timeline(person.id, viewer, why="matching at the command line")
    advice = advise(line, queries.structured_questions())
    table = Table(title=f"{person.mrn} · {date.fromordinal(line.as_of)}")
    for name in ("", "trial", "to settle / fails only"):
        table.add_column(name)
    for verdict in (*advice.fits, *advice.open, *advice.near):
        asks = questions_asked([verdict.question.node])
        note = ", ".join(missing_words(name, line.dictionary, asks)[language] for name in verdict.settle)
        if verdict.near:
            opens = f" (opens {date.fromordinal(verdict.near.opens)})" if verdict.near.opens else ""
            failing = [part.node for part in criteria(verdict.near.fails) if part.answer == NO]
            note = "; ".join(sentence_words(node, line.dictionary)[language] for node in failing) + opens
        table.add_row(SIGNS[verdict.answer], verdict.question.words[language], note)
    Console().print(table)
    click.echo(f"{advice.others} further trials do not fit.  另有 {advice.others} 项不符合。")


def _everybody(viewer: Viewer, out: Path | None, language: str) -> None:
    with Console(stderr=True).status("reading the record and matching …"):
        held = survey(viewer, FAMILY)
    if out is not None:
        record_access("exported", viewer, f"verdicts of {len(held.columns)} patients by {len(held.asked)} trials")
        _write(held, out)
        click.echo(f"{len(held.columns):,} patients x {len(held.asked):,} trials -> {out}")
        return
    table = Table(title=f"{len(held.columns):,} patients, {date.fromordinal(held.columns.as_of)}")
    for name in ("trial", "✓", "?", "✕"):
        table.add_column(name, justify="left" if name == "trial" else "right")
    for id, (no, unknown, yes) in held.counts().items():
        table.add_row(held.asked[id].words[language], str(yes), str(unknown), str(no))
    Console().print(table)


def _write(held: Survey, out: Path) -> None:
    """One row a pair: patient, trial, answer, rule version, day; written trial by trial, moved into place when whole."""
    import pyarrow as pa
    import pyarrow.csv
    import pyarrow.parquet

    words = np.array([answer.word for answer in Answer])
    ids = pa.array(held.columns.ids)
    half = out.with_suffix(out.suffix + ".half")
    schema = pa.schema([("patient", ids.type), ("trial", pa.string()), ("answer", pa.string()),
                        ("rule_version", pa.string()), ("as_of", pa.date32())])
    writer = (pyarrow.csv.CSVWriter(half, schema) if out.suffix == ".csv"
              else pyarrow.parquet.ParquetWriter(half, schema))
    day = date.fromordinal(held.columns.as_of)
    with writer:
        for i, (id, question) in enumerate(held.asked.items()):
            n = len(ids)
            writer.write_table(pa.table([ids, pa.array([id] * n), pa.array(words[held.verdicts.answers(i)]),
                                         pa.array([question.version] * n), pa.array([day] * n, pa.date32())], schema))
    half.replace(out)


@click.command()
@click.argument("patient")
@click.argument("trial")
@LANGUAGE
def why(patient: str, trial: str, language: str) -> None:
    """Say criterion by criterion why PATIENT (record number) fits TRIAL or not."""
    viewer = system_viewer("why at the command line")
    person = _person(patient, viewer)
    asked = questions(FAMILY)
    slug = trial if trial in asked else next((s for s, card in _by_number().items() if trial.upper() in card.numbers), "")
    if not slug:
        raise click.ClickException(f"No trial is called {trial!r}.  没有名为 {trial} 的试验。")
    line, question, reason = queries.why(person.id, slug, viewer)
    tree = Tree(f"{SIGNS[reason.answer]} {question.words[language]}")
    _grow(tree, reason, line.dictionary, language)
    Console().print(tree)
    click.echo(f"{question.source} · {question.version} · {date.fromordinal(line.as_of)}")
    sys.exit(0)


def _by_number() -> Any:
    from paeonia.modules.trials.searching import cards

    return cards()


def _grow(tree: Tree, reason: Reason, words: Any, language: str) -> None:
    for part in reason.of:
        said = heading(part.node, language) if part.of else say(part.node, words, language)  # type: ignore[arg-type]
        branch = tree.add(f"{SIGNS[part.answer]} {said}")
        for fact in part.facts:
            branch.add(f"[dim]{fact_words(fact, words)[language]} · {fact.on or '—'} · {fact.source or '—'}[/]")
        _grow(branch, part, words, language)
