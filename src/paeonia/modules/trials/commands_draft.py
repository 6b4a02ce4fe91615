"""The drafter at the command line: the lines of a text, or of a trial on record, with the sentences made of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click
import yaml

from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.drafting.draft import draft as drafted
from paeonia.modules.trials.drafting.found import DraftedLine

MOST = 2 * 2**20  # bytes; the longest eligibility text known has some fifty thousand
_NUMBER = re.compile(r"[A-Z]{3,8}[\d-]{6,}$", re.IGNORECASE)


@click.command()
@click.argument("source", metavar="FILE_OR_NUMBER")
@click.option("--sentences", is_flag=True, help="Only what was drafted, as YAML.  仅输出已起草的条件（YAML）。")
def draft(source: str, sentences: bool) -> None:
    """Read eligibility text (a file, or a trial on record) into sentences.  将入排标准文本读成条件语句。"""
    lines = drafted(_text(source), dictionary())
    if sentences:
        click.echo(
            yaml.safe_dump([line.sentence for line in lines if line.sentence], allow_unicode=True, sort_keys=False),
            nl=False,
        )
        return
    for line in lines:
        if line.text.strip():
            _say(line)
    counts = {name: sum(line.outcome == name for line in lines) for name in ("drafted", "ask", "not_understood")}
    click.echo(
        f"drafted 已起草 {counts['drafted']}   ask 需人工回答 {counts['ask']}   not understood 未读懂 "
        f"{counts['not_understood']}"
    )


def _say(line: DraftedLine) -> None:
    side = {"inclusion": "+", "exclusion": "-"}.get(line.side, " ")
    click.echo(f"{line.number + 1:4} {side} {line.outcome}{' (part)' if line.part else ''}: {line.text.strip()}")
    if line.sentence:
        for row in yaml.safe_dump(
            line.sentence, allow_unicode=True, sort_keys=False, default_flow_style=None
        ).splitlines():
            click.echo(f"         {row}")


def _text(source: str) -> str:
    path = Path(source)
    if not path.is_file():
        if _NUMBER.match(source):
            return _on_record(source)
        raise click.ClickException(
            f"There is no file {source}, and it is no registry number.\n没有文件 {source}，它也不是登记号。"
        )
    raw = path.read_bytes()
    if len(raw) > MOST:
        raise click.ClickException(
            f"{path.name} is too large for eligibility text.\n{path.name} 过大，不是入排标准文本。"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", errors="replace")
    return _eligibility(text, path.name) if path.suffix == ".json" else text


def _eligibility(text: str, name: str) -> str:
    """The eligibility text in a registry record, wherever the record keeps it."""
    try:
        record = json.loads(text)
    except ValueError as fault:
        raise click.ClickException(f"{name} is no JSON: {fault}.\n{name} 不是 JSON：{fault}。") from None
    found = _within(record)
    if found is None:
        raise click.ClickException(f"{name} holds no eligibility text.\n{name} 中没有入排标准。")
    return found


def _within(record: Any) -> str | None:
    if isinstance(record, dict):
        for key in ("eligibilityCriteria", "EligibilityCriteria", "Eligibility"):
            value = record.get(key)
            if isinstance(value, str) or isinstance(value, list) and all(isinstance(item, str) for item in value):
                return value if isinstance(value, str) else "\n".join(value)
    children = record.values() if isinstance(record, dict) else record if isinstance(record, list) else ()
    return next((found for child in children if (found := _within(child)) is not None), None)


def _on_record(number: str) -> str:
    from paeonia.modules.trials.queries_draft import eligibility

    text = eligibility(number)
    if not text:
        raise click.ClickException(
            f"{number} is not on record, or without eligibility text. Import it first.\n"
            f"{number} 未登记，或没有入排标准文本。请先导入。"
        )
    return text
