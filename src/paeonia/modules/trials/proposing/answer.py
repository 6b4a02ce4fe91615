"""Reads what a model said. A fence or prose around it is put aside; what is wrong inside is refused, never mended."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from paeonia.criteria.lint import lint
from paeonia.criteria.nodes import Ask, Node, leaves
from paeonia.criteria.read import sentence
from paeonia.modules.trials.proposing.prompt import TextLine
from paeonia.record.dictionary import Dictionary
from paeonia.record.located import read_yaml
from paeonia.record.problems import Problem, Refused

_FENCE = re.compile(r"^[ \t]*```[\w-]*[ \t]*\n(.*?)^[ \t]*```[ \t]*$", re.DOTALL | re.MULTILINE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
SHOWN = 120
MOST_SENTENCE = 4_000       # letters
_NO_JSON = {"why": "it is neither JSON nor YAML", "why_zh": "既不是 JSON 也不是 YAML"}
_NO_SHAPE = {"why": "it needs `line` and one of `sentence` and `cannot`, and nothing else",
             "why_zh": "应有 `line` 以及 `sentence`、`cannot` 之一，不能有其他键"}
_TOO_LONG = {"why": f"the sentence is longer than {MOST_SENTENCE} characters", "why_zh": f"句子超过 {MOST_SENTENCE} 个字符"}


@dataclass(frozen=True)
class Proposal:
    """A sentence the parser and lint accept, for one line; `doubts` are what its reader should compare."""

    line: int
    sentence: str           # YAML of the language
    node: Node
    doubts: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """What was not taken, as it was said, and why; `line` is None where it belongs to none."""

    line: int | None
    said: str
    problems: tuple[Problem, ...]


def read(content: str, asked: Sequence[TextLine], dictionary: Dictionary) -> tuple[list[Proposal], list[Refusal]]:
    """Every line that was asked about comes back once at least, as a proposal or as a refusal."""
    lines = {line.number: line for line in asked}
    made: dict[int, list[Proposal]] = {}
    refused: list[Refusal] = []
    for item in _items(content):
        found = _one(item, lines, dictionary)
        if isinstance(found, Proposal):
            made.setdefault(found.line, []).append(found)
        else:
            refused.append(found)
    kept = []
    for number, found_here in made.items():
        if len({one.node for one in found_here}) > 1:
            refused += [Refusal(number, one.sentence, (Problem("proposing-twice"),)) for one in found_here]
        else:
            kept.append(found_here[0])
    spoken = {one.line for one in kept} | {one.line for one in refused}
    refused += [Refusal(number, "", (Problem("proposing-silent"),)) for number in lines if number not in spoken]
    return sorted(kept, key=lambda one: one.line), refused


def _items(content: str) -> Iterator[Any]:
    """Objects of the answer; a text that is none comes as that text. Prose outside a fence is not looked at."""
    fences = _FENCE.findall(content)
    for text in fences or [content]:
        whole = _loaded(text)
        if isinstance(whole, dict) and isinstance(whole.get("sentences"), list):
            whole = whole["sentences"]
        if isinstance(whole, (list, dict)):
            yield from whole if isinstance(whole, list) else [whole]
            continue
        for row in text.splitlines():
            row = row.strip().rstrip(",")
            if row.startswith(("{", "-")) or (fences and row):
                found = _loaded(row)
                yield from found if isinstance(found, list) else [found if isinstance(found, dict) else row]


def _loaded(text: str) -> Any:
    """JSON, else YAML by the house's own bounded reader, else None."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        pass
    if "\n{" in text.strip():       # JSON lines are no YAML document
        return None
    try:
        return read_yaml(text).plain()
    except Refused:
        return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _one(item: Any, lines: dict[int, TextLine], dictionary: Dictionary) -> Proposal | Refusal:
    said = item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)
    shown = said if len(said) <= SHOWN else said[:SHOWN] + "…"
    if not isinstance(item, dict):
        return Refusal(None, shown, (Problem("proposing-unread", "", {"said": shown, **_NO_JSON}),))
    number = item.get("line")
    if isinstance(number, str) and number.isdecimal() and len(number) < 7:     # YAML of the house keeps scalars as text
        number = int(number)
    body = set(item) - {"line"}
    if not isinstance(number, int) or isinstance(number, bool) or body not in ({"sentence"}, {"cannot"}):
        return Refusal(None, shown, (Problem("proposing-unread", "", {"said": shown, **_NO_SHAPE}),))
    if number not in lines:
        return Refusal(None, shown, (Problem("proposing-stray", "", {"line": number}),))
    if "cannot" in item:
        return Refusal(number, "", (Problem("proposing-cannot", "", {"why": str(item["cannot"])[:SHOWN]}),))
    if len(said) > MOST_SENTENCE:
        return Refusal(number, shown, (Problem("proposing-unread", "", {"said": shown, **_TOO_LONG}),))
    return _judged(item["sentence"], lines[number], shown, dictionary)


def _judged(source: Any, line: TextLine, shown: str, dictionary: Dictionary) -> Proposal | Refusal:
    """The parser and lint of the language have the last word, as with everything that is written by hand."""
    try:
        node = sentence(source, dictionary)
    except Refused as refused:
        return Refusal(line.number, shown, tuple(refused.problems))
    except RecursionError:
        return Refusal(line.number, shown, (Problem("proposing-unread", "", {"said": shown, **_TOO_LONG}),))
    if any(isinstance(leaf, Ask) for leaf in leaves(node)):
        return Refusal(line.number, shown, (Problem("proposing-asks"),))
    if warnings := lint(node, dictionary):
        return Refusal(line.number, shown, tuple(warnings))
    text = source if isinstance(source, str) else yaml.safe_dump(source, allow_unicode=True, sort_keys=False, width=110)
    return Proposal(line.number, text, node, tuple(_doubts(text, line)))


def _doubts(text: str, line: TextLine) -> Iterator[Problem]:
    """Numbers that the line does not say: the commonest way in which a model is wrong and looks right."""
    there = {float(number) for number in _NUMBER.findall(line.text)}
    for number in dict.fromkeys(re.findall(r"(?<![\w.])\d+(?:\.\d+)?", text)):
        if float(number) not in there:
            yield Problem("proposing-number", "", {"number": number})
