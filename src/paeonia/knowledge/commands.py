"""`paeonia ask`: the language at the command line, with no database."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from paeonia.criteria.ask import answers
from paeonia.criteria.ask_lines import read_lines
from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary, load, problems
from paeonia.record.located import read_yaml
from paeonia.record.problems import Problem, Refused


@click.command()
@click.argument("sentence_file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("facts_file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--engine", type=click.Choice(["person", "population"]), default="person", show_default=True)
@click.option("--dictionary", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="A dictionary folder of your own (variables/, codelists/, derived/).")
def ask(sentence_file: Path, facts_file: str, engine: str, folder: Path | None) -> None:
    """Ask the sentence in SENTENCE_FILE (YAML) of each line of FACTS_FILE (JSONL, `-` = standard input)."""
    words, wrong = load(folder) if folder else (dictionary(), problems())
    for problem in wrong:       # a broken entry is left out; the sentence that needs it will say so
        click.echo(_said(problem), err=True)
    try:
        node = sentence(read_yaml(sentence_file.read_bytes(), sentence_file.name), words, sentence_file.name)
    except Refused as refused:
        for problem in refused.problems:
            click.echo(_said(problem), err=True)
        sys.exit(2)
    empty = True
    try:
        with click.open_file(facts_file, "rb") as lines:
            for said in answers(node, read_lines(lines, words, Path(facts_file).name), words, engine):
                # Half a character (a lone surrogate) cannot be written; its escape can, and means the same in JSON.
                empty = False
                text = json.dumps(said, ensure_ascii=False, default=str)
                click.echo(text.encode("utf-8", "backslashreplace"))
    except BrokenPipeError:     # the reader has seen enough (`| head`): click ends quietly
        raise
    except OSError as broken:
        click.echo(f"Stopped before the end: {broken.strerror}. The last answer may be cut short. "
                   f"未完成即中断：{broken.strerror}。最后一条回答可能不完整。", err=True)
        sys.exit(1)
    if empty:
        click.echo(f"{Path(facts_file).name}: no line to answer; write one patient a line. "
                   "文件中没有可回答的行，请每行写一名患者。", err=True)


def _said(problem: Problem) -> str:
    """One line in both languages, with its place once."""
    return f"{problem} {problem.text('zh').removeprefix(f'{problem.place}：')}"
