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
from paeonia.record.problems import Problem, Refused

MOST = 20 * 2**20   # bytes; the largest known CTML trial has some hundred thousand


@click.group()
def ctml() -> None:
    """Exchange criteria with MatchMiner.  与 MatchMiner 交换入排标准。"""


@ctml.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(path: Path) -> None:
    """Print the sentences of a CTML trial (JSON or YAML) and, on the error stream, what they cannot express."""
    try:
        trials = [import_ctml(document, dictionary(), path.name) for document in documents(path)]
    except Refused as refused:
        raise click.ClickException("\n".join(f"{p.text('en')}\n{p.text('zh')}" for p in refused.problems)) from None
    for trial in trials:
        for part in trial.parts:
            head = {"protocol_no": trial.protocol_no, "level": part.level, "path": "/".join(part.path),
                    "suspended": part.suspended, "eligibility": part.sentence}
            click.echo(yaml.safe_dump(head, allow_unicode=True, sort_keys=False), nl=False)
            click.echo("---")
        _tell(list(trial.not_expressed))


def documents(path: Path) -> list[Any]:
    """Every trial of a file: JSON (one, a list, or several behind one another) or YAML; Refused if it is neither."""
    data = path.read_bytes()
    if len(data) > MOST:
        raise Refused([Problem("ctml-unreadable", path.name, {"why": f"> {MOST >> 20} MB"})])
    found: list[Any] = []
    try:
        text = data.decode("utf-8-sig")
        if text.lstrip().startswith(("{", "[")):
            at = 0
            while at < len(text.rstrip()):
                document, at = json.JSONDecoder().raw_decode(text, len(text) - len(text[at:].lstrip()))
                found.append(document)
        else:
            found = [document for document in yaml.load_all(text, Plain) if document is not None]  # noqa: S506 a SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError) as broken:
        why = " ".join(str(broken).split())[:200] or type(broken).__name__
        raise Refused([Problem("ctml-unreadable", path.name, {"why": why})]) from None
    return [one for document in found for one in (document if isinstance(document, list) else [document])]


class Plain(yaml.SafeLoader):
    """YAML without references: a few of them can stand for more than the machine holds."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse a reference, compose everything else."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("references (*name) are not read")
        return super().compose_node(parent, index)


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
        click.echo(f"{problem.text('en')}\n{problem.text('zh')}", err=True)
    if problems:
        click.echo(f"{len(problems)} not expressed.  {len(problems)} 项无法表达。", err=True)
        sys.stderr.flush()
