"""MatchMiner's CTML at the command line: trees in, sentences out, and the other way round."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
import yaml

from paeonia.criteria.ctml import import_ctml
from paeonia.criteria.ctml_export import export_ctml
from paeonia.knowledge.dictionary import dictionary
from paeonia.knowledge.trials import trials
from paeonia.record.problems import Problem


@click.group()
def ctml() -> None:
    """Exchange criteria with MatchMiner.  与 MatchMiner 交换入排标准。"""


@ctml.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(path: Path) -> None:
    """Print the sentences of a CTML trial (JSON or YAML) and, on the error stream, what they cannot express."""
    try:
        documents = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as broken:
        raise click.ClickException(f"{path.name}: {broken}") from None
    for document in documents if isinstance(documents, list) else [documents]:
        trial = import_ctml(document, dictionary(), path.name)
        for part in trial.parts:
            head = {"protocol_no": trial.protocol_no, "level": part.level, "path": "/".join(part.path),
                    "suspended": part.suspended, "eligibility": part.sentence}
            click.echo(yaml.safe_dump(head, allow_unicode=True, sort_keys=False), nl=False)
            click.echo("---")
        _tell(list(trial.not_expressed))


@ctml.command("export")
@click.argument("trial")
def export(trial: str) -> None:
    """Print the match tree of a structured trial (its id, such as destiny-breast04) as JSON."""
    known = trials()
    if trial not in known:
        raise click.ClickException(f"No structured trial is called {trial!r}.  没有名为 {trial} 的结构化试验。")
    tree, problems = export_ctml(known[trial].eligibility, dictionary())
    click.echo(json.dumps({"protocol_no": trial, "nct_id": next(iter(known[trial].registry), ""),
                           "treatment_list": {"step": [_step(tree)]}}, ensure_ascii=False, indent=2))
    _tell(problems)


def _step(tree: list[dict[str, Any]]) -> dict[str, Any]:
    return {"step_internal_id": 1, "step_code": "1", "step_type": "Registration", "match": tree, "arm": []}


def _tell(problems: list[Problem]) -> None:
    for problem in problems:
        click.echo(problem.text("en"), err=True)
    if problems:
        click.echo(f"{len(problems)} not expressed.  {len(problems)} 项无法表达。", err=True)
        sys.stderr.flush()
